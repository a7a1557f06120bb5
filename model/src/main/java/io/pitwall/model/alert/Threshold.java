package io.pitwall.model.alert;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The limits of one metric, one for each severity that is wanted.
 *
 * @param metric name of the metric; each of its series is judged by itself
 * @param comparator which side is bad
 * @param limits severity to limit, at least one; a worse severity has a limit further out
 */
public record Threshold(String metric, Comparator comparator, Map<Severity, Double> limits) {

  public Threshold {
    if (metric.isEmpty()) {
      throw new IllegalArgumentException("Expected the name of a metric, but got an empty one");
    }
    if (limits.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a limit for at least one severity of " + metric + ", but got none");
    }
    SortedMap<Severity, Double> sorted = new TreeMap<>(limits);
    double previous = Double.NaN;
    for (Map.Entry<Severity, Double> limit : sorted.entrySet()) {
      double value = limit.getValue();
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "Expected a finite limit at %s.%s, but got %s"
                .formatted(metric, limit.getKey().wireName(), value));
      }
      if (!Double.isNaN(previous) && !comparator.isFurther(value, previous)) {
        throw new IllegalArgumentException(
            "Expected limits of %s that are %s for a worse severity, but got %s for %s after %s"
                .formatted(
                    metric,
                    comparator.isUpward() ? "higher" : "lower",
                    value,
                    limit.getKey().wireName(),
                    previous));
      }
      previous = value;
    }
    limits = Collections.unmodifiableMap(new EnumMap<>(sorted));
  }

  /** The worst severity whose limit {@code value} is beyond, empty if it is within all of them. */
  public Optional<Severity> judge(double value) {
    Severity worst = null;
    for (Map.Entry<Severity, Double> limit : limits.entrySet()) {
      if (comparator.isBeyond(value, limit.getValue())) {
        worst = limit.getKey();
      }
    }
    return Optional.ofNullable(worst);
  }
}
