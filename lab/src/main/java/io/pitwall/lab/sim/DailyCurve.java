package io.pitwall.lab.sim;

/**
 * A rate that swings with the hour of the day (UTC) as a sine around its mean.
 *
 * @param meanPerSecond mean over a day
 * @param swing how far it goes up and down, as a share of the mean, 0 to 1
 * @param peakHour hour of the highest rate, 0 to 24
 */
public record DailyCurve(double meanPerSecond, double swing, double peakHour) {
  private static final double DAY_SECONDS = 86_400;

  public DailyCurve {
    if (!(meanPerSecond > 0 && swing >= 0 && swing <= 1 && peakHour >= 0 && peakHour <= 24)) {
      throw new IllegalArgumentException(
          "Expected a rate above 0, a swing from 0 to 1 and an hour from 0 to 24, but got "
              + meanPerSecond
              + ", "
              + swing
              + ", "
              + peakHour);
    }
  }

  /** The rate at an instant, nanoseconds since the epoch. */
  public double perSecond(long epochNanos) {
    double day = epochNanos / 1e9 / DAY_SECONDS;
    return meanPerSecond * (1 + swing * Math.cos(2 * Math.PI * (day - peakHour / 24)));
  }

  /** The highest rate. */
  public double peakPerSecond() {
    return meanPerSecond * (1 + swing);
  }

  /** The same curve, higher or lower. */
  public DailyCurve times(double factor) {
    return new DailyCurve(meanPerSecond * factor, swing, peakHour);
  }
}
