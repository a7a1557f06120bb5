package io.pitwall.server.ingest.prometheus;

import io.pitwall.model.metric.MetricType;
import java.util.Locale;

/** What a metric family is declared to be; each of its samples then has a type by its suffix. */
enum FamilyKind {
  UNKNOWN,
  COUNTER,
  GAUGE,
  HISTOGRAM,
  GAUGEHISTOGRAM,
  SUMMARY,
  INFO,
  STATESET;

  private static final FamilyKind[] BY_NUMBER = values();

  /** Kind by its number in remote write's metadata. */
  static FamilyKind ofNumber(long number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : UNKNOWN;
  }

  /** Kind by its name in a {@code TYPE} line; what is not known means nothing. */
  static FamilyKind ofName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "counter" -> COUNTER;
      case "gauge" -> GAUGE;
      case "histogram" -> HISTOGRAM;
      case "gaugehistogram" -> GAUGEHISTOGRAM;
      case "summary" -> SUMMARY;
      case "info" -> INFO;
      case "stateset" -> STATESET;
      default -> UNKNOWN;
    };
  }

  /** Whether samples of such a family may be named with that suffix. */
  boolean hasPart(String suffix) {
    return switch (this) {
      case COUNTER -> suffix.equals("_total") || suffix.equals("_created");
      case HISTOGRAM ->
          suffix.equals("_bucket")
              || suffix.equals("_sum")
              || suffix.equals("_count")
              || suffix.equals("_created");
      case GAUGEHISTOGRAM ->
          suffix.equals("_bucket") || suffix.equals("_gsum") || suffix.equals("_gcount");
      case SUMMARY -> suffix.equals("_sum") || suffix.equals("_count") || suffix.equals("_created");
      case INFO -> suffix.equals("_info");
      case UNKNOWN, GAUGE, STATESET -> false;
    };
  }

  /** Type of a sample of such a family. */
  MetricType typeOf(String sample) {
    boolean counts = sample.endsWith("_count") || sample.endsWith("_sum");
    boolean counter =
        switch (this) {
          case COUNTER -> true;
          case HISTOGRAM -> counts || sample.endsWith("_bucket");
          case SUMMARY -> counts;
          case UNKNOWN -> counts || sample.endsWith("_total") || sample.endsWith("_bucket");
          case GAUGE, GAUGEHISTOGRAM, INFO, STATESET -> false;
        };
    return counter ? MetricType.COUNTER : MetricType.GAUGE;
  }
}
