package io.pitwall.model.time;

import java.time.Duration;

/**
 * A half-open range of wall time: {@code fromMicros} belongs to it, {@code toMicros} does not.
 *
 * @param fromMicros first instant, microseconds since the epoch
 * @param toMicros end, microseconds since the epoch; not before {@code fromMicros}
 */
public record TimeRange(long fromMicros, long toMicros) {

  public TimeRange {
    if (toMicros < fromMicros) {
      throw new IllegalArgumentException(
          "Expected a range whose end is not before its start, but got "
              + fromMicros
              + " to "
              + toMicros
              + " (microseconds since the epoch)");
    }
  }

  /** The {@code length} that ends at {@code nowMicros} (which is itself included). */
  public static TimeRange last(Duration length, long nowMicros) {
    return new TimeRange(nowMicros + 1 - length.toNanos() / 1_000, nowMicros + 1);
  }

  /** Length in microseconds, 0 or more. */
  public long lengthMicros() {
    return toMicros - fromMicros;
  }

  /** Whether the instant lies inside. */
  public boolean contains(long micros) {
    return micros >= fromMicros && micros < toMicros;
  }
}
