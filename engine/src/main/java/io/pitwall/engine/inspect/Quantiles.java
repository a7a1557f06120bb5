package io.pitwall.engine.inspect;

import java.util.Arrays;

/**
 * Quantiles of plain numbers. Two sorts, because they are for two uses: the nearest rank is a value
 * that was seen, which is what people are told; between neighbours they move evenly, which is what
 * is compared before and after a change.
 */
final class Quantiles {

  /** The value below or at which a share of the values lies, by nearest rank; 0 without values. */
  static double of(double[] values, double share) {
    return ofSorted(sorted(values), share);
  }

  /** The same of values that rise. */
  static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /** Between neighbours by a straight line, of values in any order; NaN of none. */
  static double between(double[] values, double share) {
    return betweenSorted(sorted(values), values.length, share);
  }

  /** The same of the first {@code n} values, which rise. */
  static double betweenSorted(double[] sorted, int n, double share) {
    if (n == 0) {
      return Double.NaN;
    }
    double at = share * (n - 1);
    int below = (int) at;
    int above = Math.min(n - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private Quantiles() {}
}
