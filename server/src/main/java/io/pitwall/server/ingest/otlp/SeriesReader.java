package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;

/** Finds the series of the points of one metric. For one thread. */
final class SeriesReader {

  /**
   * Who sends a metric; decoded only when one of its series is new.
   *
   * @param sources reader
   * @param resource content of the {@code ResourceMetrics}
   * @param scope content of the {@code ScopeMetrics}
   */
  record Sender(SourceReader sources, Wire resource, Wire scope) {
    void addTags(Attributes.Builder tags) {
      SenderTags.add(sources.resource(resource.slice()), sources.scope(scope.slice()), tags);
    }
  }

  /** What all points of a metric have in common. */
  record Head(String name, String description, String unit, Sender sender) {}

  private final SeriesCache cache;
  private final AttributeReader attributes;
  private final Head head;
  private final ByteHash.Gatherer gatherer;
  private final ByteHash.Key metricKey;

  /**
   * A finder of series.
   *
   * @param key has gathered what the points have in common, and is used for the rest
   */
  SeriesReader(SeriesCache cache, AttributeReader attributes, Head head, ByteHash.Gatherer key) {
    this.cache = cache;
    this.attributes = attributes;
    this.head = head;
    this.gatherer = key;
    this.metricKey = key.key();
  }

  String name() {
    return head.name();
  }

  /** Starts with another point. */
  void start() {
    gatherer.reset(metricKey);
  }

  /** Takes in an attribute of the point and goes past it. */
  void addAttribute(Wire wire) {
    int outer = wire.enter();
    gatherer.add(wire.array(), wire.position(), wire.remaining());
    wire.leave(outer);
  }

  /** The series of the point, given its content and the tag of its attributes. */
  RawSeries find(Wire point, int attributesTag, MetricType type) {
    return find(point, attributesTag, type, head.unit());
  }

  /** The same with a unit of its own. */
  RawSeries find(Wire point, int attributesTag, MetricType type, String unit) {
    return cache.get(
        gatherer.key(),
        () -> {
          Attributes.Builder tags = Attributes.builder();
          addTags(point.slice(), attributesTag, tags);
          return new RawSeries(head.name(), tags.build(), type, unit, head.description());
        });
  }

  /** A series that is derived from the point, such as the count of a summary. */
  RawSeries derived(Wire point, int attributesTag, String suffix, MetricType type, String unit) {
    ByteHash.Key pointKey = gatherer.key();
    gatherer.add(suffix.hashCode());
    ByteHash.Key key = gatherer.key();
    gatherer.reset(pointKey);
    return cache.get(
        key,
        () -> {
          Attributes.Builder tags = Attributes.builder();
          addTags(point.slice(), attributesTag, tags);
          return new RawSeries(head.name() + suffix, tags.build(), type, unit, head.description());
        });
  }

  /** The series of one quantile of a summary, tagged as Prometheus does. */
  RawSeries quantile(Wire point, int attributesTag, double quantile) {
    ByteHash.Key pointKey = gatherer.key();
    gatherer.add(Double.doubleToLongBits(quantile));
    ByteHash.Key key = gatherer.key();
    gatherer.reset(pointKey);
    return cache.get(
        key,
        () -> {
          Attributes.Builder tags = Attributes.builder().put("quantile", Double.toString(quantile));
          addTags(point.slice(), attributesTag, tags);
          return new RawSeries(
              head.name(), tags.build(), MetricType.GAUGE, head.unit(), head.description());
        });
  }

  String unit() {
    return head.unit();
  }

  private void addTags(Wire point, int attributesTag, Attributes.Builder tags) {
    while (point.hasMore()) {
      int tag = point.tag();
      if (tag == attributesTag) {
        attributes.read(point, tags);
      } else {
        point.skip(tag);
      }
    }
    head.sender().addTags(tags);
  }
}
