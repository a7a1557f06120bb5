package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Priority;

/**
 * One scale for how bad things are, 0 to 100, after the rules of JDK Mission Control: 25 where
 * something is worth knowing, 75 where it is worth acting on today.
 */
final class Severity {
  private static final double INFO = 25;
  private static final double WARNING = 75;
  private static final double HIGH = 75;
  private static final double MEDIUM = 40;

  /**
   * Where a value lies between two limits. Straight through both limits, then ever slower towards
   * 100; 0 from half a step short of the first.
   *
   * @param info value that gives 25
   * @param warning value that gives 75; below {@code info} where low values are the bad ones
   * @return 0 to 100; 0 if the value is NaN
   */
  static double of(double value, double info, double warning) {
    double step = (value - info) / (warning - info);
    if (Double.isNaN(step)) {
      return 0;
    }
    return step <= 1
        ? Math.max(0, INFO + (WARNING - INFO) * step)
        : 100 - INFO * Math.exp(-2 * (step - 1));
  }

  /** As bad as the least of its dimensions: what is rare or small is not bad, however extreme. */
  static double least(double... dimensions) {
    double least = 100;
    for (double dimension : dimensions) {
      least = Math.min(least, dimension);
    }
    return least;
  }

  /** The priority of a severity: high from 75, medium from 40. */
  static Priority priority(double severity) {
    if (severity >= HIGH) {
      return Priority.HIGH;
    }
    return severity >= MEDIUM ? Priority.MEDIUM : Priority.LOW;
  }

  private Severity() {}
}
