package io.pitwall.model.time;

import java.time.Instant;

/** The machine's clocks. */
enum SystemClock implements Clock {
  INSTANCE;

  @Override
  public long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
