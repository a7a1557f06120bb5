package io.pitwall.server.ingest.wire;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Arrays;

/** Exponential buckets being filled in increasing order. Not thread-safe. */
final class Buckets {
  private final int scale;
  private final int[] indexes;
  private final long[] counts;
  private int size;
  private long zeros;
  private long total;

  /** Room for so many buckets. */
  Buckets(int scale, int most) {
    this.scale = scale;
    indexes = new int[most];
    counts = new long[most];
  }

  /** Observations that are all about so large; not below those before, but for rounding. */
  void add(double value, long n) throws UnusableHistogramException {
    if (value > 0) {
      addAt(ExpHistogram.indexOf(value, scale), n);
    } else {
      addZeros(n);
    }
  }

  /** Observations in the bucket of that index; not below those before. */
  void addAt(int index, long n) throws UnusableHistogramException {
    addToTotal(n);
    if (size > 0 && indexes[size - 1] >= index) {
      counts[size - 1] += n;
    } else {
      indexes[size] = index;
      counts[size++] = n;
    }
  }

  void addZeros(long n) throws UnusableHistogramException {
    addToTotal(n);
    zeros += n;
  }

  private void addToTotal(long n) throws UnusableHistogramException {
    total += n;
    if (total < 0) {
      throw new UnusableHistogramException(
          "bucket_counts", "fewer than 2^63 observations in all", "more");
    }
  }

  /** The histogram; an unknown sum is the one of the buckets' middles. */
  ExpHistogram build(double sum, double min, double max) {
    return total == 0
        ? ExpHistogram.EMPTY
        : ExpHistogram.of(
            scale,
            Arrays.copyOf(indexes, size),
            Arrays.copyOf(counts, size),
            zeros,
            Double.isNaN(sum) ? estimatedSum() : sum,
            min,
            max);
  }

  private double estimatedSum() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.pow(2, Math.scalb(indexes[i] + 0.5, -scale)) * counts[i];
    }
    return Math.min(sum, Double.MAX_VALUE);
  }
}
