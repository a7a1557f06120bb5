package io.pitwall.analysis.capacity;

import java.util.Optional;

/**
 * Gunther's Universal Scalability Law: {@code X(N) = λN / (1 + σ(N-1) + κN(N-1))} (Guerrilla
 * Capacity Planning, Springer 2007). Throughput X of N calls at once, slowed by what only one can
 * do at a time (σ) and by what each has to settle with each other (κ).
 *
 * @param lambda throughput of one call at a time, a second, above 0
 * @param sigma contention, 0 or more
 * @param kappa crosstalk, 0 or more
 * @param r2 share of the variance of X that the law explains; below 0 if it is worse than the mean
 * @param points measurements it rests on
 */
public record ScalabilityLaw(double lambda, double sigma, double kappa, double r2, int points) {
  /** Fewer points do not determine three numbers. */
  public static final int FEWEST = 6;

  /**
   * The law that fits measurements best: {@code N/X = a + b(N-1) + cN(N-1)} by least squares with
   * none of a, b, c below 0. Each point counts by X², so that errors of X count alike and not those
   * of its inverse.
   *
   * @param atOnce N, above 0
   * @param perSecond X, above 0
   * @return empty of fewer than {@link #FEWEST} points or without throughput
   */
  public static Optional<ScalabilityLaw> fit(double[] atOnce, double[] perSecond) {
    int n = atOnce.length;
    if (n < FEWEST) {
      return Optional.empty();
    }
    double[][] gram = new double[3][3];
    double[] right = new double[3];
    for (int i = 0; i < n; i++) {
      double x = perSecond[i];
      double[] row = {1, atOnce[i] - 1, atOnce[i] * (atOnce[i] - 1)};
      double weight = x * x * x * x / (atOnce[i] * atOnce[i]); // of (N/X), whose error is N dX/X²
      for (int j = 0; j < 3; j++) {
        right[j] += weight * row[j] * atOnce[i] / x;
        for (int k = 0; k < 3; k++) {
          gram[j][k] += weight * row[j] * row[k];
        }
      }
    }
    double[] found = nonNegative(gram, right);
    if (!(found[0] > 0)) {
      return Optional.empty();
    }
    ScalabilityLaw law =
        new ScalabilityLaw(1 / found[0], found[1] / found[0], found[2] / found[0], 0, n);
    return Optional.of(
        new ScalabilityLaw(law.lambda, law.sigma, law.kappa, law.r2(atOnce, perSecond), n));
  }

  /** Exact on each set of numbers above 0; of those that stay above, the one that fits best. */
  private static double[] nonNegative(double[][] gram, double[] right) {
    double[] best = new double[3];
    double least = Double.POSITIVE_INFINITY;
    for (int free = 1; free < 8; free++) {
      double[] found = solve(gram, right, free);
      if (found[0] >= 0 && found[1] >= 0 && found[2] >= 0) {
        double loss = loss(gram, right, found);
        if (loss < least) {
          least = loss;
          best = found;
        }
      }
    }
    return best;
  }

  private static double loss(double[][] gram, double[] right, double[] at) {
    double loss = 0;
    for (int j = 0; j < 3; j++) {
      loss -= 2 * right[j] * at[j];
      for (int k = 0; k < 3; k++) {
        loss += at[j] * gram[j][k] * at[k];
      }
    }
    return loss;
  }

  /** The normal equations of the numbers whose bit is set, the others 0; NaN if singular. */
  private static double[] solve(double[][] gram, double[] right, int free) {
    double[][] a = new double[3][4];
    for (int j = 0; j < 3; j++) {
      boolean own = (free >> j & 1) == 1;
      for (int k = 0; k < 3; k++) {
        boolean other = (free >> k & 1) == 1;
        a[j][k] = own && other ? gram[j][k] : j == k ? 1 : 0;
      }
      a[j][3] = own ? right[j] : 0;
    }
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 3; k++) {
        if (k != j) {
          double factor = a[k][j] / a[j][j]; // positive definite: no pivot needed
          for (int m = j; m < 4; m++) {
            a[k][m] -= factor * a[j][m];
          }
        }
      }
    }
    return new double[] {a[0][3] / a[0][0], a[1][3] / a[1][1], a[2][3] / a[2][2]};
  }

  private double r2(double[] atOnce, double[] perSecond) {
    double mean = 0;
    for (double x : perSecond) {
      mean += x / perSecond.length;
    }
    double unexplained = 0;
    double all = 0;
    for (int i = 0; i < perSecond.length; i++) {
      double miss = perSecond[i] - at(atOnce[i]);
      unexplained += miss * miss;
      all += (perSecond[i] - mean) * (perSecond[i] - mean);
    }
    return all <= 1e-12 * mean * mean ? 0 : 1 - unexplained / all;
  }

  /** Throughput of so many at once, a second. */
  public double at(double atOnce) {
    return lambda * atOnce / (1 + sigma * (atOnce - 1) + kappa * atOnce * (atOnce - 1));
  }

  /** Number at once with the most throughput; infinite without crosstalk. */
  public double peak() {
    return kappa == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(1, Math.sqrt(Math.max(0, 1 - sigma) / kappa));
  }

  /** Time of one call among so many, seconds: Little's law. */
  public double seconds(double atOnce) {
    return atOnce / at(atOnce);
  }
}
