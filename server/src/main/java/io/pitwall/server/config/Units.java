package io.pitwall.server.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
final class Units {
  private static final Pattern PART = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)\\s*");
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([a-z]*)");
  private static final Map<String, Long> SIZES =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);

  /** {@code 250ms}, {@code 5s}, {@code 1h30m}, {@code 7d}, {@code 0}, or ISO 8601: {@code PT5S}. */
  static Optional<Duration> duration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      if (lower.startsWith("p") || lower.startsWith("-p")) {
        return Optional.of(Duration.parse(text));
      } else if (lower.equals("0")) {
        return Optional.of(Duration.ZERO);
      }
      Duration sum = Duration.ZERO;
      Matcher part = PART.matcher(lower);
      int end = 0;
      while (end < lower.length() && part.find(end) && part.start() == end) {
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
      return end == lower.length() && end > 0 ? Optional.of(sum) : Optional.empty();
    } catch (DateTimeException | ArithmeticException | NumberFormatException notADuration) {
      return Optional.empty();
    }
  }

  /** {@code 16777216}, {@code 16MiB}, {@code 64 MB}. */
  static Optional<Long> bytes(String text) {
    Matcher size = SIZE.matcher(text.replace("_", "").toLowerCase(Locale.ROOT));
    if (!size.matches() || !SIZES.containsKey(size.group(2))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Math.multiplyExact(Long.parseLong(size.group(1)), SIZES.getOrDefault(size.group(2), 1L)));
    } catch (ArithmeticException | NumberFormatException tooMuch) {
      return Optional.empty();
    }
  }

  /** The shortest way to write a duration that is read back the same. */
  static String text(Duration value) {
    long millis = value.toMillis();
    if (!value.equals(Duration.ofMillis(millis)) || value.isNegative()) {
      return value.toString();
    } else if (millis == 0) {
      return "0s";
    } else if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    } else if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    } else if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  private Units() {}
}
