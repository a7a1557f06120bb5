package io.pitwall.engine.inspect;

import io.pitwall.store.api.SeriesPoints;

/** The values of a series as inspections read them. */
final class SeriesValues {
  private static final double HOUR_MICROS = 3.6e9;

  /** Time of each bucket, hours since the first. */
  static double[] hours(SeriesPoints series) {
    double[] hours = new double[series.length()];
    for (int i = 0; i < hours.length; i++) {
      hours[i] = (series.startMicros()[i] - series.startMicros()[0]) / HOUR_MICROS;
    }
    return hours;
  }

  /** Buckets with a value. */
  static int known(double[] values) {
    int known = 0;
    for (double value : values) {
      known += Double.isNaN(value) ? 0 : 1;
    }
    return known;
  }

  /** The last value; NaN without any. */
  static double latest(double[] values) {
    for (int i = values.length - 1; i >= 0; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  private SeriesValues() {}
}
