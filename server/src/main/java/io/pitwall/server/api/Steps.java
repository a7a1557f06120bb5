package io.pitwall.server.api;

import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Query;
import io.pitwall.store.api.Retention;
import java.time.Duration;
import java.util.OptionalLong;

/** Chooses how wide the buckets of a chart are. */
final class Steps {
  static final String STEP = "step";
  static final String MAX_POINTS = "max_points";

  private static final int USUAL_POINTS = 720;
  private static final int MOST_POINTS = 10_000;
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;

  /** Widths that people find round, in seconds. */
  private static final long[] ROUND = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR,
    12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY
  };

  /**
   * The width of a bucket in microseconds: {@code step} in seconds if the request has it, else the
   * narrowest round one that makes at most {@code max_points} of the range.
   *
   * <p>Buckets under a minute need raw samples, those under an hour need rollups by the minute.
   * Where the range begins before what is kept of them, buckets are as wide as what is still there.
   */
  static long micros(Query query, TimeRange range, Retention retention, long nowMicros) {
    OptionalLong step = query.whole(STEP, 1, 366 * DAY);
    int points = query.whole(MAX_POINTS, 1, MOST_POINTS, USUAL_POINTS);
    long finest = finest(nowMicros - range.fromMicros(), retention);
    if (step.isPresent()) {
      long seconds = Math.max(finest, step.getAsLong());
      long unit = seconds < MINUTE ? 1 : seconds < HOUR ? MINUTE : HOUR;
      long wide = (seconds + unit - 1) / unit * unit;
      if (range.lengthMicros() / (wide * 1_000_000) > MOST_POINTS) {
        throw Query.wrong(
            STEP,
            "at most " + MOST_POINTS + " points, so a wider step",
            step.getAsLong() + " seconds");
      }
      return wide * 1_000_000;
    }
    for (long seconds : ROUND) {
      if (seconds >= finest && range.lengthMicros() <= points * seconds * 1_000_000) {
        return seconds * 1_000_000;
      }
    }
    long days = range.lengthMicros() / (points * DAY * 1_000_000) + 1;
    return days * DAY * 1_000_000;
  }

  private static long finest(long ageMicros, Retention retention) {
    return ageMicros <= micros(retention.raw())
        ? 1
        : ageMicros <= micros(retention.minuteRollups()) ? MINUTE : HOUR;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private Steps() {}
}
