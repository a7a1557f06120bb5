package io.pitwall.engine.alert.signal;

import java.util.Set;

/**
 * The name of a signal that is a metric, as in {@code pitwall.endpoint:p95}.
 *
 * @param metric name of the metric
 * @param what what is made of its values: p50 to p99, mean, max, count or rate; empty for the usual
 */
record MetricName(String metric, String what) {
  private static final Set<String> WHAT =
      Set.of("p50", "p75", "p90", "p95", "p99", "mean", "count", "rate");

  /** Colons are part of many names of Prometheus; only a known word behind the last counts. */
  static MetricName of(String signal) {
    int colon = signal.lastIndexOf(':');
    return colon > 0 && WHAT.contains(signal.substring(colon + 1))
        ? new MetricName(signal.substring(0, colon), signal.substring(colon + 1))
        : new MetricName(signal, "");
  }

  /** The percentile wanted, 0 to 1; NaN if none is. */
  double quantile() {
    return what.startsWith("p") ? Integer.parseInt(what.substring(1)) / 100.0 : Double.NaN;
  }
}
