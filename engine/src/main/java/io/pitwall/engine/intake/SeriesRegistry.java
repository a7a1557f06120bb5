package io.pitwall.engine.intake;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.trace.Attributes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All series that are known, one object each, within bounds: where a metric has too many series,
 * further ones share one that is tagged {@value #OVERFLOW_TAG}. Where there are too many in all,
 * the series of metrics that were never heard of are refused, so that even a million distinct names
 * stay bounded. Thread-safe.
 */
final class SeriesRegistry {
  static final String OVERFLOW_TAG = "pitwall.overflow";

  private final IntakeLimits limits;
  private final Map<Long, Series> byId = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> countByName = new ConcurrentHashMap<>();
  private final LongAdder overflowed = new LongAdder();

  SeriesRegistry(IntakeLimits limits) {
    this.limits = limits;
  }

  /** Takes in the series that a store has kept. */
  void restore(Collection<Series> known) {
    known.forEach(series -> keep(series));
  }

  /** What becomes of a series; settled once, then remembered in it. */
  SeriesVerdict settle(RawSeries raw) {
    SeriesVerdict verdict = raw.verdict();
    if (verdict == null) {
      Refusal refusal = check(raw.name(), raw.tags());
      verdict =
          refusal == null ? decide(raw, tags(raw.tags())) : new SeriesVerdict.Refused(refusal);
      raw.settle(verdict);
    }
    return verdict;
  }

  /** The series that stands for what came, if it is known; nothing is added. */
  @Nullable Series find(RawSeries raw) {
    if (raw.verdict() instanceof SeriesVerdict.Kept(Series series)) {
      return series;
    }
    return byId.get(Series.idOf(raw.name(), tags(raw.tags())));
  }

  int size() {
    return byId.size();
  }

  /** How often a series was settled as the overflow series of its metric, since start. */
  long overflowed() {
    return overflowed.sum();
  }

  /** Whether it stands for all the series that its metric has too many. */
  static boolean isOverflow(Series series) {
    return series.tags().containsKey(OVERFLOW_TAG);
  }

  private SeriesVerdict decide(RawSeries raw, Map<String, String> tags) {
    String name = raw.name();
    MetricType type = raw.type();
    Series wanted = Series.of(name, tags, type, raw.unit(), raw.description());
    Series known = byId.get(wanted.id());
    if (known == null) {
      if (byId.size() >= limits.maxSeries() && !countByName.containsKey(name)) {
        return new SeriesVerdict.Refused(
            new Refusal(
                "too_many_series",
                "name",
                "a metric that is known already, as there are "
                    + limits.maxSeries()
                    + " series (limits.max_series)",
                name));
      }
      if (isFull(name)) {
        overflowed.increment();
        wanted = Series.of(name, Map.of(OVERFLOW_TAG, "true"), type, raw.unit(), raw.description());
        known = byId.get(wanted.id());
      }
      if (known == null) {
        known = keep(wanted);
      }
    }
    if (!known.name().equals(wanted.name()) || !known.tags().equals(wanted.tags())) {
      return new SeriesVerdict.Refused(
          new Refusal(
              "series_collision",
              "name",
              "a series whose 64-bit id is free",
              name + " " + tags + ", which collides with " + known.name() + " " + known.tags()));
    }
    if (known.type() != type && !(raw.isTypeGuessed() && isEither(known.type(), type))) {
      return new SeriesVerdict.Refused(
          new Refusal(
              "type_conflict",
              "metric_type",
              known.type().wireName() + ", as " + name + " was first reported",
              type.wireName()));
    }
    return new SeriesVerdict.Kept(known);
  }

  /** Whether both are total or value of the moment, or both a distribution. */
  private static boolean isEither(MetricType known, MetricType guessed) {
    return switch (known) {
      case COUNTER, GAUGE -> guessed == MetricType.COUNTER || guessed == MetricType.GAUGE;
      case HISTOGRAM, TIMER -> guessed.isDistribution();
      case RATE -> false;
    };
  }

  private Series keep(Series series) {
    Series before = byId.putIfAbsent(series.id(), series);
    if (before == null) {
      countByName.computeIfAbsent(series.name(), n -> new AtomicInteger()).incrementAndGet();
    }
    return before == null ? series : before;
  }

  private boolean isFull(String name) {
    AtomicInteger count = countByName.get(name);
    return byId.size() >= limits.maxSeries()
        || (count != null && count.get() >= limits.maxSeriesPerMetric());
  }

  private @Nullable Refusal check(String name, Attributes tags) {
    if (name.isBlank()) {
      return new Refusal("name_empty", "name", "the name of a metric", "an empty one");
    }
    if (name.length() > limits.maxNameLength()) {
      return new Refusal(
          "name_too_long",
          "name",
          "at most " + limits.maxNameLength() + " characters (limits.max_name_length)",
          name.length() + " characters: " + Shortened.to(name, 40) + "…");
    }
    if (tags.size() > limits.maxTags()) {
      return new Refusal(
          "too_many_tags",
          "tags",
          "at most " + limits.maxTags() + " (limits.max_tags)",
          tags.size() + " for " + name);
    }
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.name(i);
      if (tag.isEmpty() || tag.length() > limits.maxTagLength()) {
        return new Refusal(
            "tag_name",
            "tags",
            "tag names of 1 to " + limits.maxTagLength() + " characters (limits.max_tag_length)",
            tag.isEmpty() ? "an empty one" : tag.length() + " characters");
      }
    }
    return null;
  }

  private SortedMap<String, String> tags(Attributes attributes) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (int i = 0; i < attributes.size(); i++) {
      Object value = attributes.value(i);
      String text = value instanceof List<?> list ? list.toString() : String.valueOf(value);
      tags.putIfAbsent(attributes.name(i), Shortened.to(text, limits.maxTagLength()));
    }
    return tags;
  }
}
