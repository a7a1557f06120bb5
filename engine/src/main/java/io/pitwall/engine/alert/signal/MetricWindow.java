package io.pitwall.engine.alert.signal;

import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one metric over a sliding window, each series by itself. It slides by a tenth of
 * its length. Bounded: beyond {@value #MOST_SERIES} series further ones are left out. Thread-safe.
 */
final class MetricWindow {
  private static final int MOST_SERIES = 20_000;
  private static final int SLOTS = 10;
  private static final long SHORTEST_SLOT = 1_000_000;

  private final Duration over;
  private final long slotMicros;
  private final Map<Long, Entry> entries = new HashMap<>();

  private static final class Entry {
    private final Series series;
    private final SlotRing ring;
    private double counter = Double.NaN;

    Entry(Series series, long slotMicros) {
      this.series = series;
      ring = new SlotRing(slotMicros, SLOTS + 2);
    }
  }

  MetricWindow(Duration over) {
    this.over = over;
    slotMicros = Math.max(SHORTEST_SLOT, over.toNanos() / 1_000 / SLOTS);
  }

  Duration over() {
    return over;
  }

  synchronized void add(Sample sample) {
    Entry entry = entry(sample.series());
    if (entry == null) {
      return;
    }
    if (sample.series().type() == MetricType.COUNTER) {
      double before = entry.counter;
      entry.counter = sample.value();
      double grown = sample.value() - before;
      if (!Double.isNaN(before)) {
        entry.ring.addSum(sample.timeMicros(), 1, grown < 0 ? sample.value() : grown);
      }
    } else if (sample.series().type().isDistribution()) {
      entry.ring.add(sample.timeMicros(), sample.value(), false, 0);
    } else {
      entry.ring.addSum(sample.timeMicros(), 1, sample.value());
    }
  }

  synchronized void add(DistributionSample many) {
    Entry entry = entry(many.series());
    if (entry != null) {
      entry.ring.add(many.timeMicros(), many.histogram());
    }
  }

  synchronized void clear() {
    entries.clear();
  }

  /** Reads from the store what happened before anybody asked. */
  synchronized void restore(TelemetryStore store, String metric, long nowMicros) {
    long newest = Math.floorDiv(nowMicros, slotMicros);
    for (long slot = newest - SLOTS; slot <= newest; slot++) {
      TimeRange range = new TimeRange(slot * slotMicros, (slot + 1) * slotMicros);
      for (SeriesSummary summary : store.summarize(SeriesQuery.named(metric), range)) {
        Entry entry = entry(summary.series());
        if (entry != null) {
          restore(entry, summary);
        }
      }
    }
  }

  private static void restore(Entry entry, SeriesSummary summary) {
    if (summary.series().type() == MetricType.COUNTER) {
      double before = Double.isNaN(entry.counter) ? summary.first() : entry.counter;
      double grown = summary.current() - before;
      entry.counter = summary.current();
      entry.ring.addSum(
          summary.lastMicros(), summary.count(), grown < 0 ? summary.current() : grown);
    } else if (!summary.histogram().isEmpty()) {
      entry.ring.add(summary.lastMicros(), summary.histogram());
    } else {
      entry.ring.addSum(summary.lastMicros(), summary.count(), summary.average() * summary.count());
    }
  }

  /**
   * What each series says over the window: what is asked for, else the rate of a counter and the
   * mean of anything else. Series without an observation in it are left out.
   */
  synchronized List<SignalValue> read(String signal, String what, long nowMicros) {
    double quantile = new MetricName(signal, what).quantile();
    List<SignalValue> values = new ArrayList<>(entries.size());
    for (Entry entry : entries.values()) {
      SlotRing.Totals totals =
          entry.ring.over(over.toNanos() / 1_000, nowMicros, !Double.isNaN(quantile));
      if (totals.count() > 0) {
        double value = value(entry, what, quantile, totals);
        values.add(
            new SignalValue(
                what.isEmpty() ? entry.series.id() : Series.idOf(signal, entry.series.tags()),
                entry.series.tags(),
                value,
                totals.count(),
                totals.latestMicros(),
                List.of()));
      }
    }
    return values;
  }

  private double value(Entry entry, String what, double quantile, SlotRing.Totals totals) {
    double seconds = over.toNanos() / 1e9;
    if (!Double.isNaN(quantile)) {
      return totals.values().isEmpty() ? Double.NaN : totals.values().quantile(quantile);
    }
    return switch (what) {
      case "count" -> totals.count();
      case "rate" ->
          (entry.series.type() == MetricType.COUNTER ? totals.sum() : totals.count()) / seconds;
      case "mean" -> totals.sum() / totals.count();
      default ->
          entry.series.type() == MetricType.COUNTER
              ? totals.sum() / seconds
              : totals.sum() / totals.count();
    };
  }

  private @Nullable Entry entry(Series series) {
    Entry known = entries.get(series.id());
    if (known == null && entries.size() < MOST_SERIES) {
      known = new Entry(series, slotMicros);
      entries.put(series.id(), known);
    }
    return known;
  }
}
