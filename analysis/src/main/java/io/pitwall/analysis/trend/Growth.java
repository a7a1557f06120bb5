package io.pitwall.analysis.trend;

import java.util.Arrays;
import java.util.Optional;

/**
 * Growth that goes on, such as that of leaking memory: the rule of Coroot (auditor of memory,
 * Apache 2.0) with the trend test of Mann and Kendall on top. Four fifths of the points are there;
 * of the stretches without a drop by half the longest has ten points and a third of the window; it
 * rises; its last quarter rises at three tenths of that pace or more; in the last hour it grew by 5
 * % of the limit, 50 MB where there is none; and p < 0.01.
 *
 * @param perHour growth, the median of all slopes
 * @param first value at the beginning of the stretch, by the line through it
 * @param points points of the stretch
 * @param p chance of so clear an order without a trend
 */
public record Growth(double perHour, double first, int points, double p) {
  /** Points of the stretch. */
  public static final int FEWEST = 10;

  private static final double PRESENT = 0.8;
  private static final double DROP = 0.5;
  private static final double LEAST_PART = 1 / 3.0;
  private static final double LAST_QUARTER_PACE = 0.3;
  private static final double LEAST_LAST_HOURS = 0.25;
  private static final double LEAST_OF_LIMIT = 0.05;
  private static final double LEAST_BYTES = 50e6;
  private static final double P = 0.01;

  /**
   * The growth of values, if there is one. O(n²) for the trend test.
   *
   * @param hours time of each value, rising
   * @param bytes values; NaN where none is known
   * @param limit where it ends; NaN if not known
   */
  public static Optional<Growth> of(double[] hours, double[] bytes, double limit) {
    int n = bytes.length;
    long present = Arrays.stream(bytes).filter(value -> !Double.isNaN(value)).count();
    if (n < FEWEST || present < PRESENT * n) {
      return Optional.empty();
    }
    int[] stretch = longest(bytes);
    int from = stretch[0];
    int to = stretch[1];
    Line line = Line.of(hours, bytes, from, to);
    if (to < n || line.n() < FEWEST || to - from < LEAST_PART * n || !(line.slope() > 0)) {
      return Optional.empty();
    }
    double end = hours[to - 1];
    double quarter = Math.max(LEAST_LAST_HOURS, (end - hours[from]) / 4);
    double late = Line.of(hours, bytes, after(hours, end - quarter, from), to).slope();
    int hourAgo = after(hours, end - 1, from);
    double lastHour = Line.of(hours, bytes, hourAgo, to).slope() * (end - hours[hourAgo]);
    double least = Double.isNaN(limit) ? LEAST_BYTES : LEAST_OF_LIMIT * limit;
    if (!(late >= LAST_QUARTER_PACE * line.slope()) || !(lastHour >= least)) {
      return Optional.empty();
    }
    MonotonicTrend trend =
        MonotonicTrend.of(Arrays.copyOfRange(hours, from, to), Arrays.copyOfRange(bytes, from, to));
    return trend.p() < P && trend.slope() > 0
        ? Optional.of(new Growth(trend.slope(), line.at(hours[from]), line.n(), trend.p()))
        : Optional.empty();
  }

  private static int after(double[] hours, double time, int from) {
    int at = from;
    while (hours[at] < time) {
      at++;
    }
    return at;
  }

  /** Where the longest stretch without a drop by half begins and ends. */
  private static int[] longest(double[] bytes) {
    int[] longest = {0, 0};
    int from = 0;
    double last = Double.NaN;
    for (int i = 0; i <= bytes.length; i++) {
      boolean drops = i < bytes.length && bytes[i] < DROP * last;
      if (i == bytes.length || drops) {
        if (i - from >= longest[1] - longest[0]) {
          longest = new int[] {from, i};
        }
        from = i;
      }
      if (i < bytes.length && !Double.isNaN(bytes[i])) {
        last = bytes[i];
      }
    }
    return longest;
  }
}
