package io.pitwall.analysis.whatif;

/**
 * A predicted value with its 80 % interval.
 *
 * @param baseline what it is today
 * @param predicted what it would be
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double baseline, double predicted, double low, double high) {

  /** How much less it would be than today, as a share of today; below 0 if more. */
  public double gain() {
    return baseline == 0 ? 0 : 1 - predicted / baseline;
  }
}
