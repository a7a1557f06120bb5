package io.pitwall.model.time;

/**
 * The one place where time is read. Wall time names instants, monotonic time measures durations;
 * they are kept apart because wall time may step.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Clock {

  /** Wall time in microseconds since the epoch (UTC). May step either way. */
  long nowMicros();

  /** Monotonic time in nanoseconds from an arbitrary origin; only differences have a meaning. */
  long monotonicNanos();

  /** The machine's clocks. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
