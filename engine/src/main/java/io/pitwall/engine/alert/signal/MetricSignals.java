package io.pitwall.engine.alert.signal;

import io.pitwall.engine.live.LatestValues;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Any metric as a signal: its latest value, of a counter its rate between the latest two that were
 * seen, or with a window what {@link MetricWindow} makes of it. What the store knows of a metric
 * that a rule asks for the first time is read from there, so that a restart forgets nothing. Read
 * on one thread; commits come on another.
 */
public final class MetricSignals {
  /** What distributions that came whole are judged over if no window is given. */
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(5);

  private static final long MINUTE = 60_000_000L;

  private final @Nullable TelemetryStore store;
  private final LatestValues latest;
  private final LatestValues remembered = new LatestValues();
  private final Set<String> asked = new HashSet<>();
  private final Map<Long, Rate> rates = new HashMap<>();
  private final Map<String, List<MetricWindow>> watched = new ConcurrentHashMap<>();

  private final Map<String, Known> stored = new HashMap<>();

  private enum Stored {
    NONE,
    VALUES,
    DISTRIBUTION
  }

  private record Known(Stored what, long atMicros) {}

  private static final class Rate {
    private Sample before;
    private double perSecond = Double.NaN;

    Rate(Sample first) {
      before = first;
    }
  }

  public MetricSignals(LatestValues latest, @Nullable TelemetryStore store) {
    this.latest = latest;
    this.store = store;
  }

  /** Takes in a commit, as far as windows are over its metrics. */
  public void committed(Commit commit) {
    if (!watched.isEmpty()) {
      commit.stored().samples().forEach(sample -> windows(sample.series().name(), sample));
      commit
          .stored()
          .distributions()
          .forEach(
              many -> {
                List<MetricWindow> windows = watched.get(many.series().name());
                if (windows != null) {
                  windows.forEach(window -> window.add(many));
                }
              });
    }
  }

  private void windows(String name, Sample sample) {
    List<MetricWindow> windows = watched.get(name);
    if (windows != null) {
      for (MetricWindow window : windows) {
        window.add(sample);
      }
    }
  }

  /** What a metric says now; each series by its latest value, or over a window. */
  List<SignalValue> read(String signal, Duration over, Duration back, long nowMicros) {
    MetricName name = MetricName.of(signal);
    if (!over.isZero() || !name.what().isEmpty()) {
      Duration window = over.isZero() ? USUAL_WINDOW : over;
      return window(name.metric(), window, nowMicros).read(signal, name.what(), nowMicros);
    }
    Collection<Sample> samples = latest.of(signal);
    List<SignalValue> values = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      values.add(value(sample));
    }
    addRemembered(signal, samples, back, nowMicros, values);
    if (values.isEmpty() && stored(signal, nowMicros) == Stored.DISTRIBUTION) {
      return window(signal, USUAL_WINDOW, nowMicros).read(signal, "", nowMicros);
    }
    return values;
  }

  /** Whether the metric has a value now, or the store has a series of it. */
  boolean isKnown(String signal, long nowMicros) {
    String metric = MetricName.of(signal).metric();
    return !latest.of(metric).isEmpty() || stored(metric, nowMicros) != Stored.NONE;
  }

  /** Windows that no rule asks for any more are let go. */
  void retain(Set<String> metrics) {
    watched.keySet().removeIf(metric -> !metrics.contains(metric));
    asked.retainAll(metrics);
    stored.keySet().retainAll(metrics);
  }

  /** Forgets what would make a clock that was set back look like silence. */
  void clockSetBack(long nowMicros) {
    latest.noLaterThan(nowMicros);
    watched.values().forEach(windows -> windows.forEach(MetricWindow::clear));
    rates.clear();
  }

  private SignalValue value(Sample sample) {
    double value =
        sample.series().type() == MetricType.COUNTER ? perSecond(sample) : sample.value();
    return new SignalValue(
        sample.series().id(), sample.series().tags(), value, 1, sample.timeMicros(), List.of());
  }

  private double perSecond(Sample sample) {
    Rate rate = rates.computeIfAbsent(sample.series().id(), id -> new Rate(sample));
    long passed = sample.timeMicros() - rate.before.timeMicros();
    if (passed > 0) {
      double grown = sample.value() - rate.before.value();
      // A counter that fell has started anew, and what it shows came since.
      rate.perSecond = (grown < 0 ? sample.value() : grown) / passed * 1e6;
      rate.before = sample;
    }
    return rate.perSecond;
  }

  /** Series that have not reported since the start, as the store knows them. */
  private void addRemembered(
      String metric,
      Collection<Sample> samples,
      Duration back,
      long nowMicros,
      List<SignalValue> values) {
    if (store == null) {
      return;
    }
    if (asked.add(metric)) {
      for (SeriesSummary summary :
          store.summarize(SeriesQuery.named(metric), TimeRange.last(back, nowMicros))) {
        remembered.update(new Sample(summary.series(), summary.lastMicros(), summary.current()));
      }
    }
    Collection<Sample> known = remembered.of(metric);
    if (known.isEmpty()) {
      return;
    }
    Set<Long> seen = new HashSet<>(samples.size() * 2);
    samples.forEach(sample -> seen.add(sample.series().id()));
    long oldest = nowMicros - back.toNanos() / 1_000;
    for (Sample sample : known) {
      if (seen.contains(sample.series().id()) || sample.timeMicros() < oldest) {
        remembered.end(sample.series(), Long.MAX_VALUE);
      } else if (sample.series().type() != MetricType.COUNTER) {
        values.add(value(sample));
      }
    }
  }

  /** What the store has of a metric; asked once a minute while it has nothing. */
  private Stored stored(String metric, long nowMicros) {
    Known known = stored.get(metric);
    boolean fresh =
        known != null
            && (known.what != Stored.NONE || Math.abs(nowMicros - known.atMicros) < MINUTE);
    if (known == null || !fresh) {
      List<Series> some =
          store == null ? List.of() : store.findSeries(SeriesQuery.named(metric).limitedTo(1));
      Stored what =
          some.isEmpty()
              ? Stored.NONE
              : some.getFirst().type().isDistribution() ? Stored.DISTRIBUTION : Stored.VALUES;
      known = new Known(what, nowMicros);
      stored.put(metric, known);
    }
    return known.what;
  }

  private MetricWindow window(String metric, Duration over, long nowMicros) {
    List<MetricWindow> windows = watched.getOrDefault(metric, List.of());
    for (MetricWindow window : windows) {
      if (window.over().equals(over)) {
        return window;
      }
    }
    MetricWindow window = new MetricWindow(over);
    List<MetricWindow> more = new ArrayList<>(windows);
    more.add(window);
    if (store != null) {
      window.restore(store, metric, nowMicros);
    }
    watched.put(metric, List.copyOf(more));
    return window;
  }
}
