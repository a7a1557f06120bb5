package io.pitwall.engine.live;

import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest value of every series that had one since start. Bounded by the number of series that
 * the intake admits. Thread-safe.
 */
public final class LatestValues {
  private final Map<String, LatestOfMetric> byName = new ConcurrentHashMap<>();

  /** Takes in a value; one that is older than the latest by its own time is passed over. */
  public void update(Sample sample) {
    find(sample.series()).update(sample);
  }

  /**
   * Takes in values as they arrive, see {@link #update(Sample, long)}. Most sources keep their
   * order, so what came next the last time is looked at first: that spares the look-up.
   */
  public void update(List<Sample> samples, long nowMicros) {
    LatestOfMetric.Latest before = null;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      LatestOfMetric.Latest latest = before == null ? null : before.next();
      if (latest == null || !latest.isClearlyOf(sample.series())) {
        latest = find(sample.series());
        if (before != null) {
          before.followedBy(latest);
        }
      }
      latest.update(asOfNow(sample, nowMicros));
      before = latest;
    }
  }

  /**
   * Takes in a value as it arrives. One that is dated ahead counts as of now: else it would hide
   * all that comes until its time, and seem fresh until then.
   */
  public void update(Sample sample, long nowMicros) {
    update(asOfNow(sample, nowMicros));
  }

  private static Sample asOfNow(Sample sample, long nowMicros) {
    return sample.timeMicros() <= nowMicros
        ? sample
        : new Sample(sample.series(), nowMicros, sample.value());
  }

  private LatestOfMetric.Latest find(Series series) {
    LatestOfMetric known = byName.get(series.name());
    if (known == null) {
      known = byName.computeIfAbsent(series.name(), any -> new LatestOfMetric());
    }
    return known.of(series);
  }

  /** Forgets the value of a series that ended, unless it has one from after its end. */
  public void end(Series series, long timeMicros) {
    LatestOfMetric latest = byName.get(series.name());
    if (latest != null) {
      latest.end(series.id(), timeMicros);
    }
  }

  /** The latest value of each series of a metric; empty if it has none. */
  public Collection<Sample> of(String metric) {
    LatestOfMetric latest = byName.get(metric);
    return latest == null ? List.of() : latest.all();
  }

  /**
   * Dates values from after an instant as of it: for a clock that was set back, after which they
   * would hide all that comes until their time.
   */
  public void noLaterThan(long nowMicros) {
    byName.values().forEach(metric -> metric.noLaterThan(nowMicros));
  }

  /** Names of all metrics with a value. */
  public List<String> metrics() {
    return List.copyOf(byName.keySet());
  }
}
