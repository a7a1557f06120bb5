package io.pitwall.engine.intake;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Reads points in time as conventions write them. */
final class Instants {
  /** There is no time. */
  static final long NONE = -1;

  /**
   * Nanoseconds since the epoch of an ISO 8601 text (without a zone UTC is meant, quotation marks
   * around it are passed over) or of a number, whose size tells seconds, milliseconds, microseconds
   * and nanoseconds apart. {@link #NONE} if it is neither.
   */
  static long nanos(@Nullable Object value) {
    return switch (value) {
      case Number number -> ofNumber(number);
      case String text -> ofText(text.replace("\"", "").strip());
      case null, default -> NONE;
    };
  }

  private static long ofNumber(Number number) {
    double size = number.doubleValue();
    if (!(size >= 0)) {
      return NONE;
    }
    if (size >= 1e17) {
      // More than a double can tell apart.
      return number.longValue();
    }
    return (long) (size * (size < 1e11 ? 1e9 : size < 1e14 ? 1e6 : 1e3));
  }

  private static long ofText(String text) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      OffsetDateTime at =
          time instanceof OffsetDateTime offset
              ? offset
              : ((LocalDateTime) time).atOffset(ZoneOffset.UTC);
      return at.toEpochSecond() * 1_000_000_000L + at.getNano();
    } catch (DateTimeParseException notATime) {
      return NONE;
    }
  }

  private Instants() {}
}
