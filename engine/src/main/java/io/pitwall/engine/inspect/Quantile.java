package io.pitwall.engine.inspect;

import java.util.Arrays;

/** Quantiles of plain numbers, between neighbours by a straight line. */
final class Quantile {

  /** Of the first {@code n} values, which are sorted; NaN of none. */
  static double ofSorted(double[] sorted, int n, double q) {
    if (n == 0) {
      return Double.NaN;
    }
    double at = q * (n - 1);
    int below = (int) at;
    int above = Math.min(n - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Of values in any order; NaN of none. */
  static double of(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, sorted.length, q);
  }

  private Quantile() {}
}
