package io.pitwall.model.metric;

import java.util.Locale;
import java.util.Optional;

/** What the values of a series mean. */
public enum MetricType {
  /**
   * A running total that only grows, except when its source restarts. Served as a rate per second.
   */
  COUNTER,
  /** A value that goes up and down. */
  GAUGE,
  /** Observations whose distribution matters. */
  HISTOGRAM,
  /** Observed durations, in the series' unit; a distribution. */
  TIMER,
  /** Events per second, already divided by time. */
  RATE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON: {@code counter}, {@code gauge}, ... */
  public String wireName() {
    return wireName;
  }

  /** Whether rollups of this type carry a histogram, so that percentiles can be had. */
  public boolean isDistribution() {
    return this == HISTOGRAM || this == TIMER;
  }

  /** The type of that wire name, empty if there is none. */
  public static Optional<MetricType> ofWireName(String wireName) {
    for (MetricType type : values()) {
      if (type.wireName.equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
