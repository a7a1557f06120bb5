package io.pitwall.engine.alert.signal;

import io.pitwall.engine.around.AroundMetric;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shares of calls, made of the metrics of what surrounds agents: {@code endpoint.*} with the tags
 * service, method and route, {@code query.*} with system, query_id, summary and service, {@code
 * external.*} with kind and host. Without a window it is ten minutes.
 */
public final class CallSignals implements SignalSource {
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

  /** A metric, and the tags that remain when its outcomes are put together. */
  private record Family(AroundMetric metric, List<String> tags) {}

  private static final Map<String, Family> FAMILIES =
      Map.of(
          "endpoint", new Family(AroundMetric.ENDPOINT, List.of("service", "method", "route")),
          "query",
              new Family(
                  AroundMetric.DATABASE, List.of("system", "query_id", "summary", "service")),
          "external", new Family(AroundMetric.EXTERNAL, List.of("kind", "host")));

  private static final Set<String> NAMES =
      Set.of(
          "endpoint.calls",
          "endpoint.error_rate",
          "query.calls",
          "query.error_rate",
          "external.calls",
          "external.error_rate",
          "external.throttled_share",
          "external.retry_share");

  private final MetricSignals metrics;
  private final TelemetryStore store;

  public CallSignals(MetricSignals metrics, TelemetryStore store) {
    this.metrics = metrics;
    this.store = store;
  }

  @Override
  public Set<String> names() {
    return NAMES;
  }

  @Override
  public List<SignalValue> read(String signal, Duration over, long nowMicros) {
    Family family = family(signal);
    Duration window = over.isZero() ? USUAL_WINDOW : over;
    Map<SortedMap<String, String>, Share> shares = new HashMap<>();
    for (SignalValue calls :
        metrics.read(family.metric.metric() + ":count", window, window, nowMicros)) {
      shares
          .computeIfAbsent(tags(family, calls.tags()), tags -> new Share())
          .add(signal, calls.tags(), calls.count());
    }
    List<SignalValue> values = new ArrayList<>();
    shares.forEach(
        (tags, share) ->
            values.add(SignalValue.of(signal, tags, share.value(signal), share.all, nowMicros)));
    return values;
  }

  @Override
  public List<SignalHistory> history(String signal, TimeRange range, long stepMicros) {
    Family family = family(signal);
    long first = Math.floorDiv(range.fromMicros(), stepMicros);
    int buckets = (int) (Math.ceilDiv(range.toMicros(), stepMicros) - first);
    Map<SortedMap<String, String>, Share[]> shares = new HashMap<>();
    for (int i = 0; i < buckets; i++) {
      TimeRange bucket = new TimeRange((first + i) * stepMicros, (first + i + 1) * stepMicros);
      for (SeriesSummary summary :
          store.summarize(SeriesQuery.named(family.metric.metric()), bucket)) {
        Share[] all =
            shares.computeIfAbsent(
                tags(family, summary.series().tags()), tags -> new Share[buckets]);
        if (all[i] == null) {
          all[i] = new Share();
        }
        all[i].add(signal, summary.series().tags(), summary.count());
      }
    }
    List<SignalHistory> histories = new ArrayList<>();
    shares.forEach(
        (tags, all) -> {
          long[] starts = new long[buckets];
          double[] values = new double[buckets];
          long[] counts = new long[buckets];
          Arrays.fill(values, Double.NaN);
          for (int i = 0; i < buckets; i++) {
            starts[i] = (first + i) * stepMicros;
            if (all[i] != null) {
              values[i] = all[i].value(signal);
              counts[i] = all[i].all;
            }
          }
          histories.add(
              new SignalHistory(
                  SignalValue.of(signal, tags, 0, 0, 0).subject(), tags, starts, values, counts));
        });
    return histories;
  }

  /** Names of the metrics it is made of. */
  static String metricOf(String signal) {
    return family(signal).metric.metric();
  }

  private static Family family(String signal) {
    Family family = FAMILIES.get(signal.substring(0, signal.indexOf('.')));
    if (family == null) {
      throw new IllegalArgumentException("Expected a signal of calls, but got " + signal);
    }
    return family;
  }

  private static SortedMap<String, String> tags(Family family, Map<String, String> all) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (String name : family.tags) {
      String value = all.get(name);
      if (value != null) {
        tags.put(name, value);
      }
    }
    return tags;
  }

  private static final class Share {
    private long all;
    private long some;

    void add(String signal, Map<String, String> tags, long calls) {
      all += calls;
      String outcome = tags.getOrDefault("outcome", "");
      boolean counts =
          signal.endsWith("throttled_share")
              ? outcome.equals("throttled")
              : signal.endsWith("retry_share")
                  ? tags.containsKey("retry")
                  : !outcome.equals("ok") && !outcome.equals("client_error");
      some += counts ? calls : 0;
    }

    double value(String signal) {
      return signal.endsWith(".calls") ? all : (double) some / all;
    }
  }
}
