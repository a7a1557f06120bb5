package io.pitwall.lab.bench;

/** What a measured value is held against. */
sealed interface Goal {

  /** It is only shown. */
  record None() implements Goal {}

  /** Less is better. */
  record AtMost(double bar, double aim) implements Goal {}

  /** More is better. */
  record AtLeast(double bar, double aim) implements Goal {}

  /** Neither less nor more is better. */
  record Within(double low, double high, double aimLow, double aimHigh) implements Goal {}

  /** What a value is worth: "aim", "bar", or by how much it misses the bar. */
  default String verdict(double value) {
    return switch (this) {
      case None() -> "";
      case AtMost(double bar, double aim) ->
          value <= aim ? "aim" : value <= bar ? "bar" : misses(value - bar, bar);
      case AtLeast(double bar, double aim) ->
          value >= aim ? "aim" : value >= bar ? "bar" : misses(bar - value, bar);
      case Within(double low, double high, double aimLow, double aimHigh) -> {
        if (value >= low && value <= high) {
          yield value >= aimLow && value <= aimHigh ? "aim" : "bar";
        }
        yield value < low ? misses(low - value, low) : misses(value - high, high);
      }
    };
  }

  private static String misses(double by, double bar) {
    return bar == 0
        ? "misses by " + Measurement.number(by)
        : "misses by " + Math.round(100 * by / bar) + " %";
  }
}
