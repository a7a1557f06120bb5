package io.pitwall.store.duckdb;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Arrays;

/** Gathers the bucket rows of one histogram, which come scale by scale in order of index. */
final class Buckets {
  private ExpHistogram done = ExpHistogram.EMPTY;
  private int scale = ExpHistogram.DEFAULT_SCALE;
  private int[] indexes = new int[4];
  private long[] counts = new long[4];
  private int size;
  private long zeroCount;

  void add(int rowScale, int index, long count) {
    if (rowScale != scale) {
      finishScale();
      scale = rowScale;
    }
    if (index == Rollup.ZERO_BUCKET) {
      zeroCount += count;
      return;
    }
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    indexes[size] = index;
    counts[size++] = count;
  }

  /** The histogram, with sum and extremes from the row that goes with it. */
  ExpHistogram histogram(double sum, double min, double max) {
    if (done.isEmpty()) {
      return size == 0 && zeroCount == 0 ? ExpHistogram.EMPTY : current(sum, min, max);
    }
    finishScale();
    return ExpHistogram.of(
        done.scale(), done.indexes(), done.counts(), done.zeroCount(), sum, min, max);
  }

  private ExpHistogram current(double sum, double min, double max) {
    return ExpHistogram.of(
        scale, Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size), zeroCount, sum, min, max);
  }

  private void finishScale() {
    if (size > 0 || zeroCount > 0) {
      done = done.merge(current(0, Double.NaN, Double.NaN));
    }
    size = 0;
    zeroCount = 0;
  }
}
