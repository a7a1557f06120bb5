package io.pitwall.engine.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: twice as long after each, from a second to five minutes, and
 * less than that by chance, so that those who failed together do not come back together.
 */
final class Backoff {
  private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int DOUBLINGS = 9;

  /** Never longer than this, not even when a receiver wants it. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Nanoseconds after so many failures in a row, 1 or more: between half and all of the most. */
  long afterNanos(int failures) {
    long most = Math.min(FIRST_NANOS << Math.min(failures - 1, DOUBLINGS), LONGEST.toNanos());
    return most / 2 + random.nextLong(most / 2 + 1);
  }
}
