package io.pitwall.engine.alert;

import io.pitwall.model.metric.Sample;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far the values of series with an alert went between two looks: an alert that only seems to be
 * over at the instant of a look is not. Costs nothing while nothing fires. Thread-safe.
 */
final class Crossings {
  private final Map<Long, double[]> extremes = new HashMap<>();
  private volatile Set<String> metrics = Set.of();

  /** Takes in values as they arrive. */
  void committed(List<Sample> samples) {
    if (metrics.isEmpty()) {
      return;
    }
    for (Sample sample : samples) {
      if (metrics.contains(sample.series().name())) {
        update(sample);
      }
    }
  }

  private synchronized void update(Sample sample) {
    double[] extreme = extremes.get(sample.series().id());
    if (extreme != null) {
      extreme[0] = Math.min(extreme[0], sample.value());
      extreme[1] = Math.max(extreme[1], sample.value());
    }
  }

  /** The lowest, or highest, since the last look; NaN if nothing came. */
  synchronized double extreme(long subject, boolean highest) {
    double[] extreme = extremes.get(subject);
    double value = extreme == null ? Double.NaN : extreme[highest ? 1 : 0];
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /**
   * A look is over.
   *
   * @param active series to watch until the next, by metric
   */
  synchronized void next(Map<String, Set<Long>> active) {
    extremes.clear();
    active
        .values()
        .forEach(
            subjects ->
                subjects.forEach(
                    subject ->
                        extremes.put(
                            subject,
                            new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})));
    metrics = Set.copyOf(new HashSet<>(active.keySet()));
  }
}
