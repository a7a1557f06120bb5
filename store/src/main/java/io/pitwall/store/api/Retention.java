package io.pitwall.store.api;

import java.time.Duration;

/**
 * How long what is kept, counted from arrival.
 *
 * @param raw samples, spans and executions; samples may stay up to a quarter of a day longer
 * @param minuteRollups rollups of metrics by the minute
 * @param hourRollups rollups of metrics by the hour
 * @param runs runs and rollups of operations
 */
public record Retention(Duration raw, Duration minuteRollups, Duration hourRollups, Duration runs) {

  public static final Retention DEFAULT =
      new Retention(
          Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(400), Duration.ofDays(90));

  public Retention {
    requirePositive("raw", raw);
    requirePositive("minute_rollups", minuteRollups);
    requirePositive("hour_rollups", hourRollups);
    requirePositive("runs", runs);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "Expected retention." + name + " to be longer than nothing, but got " + value);
    }
  }
}
