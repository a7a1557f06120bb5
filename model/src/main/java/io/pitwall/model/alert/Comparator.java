package io.pitwall.model.alert;

/** Which side of a threshold is the bad one. */
public enum Comparator {
  ABOVE(">"),
  BELOW("<");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
  }

  /** {@code >} or {@code <}. */
  public String symbol() {
    return symbol;
  }

  /** Whether {@code value} is on the bad side of {@code threshold}; the threshold itself is not. */
  public boolean isBeyond(double value, double threshold) {
    return this == ABOVE ? value > threshold : value < threshold;
  }

  /**
   * The side that the original specification guesses from a metric's name: a success rate is bad
   * below (and so is a performance score, which it forgot), everything else above. Only the default
   * where nothing is said.
   */
  public static Comparator guessFor(String metric) {
    return metric.contains("success_rate") || metric.contains("performance_score") ? BELOW : ABOVE;
  }
}
