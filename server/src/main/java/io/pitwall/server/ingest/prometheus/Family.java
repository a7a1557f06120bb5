package io.pitwall.server.ingest.prometheus;

import io.pitwall.model.metric.MetricType;
import java.util.List;
import java.util.Map;

/**
 * What is known about the metrics of a family.
 *
 * @param kind what they are declared to be
 * @param unit as declared, empty if it is not
 * @param help for people, empty if there is none
 */
record Family(FamilyKind kind, String unit, String help) {
  static final Family UNKNOWN = new Family(FamilyKind.UNKNOWN, "", "");

  /** What Prometheus' conventions put at the end of a name, before what tells the type. */
  private static final List<String> TYPE_SUFFIXES =
      List.of("_total", "_sum", "_count", "_bucket", "_created", "_info", "_gsum", "_gcount");

  /** The family of a sample among those declared: its own, or the one that it is a part of. */
  static Family of(String sample, Map<String, Family> declared) {
    Family own = declared.get(sample);
    if (own != null) {
      return own;
    }
    String bare = bare(sample);
    Family whole = declared.get(bare);
    return whole != null && whole.kind.hasPart(sample.substring(bare.length())) ? whole : UNKNOWN;
  }

  /** The name without the suffix that tells a part of a family, or itself. */
  static String bare(String sample) {
    for (String suffix : TYPE_SUFFIXES) {
      if (sample.endsWith(suffix) && sample.length() > suffix.length()) {
        return sample.substring(0, sample.length() - suffix.length());
      }
    }
    return sample;
  }

  /** The unit of a sample, as others write it: the declared one, else the one in its name. */
  String unitOf(String sample) {
    if (sample.endsWith("_count") || sample.endsWith("_bucket") || sample.endsWith("_gcount")) {
      return "";
    }
    String bare = bare(sample);
    String named = unit.isEmpty() ? bare.substring(bare.lastIndexOf('_') + 1) : unit;
    return switch (named) {
      case "seconds" -> "s";
      case "milliseconds" -> "ms";
      case "microseconds" -> "us";
      case "nanoseconds" -> "ns";
      case "bytes" -> "By";
      case "ratio" -> "1";
      case "percent" -> "%";
      case "celsius" -> "Cel";
      case "volts" -> "V";
      case "amperes" -> "A";
      case "joules" -> "J";
      case "meters" -> "m";
      case "grams" -> "g";
      default -> unit;
    };
  }

  /** Type of the distribution that its histograms are: a timer if they measure time. */
  static MetricType distributionType(String unit) {
    return switch (unit) {
      case "s", "ms", "us", "ns", "min", "h" -> MetricType.TIMER;
      default -> MetricType.HISTOGRAM;
    };
  }
}
