package io.pitwall.model.metric;

/**
 * One value of a series.
 *
 * @param series what was measured
 * @param timeMicros when, microseconds since the epoch
 * @param value finite
 */
public record Sample(Series series, long timeMicros, double value) {

  public Sample {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Expected a finite value for " + series.name() + ", but got " + value);
    }
  }
}
