package io.pitwall.analysis.trend;

/**
 * The straight line nearest to values by least squares.
 *
 * @param slope change per unit of time; NaN of fewer than two values or of one moment
 * @param intercept value at time 0, likewise
 * @param r2 share of the variance that the line explains, 0 to 1; 0 of constant values
 * @param n values it rests on; such as are NaN are left out
 */
public record Line(double slope, double intercept, double r2, int n) {

  /** The line through values over time. O(n). */
  public static Line of(double[] time, double[] values) {
    return of(time, values, 0, values.length);
  }

  /** The line through the values from one index up to, but not including, another. */
  public static Line of(double[] time, double[] values, int from, int to) {
    double n = 0;
    double meanT = 0;
    double meanV = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        n++;
        meanT += (time[i] - meanT) / n;
        meanV += (values[i] - meanV) / n;
      }
    }
    double tt = 0;
    double tv = 0;
    double vv = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        tt += (time[i] - meanT) * (time[i] - meanT);
        tv += (time[i] - meanT) * (values[i] - meanV);
        vv += (values[i] - meanV) * (values[i] - meanV);
      }
    }
    double slope = tt == 0 ? Double.NaN : tv / tt;
    double r2 = tt == 0 || vv == 0 ? 0 : tv * tv / (tt * vv);
    return new Line(slope, meanV - slope * meanT, r2, (int) n);
  }

  /** The value at a time. */
  public double at(double time) {
    return intercept + slope * time;
  }
}
