package io.pitwall.server.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of request bodies held at once, so that many large requests are told to come
 * back later instead of taking all memory. Thread-safe, never blocks.
 */
final class BodyBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** A share of the budget, empty at first. */
  Lease lease() {
    return new Lease();
  }

  long used() {
    return used.get();
  }

  /** What one request holds. For one thread. */
  final class Lease implements AutoCloseable {
    private long held;

    private Lease() {}

    /**
     * Takes more bytes.
     *
     * @throws ProblemException 503 with Retry-After if there are none
     */
    void grow(long bytes) {
      if (used.addAndGet(bytes) > limit) {
        used.addAndGet(-bytes);
        throw new ProblemException(
            Problem.overloaded(
                "Expected to hold at most "
                    + limit
                    + " bytes of requests at once (server.max-buffered-bytes), but others hold them"
                    + " at present",
                Duration.ofSeconds(1)));
      }
      held += bytes;
    }

    /** Gives everything back. */
    @Override
    public void close() {
      used.addAndGet(-held);
      held = 0;
    }
  }
}
