package io.pitwall.analysis.trend;

/** The upper tail of the standard normal distribution. */
final class NormalTail {
  private static final double[] SERIES = {
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277
  };

  /**
   * Chance of a value above {@code z}: the Chebyshev fit of the complementary error function in
   * Press et al., Numerical Recipes, 2nd ed., section 6.2; relative error below 1.2e-7 however far
   * out.
   */
  static double above(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + x / 2);
    double sum = 0;
    for (int i = SERIES.length - 1; i >= 0; i--) {
      sum = sum * t + SERIES[i];
    }
    double both = t * Math.exp(-x * x + sum);
    return z >= 0 ? both / 2 : 1 - both / 2;
  }

  /** Chance of a value as far from 0 as {@code z} on either side. */
  static double beyond(double z) {
    return 2 * above(Math.abs(z));
  }

  private NormalTail() {}
}
