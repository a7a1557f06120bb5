package io.pitwall.analysis.trend;

import java.util.Arrays;

/**
 * Whether values of one sample tend to be larger than those of another: the test of Mann and
 * Whitney (1947) by the normal approximation with the correction for ties.
 *
 * @param p chance that the first sample is this much the larger one, or more, if both are alike; 1
 *     if either has fewer than {@link #FEWEST} values
 * @param chance chance that a value of the first is above one of the second, ties half; NaN without
 *     values
 */
public record RankSum(double p, double chance) {
  /** Below it the approximation does not hold. */
  public static final int FEWEST = 8;

  /** Compares; O(n log n). */
  public static RankSum larger(double[] first, double[] second) {
    double[] a = first.clone();
    double[] b = second.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double above = 0;
    double ties = 0;
    int below = 0;
    for (int i = 0; i < a.length; ) {
      double value = a[i];
      int next = i;
      while (next < a.length && a[next] == value) {
        next++;
      }
      while (below < b.length && b[below] < value) {
        int from = below;
        while (below < b.length && b[below] == b[from]) {
          below++;
        }
        ties += cube(below - from);
      }
      int equal = below;
      while (equal < b.length && b[equal] == value) {
        equal++;
      }
      above += (next - i) * (below + (equal - below) / 2.0);
      ties += cube(next - i + equal - below);
      below = equal;
      i = next;
    }
    double pairs = (double) a.length * b.length;
    if (Math.min(a.length, b.length) < FEWEST) {
      return new RankSum(1, above / pairs);
    }
    double n = (double) a.length + b.length;
    double variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)));
    double z = variance <= 0 ? 0 : (above - pairs / 2 - 0.5) / Math.sqrt(variance);
    return new RankSum(NormalTail.above(z), above / pairs);
  }

  private static double cube(double ties) {
    return ties * ties * ties - ties;
  }
}
