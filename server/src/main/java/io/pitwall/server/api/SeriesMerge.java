package io.pitwall.server.api;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/** How the series of a metric are taken together, bucket by bucket. */
enum SeriesMerge {
  /** Not at all. */
  EACH,
  /** Their mean, each weighing as much as it has values. */
  MEAN,
  /** Their sum, as for queues of several workers. */
  SUM,
  /** The lowest of them. */
  MIN,
  /** The highest of them. */
  MAX;

  private DoubleBinaryOperator both() {
    return switch (this) {
      case EACH, MEAN, SUM -> Double::sum;
      case MIN -> Math::min;
      case MAX -> Math::max;
    };
  }

  static List<String> names() {
    return Arrays.stream(values()).map(merge -> merge.name().toLowerCase(Locale.ROOT)).toList();
  }

  static SeriesMerge named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The series as one; at least one is given, all with the same buckets. */
  SeriesColumns of(List<SeriesColumns> series) {
    SeriesColumns first = series.getFirst();
    int buckets = first.startMicros().length;
    long[] count = new long[buckets];
    for (SeriesColumns one : series) {
      for (int i = 0; i < buckets; i++) {
        count[i] += one.count()[i];
      }
    }
    boolean mean = this == MEAN;
    return new SeriesColumns(
        shared(series),
        first.type(),
        first.unit(),
        first.startMicros(),
        mean ? weighted(series, count) : folded(series, SeriesColumns::mean, both()),
        folded(series, SeriesColumns::min, mean ? Math::min : both()),
        folded(series, SeriesColumns::max, mean ? Math::max : both()),
        count);
  }

  private static double[] weighted(List<SeriesColumns> series, long[] count) {
    double[] sums = new double[count.length];
    for (SeriesColumns one : series) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += one.count()[i] == 0 ? 0 : one.mean()[i] * one.count()[i];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = count[i] == 0 ? Double.NaN : sums[i] / count[i];
    }
    return sums;
  }

  private static double[] folded(
      List<SeriesColumns> series,
      Function<SeriesColumns, double[]> column,
      DoubleBinaryOperator both) {
    double[] folded = column.apply(series.getFirst()).clone();
    for (SeriesColumns other : series.subList(1, series.size())) {
      double[] values = column.apply(other);
      for (int i = 0; i < folded.length; i++) {
        if (Double.isNaN(folded[i])) {
          folded[i] = values[i];
        } else if (!Double.isNaN(values[i])) {
          folded[i] = both.applyAsDouble(folded[i], values[i]);
        }
      }
    }
    return folded;
  }

  private static Map<String, String> shared(List<SeriesColumns> series) {
    Map<String, String> shared = new HashMap<>(series.getFirst().tags());
    series.forEach(one -> shared.entrySet().retainAll(one.tags().entrySet()));
    return shared;
  }
}
