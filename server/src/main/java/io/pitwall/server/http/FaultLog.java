package io.pitwall.server.http;

import io.pitwall.model.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs faults of handlers, each kind at most once in {@link #QUIET_NANOS}, so that a fault at a
 * thousand requests a second does not fill a disk. Thread-safe.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** Silence after a message, ten seconds. */
  private static final long QUIET_NANOS = 10_000_000_000L;

  private static final int MAX_KINDS = 1000;

  private final Clock clock;
  private final ConcurrentHashMap<String, Kind> kinds = new ConcurrentHashMap<>();

  FaultLog(Clock clock) {
    this.clock = clock;
  }

  /** Logs a fault, or counts it for the next message, and returns the id to tell the caller. */
  String record(String where, Throwable fault) {
    String id = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    if (kinds.size() > MAX_KINDS) {
      kinds.clear();
    }
    String name = where + " " + fault.getClass().getName();
    Kind kind = kinds.computeIfAbsent(name, _ -> new Kind());
    int suppressed = kind.suppressedIfDue(clock.monotonicNanos());
    if (suppressed >= 0) {
      LOG.error(
          "Request {} failed in {}; {} like it since the last message",
          id,
          where,
          suppressed,
          fault);
    }
    return id;
  }

  private static final class Kind {
    private int suppressed;
    private boolean seen;
    private long lastNanos;

    /** Faults not logged since the last message, or -1 if it is too early for another. */
    synchronized int suppressedIfDue(long now) {
      if (seen && now - lastNanos < QUIET_NANOS) {
        suppressed++;
        return -1;
      }
      seen = true;
      lastNanos = now;
      int count = suppressed;
      suppressed = 0;
      return count;
    }
  }
}
