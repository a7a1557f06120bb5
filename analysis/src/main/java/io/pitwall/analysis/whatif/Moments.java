package io.pitwall.analysis.whatif;

/** Means and variations; of nothing they are 0. */
final class Moments {

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /** Squared coefficient of variation: variance by the square of the mean. */
  static double scv(double[] values) {
    double mean = mean(values);
    if (mean == 0) {
      return 0;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length / (mean * mean);
  }

  private Moments() {}
}
