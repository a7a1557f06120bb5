package io.pitwall.lab.bench;

import java.util.Locale;

/**
 * A measured value.
 *
 * @param bench name of the bench that measured it
 * @param what what was measured
 * @param value the value, of several their median
 * @param low lowest of several values, else the value
 * @param high highest of several values, else the value
 * @param unit unit of the value
 * @param goal what it is held against
 */
record Measurement(
    String bench, String what, double value, double low, double high, String unit, Goal goal) {

  static Measurement of(String bench, String what, double value, String unit) {
    return new Measurement(bench, what, value, value, value, unit, new Goal.None());
  }

  /** The median of repeated measurements. */
  static Measurement of(String bench, String what, Quantiles values, String unit) {
    return new Measurement(
        bench, what, values.median(), values.at(0), values.at(1), unit, new Goal.None());
  }

  Measurement against(Goal other) {
    return new Measurement(bench, what, value, low, high, unit, other);
  }

  /** Value and unit; where several were measured, the lowest and highest too. */
  String text() {
    String spread = low == high ? "" : " (" + number(low) + ".." + number(high) + ")";
    return withUnit(value) + spread;
  }

  String withUnit(double number) {
    return unit.isEmpty() ? number(number) : number(number) + " " + unit;
  }

  /** Three digits that mean something, thousands grouped. */
  static String number(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "-";
    }
    String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, size > 0 && size < 0.1 ? "%.3f" : format, value);
  }
}
