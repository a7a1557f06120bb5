package io.pitwall.analysis.trend;

/** Turns a running total into a rate. */
public final class CounterRate {

  /**
   * Increase per second from each known total to the next, as Prometheus reads counters: a total
   * that is lower than the one before means that its source restarted, and counts from zero.
   *
   * @param startMicros time of each total, increasing
   * @param totals the running total at each time, NaN where unknown
   * @return per time the rate since the last known total before it; NaN at the first known total
   *     and where the total is unknown
   */
  public static double[] perSecond(long[] startMicros, double[] totals) {
    double[] rates = new double[totals.length];
    int before = -1;
    for (int i = 0; i < totals.length; i++) {
      rates[i] = Double.NaN;
      if (Double.isNaN(totals[i])) {
        continue;
      }
      if (before >= 0) {
        double change = totals[i] - totals[before];
        double increase = change < 0 ? totals[i] : change;
        rates[i] = increase / ((startMicros[i] - startMicros[before]) / 1e6);
      }
      before = i;
    }
    return rates;
  }

  private CounterRate() {}
}
