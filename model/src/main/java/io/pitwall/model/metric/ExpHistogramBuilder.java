package io.pitwall.model.metric;

import java.util.Arrays;

/**
 * Gathers observations into an {@link ExpHistogram}: sorted sparse buckets at one scale, so that a
 * few observations cost a few words. Not thread-safe.
 */
public final class ExpHistogramBuilder {
  private final int scale;
  private int[] indexes = new int[4];
  private long[] counts = new long[4];
  private int size;
  private long zeroCount;
  private long count;
  private double sum;
  private double min = Double.NaN;
  private double max = Double.NaN;

  public ExpHistogramBuilder() {
    this(ExpHistogram.DEFAULT_SCALE);
  }

  /** Buckets at {@code scale}; finer histograms that are added are made coarser. */
  public ExpHistogramBuilder(int scale) {
    if (scale < ExpHistogram.MIN_SCALE || scale > ExpHistogram.MAX_SCALE) {
      throw new IllegalArgumentException(
          "Expected a scale from %d to %d, but got %d"
              .formatted(ExpHistogram.MIN_SCALE, ExpHistogram.MAX_SCALE, scale));
    }
    this.scale = scale;
  }

  /** Adds one observation; NaN and infinities are refused with an exception. */
  public ExpHistogramBuilder record(double value) {
    return record(value, 1);
  }

  /** Adds {@code times} equal observations. */
  public ExpHistogramBuilder record(double value, long times) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Expected a finite observation, but got " + value);
    }
    if (times <= 0) {
      return this;
    }
    if (value <= 0) {
      zeroCount += times;
    } else {
      bump(ExpHistogram.indexOf(value, scale), times);
    }
    widen(value, value);
    count += times;
    sum += value * times;
    return this;
  }

  /**
   * Adds all observations of a histogram. Where its smallest and largest are unknown, so are those
   * of the result.
   *
   * @throws IllegalArgumentException if it is coarser than this builder
   */
  public ExpHistogramBuilder add(ExpHistogram other) {
    int shift = other.scale() - scale;
    if (shift < 0) {
      throw new IllegalArgumentException(
          "Expected a histogram of scale " + scale + " or finer, but got " + other.scale());
    }
    if (!other.isEmpty()) {
      other.forEachBucket((index, times) -> bump(index >> shift, times));
      widen(other.min(), other.max());
      zeroCount += other.zeroCount();
      count += other.count();
      sum += other.sum();
    }
    return this;
  }

  /** Observations so far. */
  public long count() {
    return count;
  }

  /** Sum of the observations so far. */
  public double sum() {
    return sum;
  }

  public ExpHistogram build() {
    return ExpHistogram.ofOwned(
        scale, Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size), zeroCount, sum, min, max);
  }

  /** Extremes that are unknown on either side stay unknown (min and max pass NaN on). */
  private void widen(double low, double high) {
    min = count == 0 ? low : Math.min(min, low);
    max = count == 0 ? high : Math.max(max, high);
  }

  private void bump(int index, long times) {
    int at = size > 0 && indexes[size - 1] == index ? size - 1 : search(index);
    if (at >= 0) {
      counts[at] += times;
      return;
    }
    int insert = -at - 1;
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(indexes, insert, indexes, insert + 1, size - insert);
    System.arraycopy(counts, insert, counts, insert + 1, size - insert);
    indexes[insert] = index;
    counts[insert] = times;
    size++;
  }

  private int search(int index) {
    return Arrays.binarySearch(indexes, 0, size, index);
  }
}
