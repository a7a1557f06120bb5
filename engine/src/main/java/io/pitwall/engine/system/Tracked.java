package io.pitwall.engine.system;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the last good read of some counters and when it was taken, so that a failed read in
 * between widens the next interval and does not spoil it. Not thread-safe.
 */
final class Tracked<T> {
  private static final double NANOS_PER_SECOND = 1e9;

  private @Nullable T last;
  private long lastNanos;

  Step<T> advance(T now, long monotonicNanos) {
    double seconds = last == null ? Double.NaN : (monotonicNanos - lastNanos) / NANOS_PER_SECOND;
    Step<T> step = new Step<>(last, now, seconds);
    last = now;
    lastNanos = monotonicNanos;
    return step;
  }
}
