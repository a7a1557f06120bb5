package io.pitwall.engine.alert.signal;

import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All signals by their names: those of the sources, and any other name as that of a metric. Within
 * a pass each is read once, however many rules ask for it. Used on one thread.
 */
public final class Signals {
  private final MetricSignals metrics;
  private final Map<String, SignalSource> sources = new HashMap<>();
  private final @Nullable TelemetryStore store;
  private final Map<Key, List<SignalValue>> read = new HashMap<>();
  private long nowMicros;

  private record Key(String signal, Duration over) {}

  public Signals(
      MetricSignals metrics, List<SignalSource> sources, @Nullable TelemetryStore store) {
    this.metrics = metrics;
    this.store = store;
    sources.forEach(source -> source.names().forEach(name -> this.sources.put(name, source)));
  }

  /** A pass begins: everything is read anew. */
  public void begin(long nowMicros) {
    this.nowMicros = nowMicros;
    read.clear();
  }

  /** Names of the aggregates that the engine computes, in their order. */
  public Set<String> names() {
    return new TreeSet<>(sources.keySet());
  }

  /** Whether something is known under that name now. */
  public boolean isKnown(String signal) {
    return sources.containsKey(signal) || metrics.isKnown(signal, nowMicros);
  }

  /** Whether it is a metric whose latest values are judged, so that crossings can be watched. */
  public boolean isPlain(Selection of) {
    return of.over().isZero()
        && of.aggregate() == Selection.Aggregate.EACH
        && !sources.containsKey(of.signal())
        && MetricName.of(of.signal()).what().isEmpty();
  }

  /**
   * What a signal says now, before anything is chosen or put together.
   *
   * @param over length of the window, zero for the usual
   * @param back how old a value may be that was there before the start
   */
  public List<SignalValue> read(String signal, Duration over, Duration back) {
    Key key = new Key(signal, over);
    List<SignalValue> known = read.get(key);
    if (known == null) {
      SignalSource source = sources.get(signal);
      known =
          source == null
              ? metrics.read(signal, over, back, nowMicros)
              : source.read(signal, over, nowMicros);
      read.put(key, known);
    }
    return known;
  }

  /**
   * What a signal said over a range, each thing by itself. Of a metric the mean of each bucket, of
   * one with a percentile in its name that.
   *
   * @param where tags that a series must have, with exactly these values, to read less
   */
  public List<SignalHistory> history(
      String signal, Map<String, String> where, TimeRange range, long stepMicros) {
    SignalSource source = sources.get(signal);
    if (source != null) {
      return source.history(signal, range, stepMicros);
    }
    if (store == null) {
      return List.of();
    }
    MetricName name = MetricName.of(signal);
    if (!name.what().isEmpty() && !name.what().equals("mean")) {
      return MetricHistory.of(store, name, signal, where, range, stepMicros);
    }
    SeriesQuery query = SeriesQuery.named(name.metric()).withTags(where).limitedTo(20_000);
    List<SignalHistory> histories = new ArrayList<>();
    for (SeriesPoints points : store.read(store.findSeries(query), range, stepMicros)) {
      histories.add(MetricHistory.of(points));
    }
    return histories;
  }

  /** What no rule asks for is not kept at hand. */
  public void retain(Collection<AlertRule> rules) {
    Set<String> wanted = new HashSet<>();
    for (AlertRule rule : rules) {
      String signal = rule.condition().of().signal();
      wanted.add(MetricName.of(signal).metric());
      if (sources.get(signal) instanceof CallSignals) {
        wanted.add(CallSignals.metricOf(signal));
      }
    }
    metrics.retain(wanted);
  }

  /** The wall clock was set back. */
  public void clockSetBack(long now) {
    metrics.clockSetBack(now);
  }
}
