package io.pitwall.lab.demo;

import io.pitwall.lab.fleet.FleetSpec;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much past a demo begins with. */
final class HistoryLength {
  private static final Duration USUAL = Duration.ofHours(6);

  /** About what a small machine takes in within half a minute. */
  private static final double USUAL_SPANS = 400_000;

  /** Measured on the demo's fleet. */
  private static final double SPANS_PER_RUN = 12;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\s*(s|m|min|h|d)");

  private HistoryLength() {}

  /** Six hours, less for a fleet so large that they would take long to send. */
  static Duration usual(FleetSpec spec) {
    double spansPerSecond = spec.runsPerSecond() * SPANS_PER_RUN;
    long seconds = (long) Math.min((double) USUAL.toSeconds(), USUAL_SPANS / spansPerSecond);
    return Duration.ofMinutes(seconds / 60);
  }

  /**
   * Reads a length like {@code 6h}, {@code 30m}, {@code 2d} or {@code 0s}.
   *
   * @throws IllegalArgumentException if it is anything else, or longer than 30 days
   */
  static Duration parse(String text) {
    Matcher parts = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (parts.matches()) {
      long count = Long.parseLong(parts.group(1));
      Duration length =
          switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofMinutes(count);
          };
      if (length.compareTo(Duration.ofDays(30)) <= 0) {
        return length;
      }
    }
    throw new IllegalArgumentException(
        "Expected --history to be a length like 6h, 30m or 2d, at most 30d, but got '"
            + text
            + "'");
  }
}
