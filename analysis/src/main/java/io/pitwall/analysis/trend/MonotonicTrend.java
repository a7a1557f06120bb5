package io.pitwall.analysis.trend;

import java.util.Arrays;

/**
 * Whether values rise or fall with time, and how fast, whatever the shape of the rise: the test of
 * Mann (1945) and Kendall (1975) with the correction for ties, and the median of all slopes between
 * two values (Theil 1950, Sen 1968), which a quarter of outliers does not move.
 *
 * @param slope median change per unit of time; NaN of fewer than two values
 * @param p chance of an order as clear as this, in either direction, if there is no trend; 1 of
 *     fewer than {@link #FEWEST} values
 * @param n values it rests on
 */
public record MonotonicTrend(double slope, double p, int n) {
  /** Below it the normal approximation of the test does not hold. */
  public static final int FEWEST = 10;

  /**
   * The trend of values over time; values that are NaN are left out. O(n²): for 300 values or so.
   *
   * @param time of each value, rising
   */
  public static MonotonicTrend of(double[] time, double[] values) {
    int n = 0;
    double[] t = new double[values.length];
    double[] v = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        t[n] = time[i];
        v[n++] = values[i];
      }
    }
    if (n < 2) {
      return new MonotonicTrend(Double.NaN, 1, n);
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    long score = 0;
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < i; j++) {
        slopes[count++] = (v[i] - v[j]) / (t[i] - t[j]);
        score += Double.compare(v[i], v[j]);
      }
    }
    Arrays.sort(slopes);
    double slope = (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
    return new MonotonicTrend(slope, n < FEWEST ? 1 : p(score, Arrays.copyOf(v, n)), n);
  }

  private static double p(long score, double[] values) {
    double n = values.length;
    double variance = n * (n - 1) * (2 * n + 5);
    Arrays.sort(values);
    for (int from = 0; from < values.length; ) {
      int to = from;
      while (to < values.length && values[to] == values[from]) {
        to++;
      }
      double ties = to - from;
      variance -= ties * (ties - 1) * (2 * ties + 5);
      from = to;
    }
    return variance <= 0 ? 1 : NormalTail.beyond((Math.abs(score) - 1) / Math.sqrt(variance / 18));
  }
}
