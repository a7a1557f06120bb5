package io.pitwall.analysis.experiment;

/**
 * Count, mean and variance of a stream of values, by Welford's update, which loses no precision to
 * large means. Not thread-safe.
 */
public final class RunningMoments {
  private long count;
  private double mean;
  private double squares;

  /** Moments of these values. */
  public static RunningMoments of(double... values) {
    RunningMoments moments = new RunningMoments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  /** Adds a value; one that is not finite is left out. */
  public void add(double value) {
    add(value, 1);
  }

  /** Adds a value that came several times; one that is not finite is left out. */
  public void add(double value, long times) {
    if (!Double.isFinite(value) || times <= 0) {
      return;
    }
    count += times;
    double before = value - mean;
    mean += before * times / count;
    squares += before * (value - mean) * times;
  }

  /** How many values there were. */
  public long count() {
    return count;
  }

  /** Their mean, NaN without values. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Their variance about the mean, over n - 1; NaN of fewer than two. */
  public double variance() {
    return count < 2 ? Double.NaN : Math.max(0, squares / (count - 1));
  }
}
