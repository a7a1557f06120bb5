package io.pitwall.analysis.trend;

import java.util.Optional;

/**
 * The moment from which values lie on another level, if there is one: the split with the largest t
 * of Welch, its chance multiplied by the number of splits tried. Hunter (Fleming et al., ICPE 2023)
 * replaced the statistic of E-divisive by a t-test in the same way.
 *
 * @param from index of the first value on the new level
 * @param before mean before
 * @param after mean from there on
 * @param p chance of so large a difference at any split if nothing changed, at most 1
 */
public record LevelShift(int from, double before, double after, double p) {
  /** Values on either side of a split. */
  public static final int FEWEST = 4;

  /** The clearest shift; empty of fewer than twice {@link #FEWEST} values. O(n); no NaN. */
  public static Optional<LevelShift> of(double[] values) {
    int n = values.length;
    double[] sum = new double[n + 1];
    double[] squares = new double[n + 1];
    double origin = n == 0 ? 0 : values[0];
    for (int i = 0; i < n; i++) {
      double value = values[i] - origin;
      sum[i + 1] = sum[i] + value;
      squares[i + 1] = squares[i] + value * value;
    }
    LevelShift best = null;
    double clearest = -1;
    for (int split = FEWEST; split <= n - FEWEST; split++) {
      double left = split;
      double right = n - split;
      double before = sum[split] / left;
      double after = (sum[n] - sum[split]) / right;
      double ofLeft = Math.max(0, squares[split] / left - before * before) / (left - 1);
      double ofRight =
          Math.max(0, (squares[n] - squares[split]) / right - after * after) / (right - 1);
      double error = Math.sqrt(ofLeft + ofRight);
      double difference = Math.abs(after - before);
      double t = difference == 0 ? 0 : difference / Math.max(error, 1e-9 * difference);
      if (t > clearest) {
        clearest = t;
        // Welch's degrees of freedom
        double free =
            error == 0
                ? n - 2.0
                : Math.pow(error, 4)
                    / (ofLeft * ofLeft / (left - 1) + ofRight * ofRight / (right - 1));
        double p = Math.min(1, NormalTail.beyond(asNormal(t, free)) * (n - 2 * FEWEST + 1));
        best = new LevelShift(split, origin + before, origin + after, p);
      }
    }
    return Optional.ofNullable(best);
  }

  /** The normal value as rare as a t: Wallace's approximation (Annals of Math. Stat. 30, 1959). */
  private static double asNormal(double t, double free) {
    return (8 * free + 1) / (8 * free + 3) * Math.sqrt(free * Math.log1p(t * t / free));
  }
}
