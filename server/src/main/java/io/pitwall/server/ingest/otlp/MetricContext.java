package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import java.nio.charset.StandardCharsets;

/** A metric whose data points are being read: what they share. Not thread-safe. */
final class MetricContext {
  private static final TextCache TEXTS = new TextCache();

  private final String name;
  private final String unit;
  private final String description;
  private final Attributes identity;
  private final SeriesCache cache;
  private final MetricType type;
  private final byte[] prefix;

  MetricContext(
      String name, String unit, String description, Attributes identity, SeriesCache cache) {
    this(name, unit, description, identity, cache, MetricType.GAUGE);
  }

  private MetricContext(
      String name,
      String unit,
      String description,
      Attributes identity,
      SeriesCache cache,
      MetricType type) {
    this.name = name;
    this.unit = unit;
    this.description = description;
    this.identity = identity;
    this.cache = cache;
    this.type = type;
    prefix =
        (name + '\0' + unit + '\0' + type + '\0' + identity + '\0')
            .getBytes(StandardCharsets.UTF_8);
  }

  /** The same metric with the type and unit that its data say. */
  MetricContext as(MetricType dataType, String dataUnit) {
    return new MetricContext(name, dataUnit, description, identity, cache, dataType);
  }

  /** A metric that this one brings along, e.g. its count. */
  MetricContext named(String suffix, MetricType dataType, String dataUnit) {
    return new MetricContext(name + suffix, dataUnit, description, identity, cache, dataType);
  }

  String unit() {
    return unit;
  }

  AttributeBytes attributeBytes() {
    return new AttributeBytes(prefix);
  }

  /** The series of a data point. */
  RawSeries series(AttributeBytes attributes) {
    SeriesCache.Key key = attributes.key();
    RawSeries known = cache.get(key);
    if (known == null) {
      known = series(attributes.decode(TEXTS));
      cache.put(key, known);
    }
    return known;
  }

  /** The series with these attributes, not cached. */
  RawSeries series(Attributes attributes) {
    return SeriesNames.series(name, attributes, identity, type, unit, description);
  }
}
