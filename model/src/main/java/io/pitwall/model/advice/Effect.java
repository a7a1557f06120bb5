package io.pitwall.model.advice;

/**
 * A predicted change of one measure.
 *
 * @param measure what changes
 * @param baseline value today, finite
 * @param predicted value after the change, finite
 * @param low lower end of the 80 % interval of the predicted value
 * @param high upper end of it
 */
public record Effect(Measure measure, double baseline, double predicted, double low, double high) {

  public Effect {
    if (!Double.isFinite(baseline) || !Double.isFinite(predicted) || !(low <= high)) {
      throw new IllegalArgumentException(
          "Expected finite values and low <= high, but got baseline=%s, predicted=%s, low=%s, high=%s"
              .formatted(baseline, predicted, low, high));
    }
  }

  /** How much better, as a share of today's value; negative if it gets worse, 0 without a value. */
  public double gain() {
    if (measure == Measure.SUCCESS_RATE) {
      return predicted - baseline;
    }
    return baseline == 0 ? 0 : (baseline - predicted) / Math.abs(baseline);
  }
}
