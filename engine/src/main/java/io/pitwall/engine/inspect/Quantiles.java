package io.pitwall.engine.inspect;

import java.util.Arrays;

/** Quantiles of plain values, by nearest rank. */
final class Quantiles {

  /** The value below or at which a share of the values lies; 0 without values. */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  /** The same of values that rise. */
  static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  private Quantiles() {}
}
