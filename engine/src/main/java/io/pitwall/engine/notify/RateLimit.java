package io.pitwall.engine.notify;

import java.time.Duration;

/**
 * So many a minute, evenly: a bucket that holds what a tenth of a minute allows. Not thread-safe.
 */
final class RateLimit {
  private final double perNano;
  private final double capacity;
  private double tokens;
  private long at;

  RateLimit(int perMinute, long nowNanos) {
    perNano = perMinute / (double) Duration.ofMinutes(1).toNanos();
    capacity = Math.max(1, perMinute / 10.0);
    tokens = capacity;
    at = nowNanos;
  }

  /** Takes one; 0 if there was one, else the nanoseconds until there will be. */
  long take(long nowNanos) {
    tokens = Math.min(capacity, tokens + (nowNanos - at) * perNano);
    at = nowNanos;
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - tokens) / perNano));
  }
}
