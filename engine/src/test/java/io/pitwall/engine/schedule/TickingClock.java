package io.pitwall.engine.schedule;

import io.pitwall.model.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves a tick each time it is read, and as far as it is told to. */
final class TickingClock implements Clock {
  static final long TICK = 100_000;

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nowMicros() {
    return peek() / 1_000;
  }

  @Override
  public long monotonicNanos() {
    return nanos.addAndGet(TICK);
  }

  long peek() {
    return nanos.get();
  }

  void advance(long by) {
    nanos.addAndGet(by);
  }
}
