package io.pitwall.analysis.experiment;

/**
 * Whether values after a change differ from those before it, with an interval that holds at every
 * look: whoever stops as soon as it leaves zero behind is wrong no more often than promised. A test
 * for a fixed number of values looked at forty times is wrong about every third time.
 *
 * <p>What came before is a sample of fixed size, with the common interval of its mean at half of
 * the allowed error. What comes after grows under a confidence sequence at the other half: the mean
 * plus or minus {@code s · sqrt(2(nρ² + 1) / (n²ρ²) · ln(2 sqrt(nρ² + 1) / α))} (Waudby-Smith,
 * Arbour, Sinha, Kennedy, Ramdas, Time-uniform central limit theory and asymptotic confidence
 * sequences, Annals of Statistics 2024, equation 5), with ρ chosen so that it is tightest near
 * {@link #TIGHTEST_AT} values. Values are taken for independent; it is asymptotic, hence {@link
 * #FEWEST}.
 *
 * <p>Pure.
 */
public final class BeforeAfter {
  /** Values on each side below which nothing is said. */
  public static final int FEWEST = 30;

  /** Number of values for which the sequence is tightest. */
  public static final int TIGHTEST_AT = 500;

  /**
   * A difference of means.
   *
   * @param difference mean after minus mean before; NaN without values on both sides
   * @param low lower end of the interval, negative infinity of fewer than {@link #FEWEST} values
   * @param high upper end, positive infinity of fewer
   */
  public record Difference(double difference, double low, double high) {
    /** Whether the difference is above zero for certain. */
    public boolean isUp() {
      return low > 0;
    }

    /** Whether the difference is below zero for certain. */
    public boolean isDown() {
      return high < 0;
    }
  }

  /**
   * Compares.
   *
   * @param alpha chance to be ever wrong, above 0 and below 1
   */
  public static Difference compare(RunningMoments before, RunningMoments after, double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("Expected alpha between 0 and 1, but got " + alpha);
    }
    double difference = after.mean() - before.mean();
    if (before.count() < FEWEST || after.count() < FEWEST) {
      return new Difference(difference, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double radius =
        fixedRadius(before, alpha / 2) + sequenceRadius(after, alpha / 2, rhoSquared(alpha / 2));
    return new Difference(difference, difference - radius, difference + radius);
  }

  private static double fixedRadius(RunningMoments moments, double alpha) {
    return normalQuantile(1 - alpha / 2) * Math.sqrt(moments.variance() / moments.count());
  }

  static double sequenceRadius(RunningMoments moments, double alpha, double rhoSquared) {
    double n = moments.count();
    double spread = n * rhoSquared + 1;
    return Math.sqrt(moments.variance())
        * Math.sqrt(2 * spread / (n * n * rhoSquared) * Math.log(2 * Math.sqrt(spread) / alpha));
  }

  /** The choice that makes the radius least at {@link #TIGHTEST_AT}; same source, appendix. */
  static double rhoSquared(double alpha) {
    double logarithm = -2 * Math.log(alpha);
    return (logarithm + Math.log(logarithm + 1)) / TIGHTEST_AT;
  }

  /**
   * The value that a standard normal variable is below with a given chance, by bisection of {@link
   * #normalBelow}: exact to 1e-9 and called once a look.
   */
  static double normalQuantile(double chance) {
    double low = -10;
    double high = 10;
    while (high - low > 1e-10) {
      double middle = (low + high) / 2;
      if (normalBelow(middle) < chance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Chance that a standard normal variable is below x, by the series of Marsaglia (2004). */
  static double normalBelow(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-17 && i < 400; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return Math.clamp(0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI), 0, 1);
  }

  private BeforeAfter() {}
}
