package io.pitwall.server.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in rules: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 7d}, {@code 0}. */
public final class RuleTime {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** Reads one, empty if it is none. */
  public static Optional<Duration> read(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      long number = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
              });
      end = part.end();
    }
    return end == text.length() && end > 0 ? Optional.of(sum) : Optional.empty();
  }

  /** Writes one so that it is read back the same. */
  public static String text(Duration time) {
    long millis = time.toMillis();
    if (millis == 0) {
      return "0s";
    }
    return millis % 86_400_000 == 0
        ? millis / 86_400_000 + "d"
        : millis % 3_600_000 == 0
            ? millis / 3_600_000 + "h"
            : millis % 60_000 == 0
                ? millis / 60_000 + "m"
                : millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  private RuleTime() {}
}
