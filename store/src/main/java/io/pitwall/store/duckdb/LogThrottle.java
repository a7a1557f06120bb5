package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Logs at most one warning in ten seconds, so that a full disk does not fill up with its news. */
final class LogThrottle {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private final Clock clock;
  private final AtomicLong next;
  private final AtomicLong left = new AtomicLong();

  LogThrottle(Logger log, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.next = new AtomicLong(clock.monotonicNanos());
  }

  void warn(String message, Throwable failure) {
    long due = next.get();
    long now = clock.monotonicNanos();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS)) {
      log.warn("{} ({} more of these were not logged)", message, left.getAndSet(0), failure);
    } else {
      left.incrementAndGet();
    }
  }
}
