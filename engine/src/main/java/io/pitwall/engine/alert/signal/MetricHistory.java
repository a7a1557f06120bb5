package io.pitwall.engine.alert.signal;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What metrics said over time. */
final class MetricHistory {

  /** Means of buckets; of a counter its rate per second from one bucket to the next. */
  static SignalHistory of(SeriesPoints points) {
    double[] values = points.mean();
    if (points.series().type() == MetricType.COUNTER) {
      values = rates(points);
    }
    return new SignalHistory(
        points.series().id(), points.series().tags(), points.startMicros(), values, points.count());
  }

  private static double[] rates(SeriesPoints points) {
    double[] rates = new double[points.length()];
    Arrays.fill(rates, Double.NaN);
    int before = -1;
    for (int i = 0; i < rates.length; i++) {
      if (points.count()[i] > 0) {
        if (before >= 0) {
          double grown = points.last()[i] - points.last()[before];
          double seconds = (points.startMicros()[i] - points.startMicros()[before]) / 1e6;
          rates[i] = (grown < 0 ? points.last()[i] : grown) / seconds;
        }
        before = i;
      }
    }
    return rates;
  }

  /** Percentiles, counts and rates, which need a look at each bucket by itself. */
  static List<SignalHistory> of(
      TelemetryStore store,
      MetricName name,
      String signal,
      Map<String, String> where,
      TimeRange range,
      long stepMicros) {
    long first = Math.floorDiv(range.fromMicros(), stepMicros);
    int buckets = (int) (Math.ceilDiv(range.toMicros(), stepMicros) - first);
    Map<Series, SignalHistory> histories = new HashMap<>();
    SeriesQuery query = SeriesQuery.named(name.metric()).withTags(where);
    for (int i = 0; i < buckets; i++) {
      TimeRange bucket = new TimeRange((first + i) * stepMicros, (first + i + 1) * stepMicros);
      for (SeriesSummary summary : store.summarize(query, bucket)) {
        SignalHistory history =
            histories.computeIfAbsent(
                summary.series(), series -> empty(signal, series, first, stepMicros, buckets));
        history.counts()[i] = summary.count();
        history.values()[i] = value(name, summary, stepMicros / 1e6);
      }
    }
    return new ArrayList<>(histories.values());
  }

  private static SignalHistory empty(
      String signal, Series series, long first, long stepMicros, int buckets) {
    long[] starts = new long[buckets];
    for (int i = 0; i < buckets; i++) {
      starts[i] = (first + i) * stepMicros;
    }
    double[] values = new double[buckets];
    Arrays.fill(values, Double.NaN);
    return new SignalHistory(
        Series.idOf(signal, series.tags()), series.tags(), starts, values, new long[buckets]);
  }

  private static double value(MetricName name, SeriesSummary summary, double seconds) {
    if (!Double.isNaN(name.quantile())) {
      return summary.histogram().isEmpty()
          ? Double.NaN
          : summary.histogram().quantile(name.quantile());
    }
    return switch (name.what()) {
      case "count" -> summary.count();
      case "rate" ->
          summary.series().type() == MetricType.COUNTER
              ? Math.max(0, summary.current() - summary.first()) / seconds
              : summary.count() / seconds;
      default -> summary.average();
    };
  }

  private MetricHistory() {}
}
