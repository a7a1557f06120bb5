package io.pitwall.model.alert;

import java.util.Optional;

/** Which values are bad, compared with a limit. */
public enum Comparator {
  ABOVE(">"),
  BELOW("<"),
  AT_LEAST(">="),
  AT_MOST("<="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
  }

  /** As in {@code >} and {@code <=}. */
  public String symbol() {
    return symbol;
  }

  /** The comparator of that symbol, empty if there is none. */
  public static Optional<Comparator> ofSymbol(String symbol) {
    for (Comparator comparator : values()) {
      if (comparator.symbol.equals(symbol)) {
        return Optional.of(comparator);
      }
    }
    return Optional.empty();
  }

  /** Whether {@code value} is bad; a value that is no number never is. */
  public boolean isBeyond(double value, double threshold) {
    return switch (this) {
      case ABOVE -> value > threshold;
      case BELOW -> value < threshold;
      case AT_LEAST -> value >= threshold;
      case AT_MOST -> value <= threshold;
      case EQUAL -> value == threshold;
      case NOT_EQUAL -> !Double.isNaN(value) && value != threshold;
    };
  }

  /** Whether a higher value is worse. */
  public boolean isUpward() {
    return this == ABOVE || this == AT_LEAST;
  }

  /** Whether a lower value is worse. */
  public boolean isDownward() {
    return this == BELOW || this == AT_MOST;
  }

  /**
   * Whether {@code limit} is further out than {@code other}, so that it can be that of a worse
   * severity. Where equality decides, no limit is.
   */
  public boolean isFurther(double limit, double other) {
    return isUpward() ? limit > other : isDownward() && limit < other;
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
