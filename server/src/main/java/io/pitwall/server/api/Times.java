package io.pitwall.server.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Instants as the interface writes and reads them. */
final class Times {

  /** The instant of so many microseconds since the epoch; written as RFC 3339 in UTC. */
  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  static @Nullable Instant instantOrNull(@Nullable Long micros) {
    return micros == null ? null : instant(micros);
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /**
   * Reads a time in a request body: RFC 3339 with zone, or milliseconds since the epoch.
   *
   * @return microseconds since the epoch, empty if it is neither
   */
  static OptionalLong read(Object value) {
    try {
      return switch (value) {
        case String text -> OptionalLong.of(micros(OffsetDateTime.parse(text).toInstant()));
        case Integer millis -> OptionalLong.of(millis * 1_000L);
        case Long millis -> OptionalLong.of(Math.multiplyExact(millis, 1_000L));
        default -> OptionalLong.empty();
      };
    } catch (DateTimeException | ArithmeticException notATime) {
      return OptionalLong.empty();
    }
  }

  private Times() {}
}
