package io.pitwall.lab.bench;

import java.util.Arrays;

/**
 * Exact quantiles by nearest rank: the smallest value that at least the share asked for does not
 * exceed, so always one that was measured. NaN where nothing was measured. Immutable.
 */
final class Quantiles {
  private final double[] sorted;

  private Quantiles(double[] sorted) {
    this.sorted = sorted;
  }

  static Quantiles of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quantiles(sorted);
  }

  /** Of durations in nanoseconds, in milliseconds. */
  static Quantiles millis(long[] nanos) {
    return of(Arrays.stream(nanos).mapToDouble(n -> n / 1e6).toArray());
  }

  /** The quantile at a share of 0..1. */
  double at(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** The middle value; of an even number the mean of the two in the middle. */
  double median() {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  int count() {
    return sorted.length;
  }
}
