package io.pitwall.server.ingest.file;

import io.pitwall.model.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long to wait between tries and when to stop: from 0.1 s doubling to 5 s, or what the server
 * asks for. Until the first success there is little patience, since a wrong address should be told
 * at once; later a restart of the server is sat out. Safe for use by many threads.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Duration patienceBefore;
  private final Duration patienceAfter;
  private final Clock clock;
  private final AtomicBoolean everSucceeded = new AtomicBoolean();

  /**
   * A policy.
   *
   * @param patienceBefore how long to try until something succeeded once
   * @param patienceAfter how long to try from then on
   */
  Backoff(Duration patienceBefore, Duration patienceAfter, Clock clock) {
    this.clock = clock;
    this.patienceBefore = patienceBefore;
    this.patienceAfter = patienceAfter;
  }

  /** What is used unless a test is in a hurry. */
  static Backoff standard(Clock clock) {
    return new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2), clock);
  }

  Attempts start() {
    return new Attempts();
  }

  /** How long a server that is there may stay busy. */
  Duration patience() {
    return patienceAfter;
  }

  /** The tries of one request; used by one thread. */
  final class Attempts {
    private final long begun = clock.monotonicNanos();
    private Duration wait = FIRST;

    /**
     * Waits for the next try.
     *
     * @param answered whether the server is there, though busy
     * @param asked how long it wants to be left alone, zero if it does not say
     * @return false if there is to be no other try
     */
    boolean waitForNext(boolean answered, Duration asked) throws InterruptedException {
      Duration patience = answered || everSucceeded.get() ? patienceAfter : patienceBefore;
      if (clock.monotonicNanos() - begun >= patience.toNanos()) {
        return false;
      }
      Thread.sleep(asked.compareTo(wait) > 0 ? asked : wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
      return true;
    }

    void succeeded() {
      everSucceeded.set(true);
    }
  }
}
