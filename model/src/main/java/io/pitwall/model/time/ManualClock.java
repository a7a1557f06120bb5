package io.pitwall.model.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that moves only when told to: for tests, and for simulations that run faster than time.
 * Wall and monotonic time advance together; {@link #step} moves the wall clock alone, as an
 * operator or a time daemon would. Safe for use by many threads.
 */
public final class ManualClock implements Clock {
  private final AtomicLong wallMicros;
  private final AtomicLong monotonicNanos = new AtomicLong();

  public ManualClock(long startMicros) {
    wallMicros = new AtomicLong(startMicros);
  }

  @Override
  public long nowMicros() {
    return wallMicros.get();
  }

  @Override
  public long monotonicNanos() {
    return monotonicNanos.get();
  }

  /** Lets {@code time} pass on both clocks; it may not be negative. */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          "Expected a time that is not negative, but got " + time + "; use step() to set back");
    }
    wallMicros.addAndGet(time.toNanos() / 1_000);
    monotonicNanos.addAndGet(time.toNanos());
  }

  /** Moves the wall clock alone, forward or back. */
  public void step(Duration change) {
    wallMicros.addAndGet(change.toNanos() / 1_000);
  }
}
