package io.pitwall.engine.around;

import java.util.Locale;
import java.util.Optional;

/**
 * What browsers measure of a page. The bounds are those of web.dev: up to the first a value is
 * good, beyond the second poor; judged at the 75th percentile.
 */
public enum WebVital {
  /** Largest contentful paint, milliseconds. */
  LCP("ms", 2_500, 4_000, 600_000),
  /** Interaction to next paint, milliseconds. */
  INP("ms", 200, 500, 600_000),
  /** Cumulative layout shift, no unit. */
  CLS("", 0.1, 0.25, 1_000),
  /** First contentful paint, milliseconds. */
  FCP("ms", 1_800, 3_000, 600_000),
  /** Time to first byte, milliseconds. */
  TTFB("ms", 800, 1_800, 600_000);

  private final String unit;
  private final double good;
  private final double poor;
  private final double most;

  WebVital(String unit, double good, double poor, double most) {
    this.unit = unit;
    this.good = good;
    this.poor = poor;
    this.most = most;
  }

  /** How good a value is. */
  public enum Rating {
    GOOD,
    NEEDS_IMPROVEMENT,
    POOR;

    /** The word used in tags and JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The vital of that name in capitals. */
  public static Optional<WebVital> named(String name) {
    for (WebVital vital : values()) {
      if (vital.name().equals(name)) {
        return Optional.of(vital);
      }
    }
    return Optional.empty();
  }

  /** How good a value is. */
  public Rating rate(double value) {
    return value <= good ? Rating.GOOD : value <= poor ? Rating.NEEDS_IMPROVEMENT : Rating.POOR;
  }

  /** Name of the metric. */
  public String metric() {
    return "browser.web_vital." + name().toLowerCase(Locale.ROOT);
  }

  /** {@code ms}, or empty. */
  public String unit() {
    return unit;
  }

  /** The greatest value that makes sense. */
  public double most() {
    return most;
  }
}
