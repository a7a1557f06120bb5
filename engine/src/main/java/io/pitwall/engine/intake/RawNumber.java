package io.pitwall.engine.intake;

/**
 * A value as it came over a wire.
 *
 * @param series what was measured
 * @param startMicros start of the interval that a delta covers, microseconds since the epoch; 0
 *     where it does not matter
 * @param timeMicros when, microseconds since the epoch
 * @param value as sent, possibly not finite
 * @param delta whether the value is an increase since {@code startMicros}; it is then kept as a
 *     rate per second, and the series is of type RATE
 */
public record RawNumber(
    RawSeries series, long startMicros, long timeMicros, double value, boolean delta) {

  /** What is kept of it: the value itself, or for a delta the rate over the interval it covers. */
  double kept() {
    return delta ? value / ((timeMicros - startMicros) / 1e6) : value;
  }

  /** A value that stands for itself. */
  public static RawNumber of(RawSeries series, long timeMicros, double value) {
    return new RawNumber(series, 0, timeMicros, value, false);
  }
}
