package io.pitwall.lab.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Durations in the buckets that OpenTelemetry recommends for model calls: 0.01 s doubling to 81.92
 * s.
 *
 * @param counts one for each bound and one for what is above
 * @param sumSeconds sum of all
 */
public record Durations(List<Long> counts, double sumSeconds) {
  /** Upper bounds of all buckets but the last, seconds. */
  public static final List<Double> BOUNDS = bounds();

  public Durations {
    counts = List.copyOf(counts);
  }

  /** How many there were. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static List<Double> bounds() {
    List<Double> bounds = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      bounds.add(0.01 * (1 << i));
    }
    return List.copyOf(bounds);
  }

  /** Gathers durations; not thread-safe. */
  static final class Gathering {
    private final long[] counts = new long[BOUNDS.size() + 1];
    private double sum;

    void add(double seconds) {
      int bucket = 0;
      while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
        bucket++;
      }
      counts[bucket]++;
      sum += seconds;
    }

    Durations read() {
      List<Long> copy = new ArrayList<>(counts.length);
      for (long count : counts) {
        copy.add(count);
      }
      return new Durations(copy, sum);
    }
  }
}
