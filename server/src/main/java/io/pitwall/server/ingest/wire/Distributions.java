package io.pitwall.server.ingest.wire;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;

/**
 * Brings OTLP's two kinds of histogram to the product's own. A sum that was not sent (NaN) is
 * estimated from the buckets; an extreme that is not finite counts as unknown.
 */
public final class Distributions {
  private static final double UNKNOWN = Double.NaN;

  /** Whether the buckets tell anything about where the observations lie. */
  public static boolean hasBuckets(Numbers bounds, Numbers counts) {
    return bounds.size() > 0 || counts.size() > 1;
  }

  /**
   * A histogram with explicit bounds: bucket i counts values in {@code (bounds[i-1], bounds[i]]}.
   * Its observations are placed at the geometric middle of their bucket, those of the outermost
   * buckets between the known extreme and the inner bound; where the extreme is unknown at half the
   * first bound and at the last. So a percentile is off by up to half a bucket.
   *
   * <p>Of a cumulative histogram the one before it is subtracted, so its observations must stay
   * where they are while its extremes move: they are placed as if the extremes were unknown.
   *
   * @param bounds floating, strictly increasing
   * @param counts one more than bounds, or none at all
   * @param count all observations, used where there are no buckets
   * @param sum sum of all observations, NaN if unknown
   * @param min smallest observation, NaN if unknown
   * @param max largest observation, NaN if unknown
   * @param cumulative whether it counts from its start on; it has buckets then
   */
  public static ExpHistogram ofBounds(
      Numbers bounds,
      Numbers counts,
      long count,
      double sum,
      double min,
      double max,
      boolean cumulative)
      throws UnusableHistogramException {
    requireSumOf(sum);
    requireFewEnough(counts);
    if (!hasBuckets(bounds, counts)) {
      return ofOneBucket(
          requireCount(counts.size() == 0 ? count : counts.whole(0)), sum, known(min), known(max));
    }
    if (counts.size() != bounds.size() + 1) {
      throw new UnusableHistogramException(
          "bucket_counts",
          "one more than the %d bounds".formatted(bounds.size()),
          Integer.toString(counts.size()));
    }
    requireIncreasing(bounds);
    Buckets buckets = new Buckets(ExpHistogram.DEFAULT_SCALE, counts.size());
    for (int i = 0; i < counts.size(); i++) {
      long n = requireCount(counts.whole(i));
      if (n > 0) {
        double low =
            i > 0 ? bounds.floating(i - 1) : cumulative ? UNKNOWN : below(bounds.floating(0), min);
        double high =
            i < bounds.size()
                ? bounds.floating(i)
                : cumulative ? UNKNOWN : above(bounds.floating(i - 1), max);
        buckets.add(middle(low, high), n);
      }
    }
    return buckets.build(sum, known(min), known(max));
  }

  /**
   * An exponential histogram; finer than we keep it is made coarser, negatives count as zero.
   *
   * @param offset index of the first positive bucket
   * @param negative counts of the buckets below zero
   */
  public static ExpHistogram ofExponential(
      int scale,
      int offset,
      Numbers positive,
      long zeroCount,
      Numbers negative,
      double sum,
      double min,
      double max)
      throws UnusableHistogramException {
    requireSumOf(sum);
    requireFewEnough(positive);
    requireFewEnough(negative);
    if (scale < ExpHistogram.MIN_SCALE || scale > ExpHistogram.MAX_SCALE) {
      throw new UnusableHistogramException(
          "scale",
          "%d to %d".formatted(ExpHistogram.MIN_SCALE, ExpHistogram.MAX_SCALE),
          Integer.toString(scale));
    }
    Buckets buckets = new Buckets(scale, positive.size());
    buckets.addZeros(requireCount(zeroCount));
    for (int i = 0; i < negative.size(); i++) {
      buckets.addZeros(requireCount(negative.whole(i)));
    }
    for (int i = 0; i < positive.size(); i++) {
      long n = requireCount(positive.whole(i));
      if (n > 0) {
        buckets.addAt(requireIndex((long) offset + i, scale), n);
      }
    }
    return kept(buckets.build(sum, known(min), known(max)));
  }

  private static ExpHistogram kept(ExpHistogram sent) {
    return sent.scale() <= ExpHistogram.DEFAULT_SCALE
        ? sent
        : new ExpHistogramBuilder(ExpHistogram.DEFAULT_SCALE).add(sent).build();
  }

  /**
   * An exponential histogram with its buckets one by one; finer than we keep it is made coarser.
   *
   * @param indexes of the buckets, in increasing order
   * @param counts one for each index
   */
  public static ExpHistogram ofSparse(
      int scale, Numbers indexes, Numbers counts, long zeroCount, double sum)
      throws UnusableHistogramException {
    requireSumOf(sum);
    requireFewEnough(counts);
    Buckets buckets = new Buckets(scale, counts.size());
    buckets.addZeros(requireCount(zeroCount));
    for (int i = 0; i < counts.size(); i++) {
      long n = requireCount(counts.whole(i));
      if (n > 0) {
        buckets.addAt(requireIndex(indexes.whole(i), scale), n);
      }
    }
    return kept(buckets.build(sum, UNKNOWN, UNKNOWN));
  }

  /** All that is known are count and sum: every observation is taken for the mean. */
  private static ExpHistogram ofOneBucket(long count, double sum, double min, double max)
      throws UnusableHistogramException {
    Buckets buckets = new Buckets(ExpHistogram.DEFAULT_SCALE, 1);
    if (count > 0) {
      double mean = sum / count;
      buckets.add(Double.isNaN(mean) ? middle(min, max) : mean, count);
    }
    return buckets.build(sum, min, max);
  }

  /** The smallest observation, NaN if it is unknown or not in the first bucket. */
  private static double below(double bound, double min) {
    return min < bound ? min : UNKNOWN;
  }

  /** The largest observation, NaN if it is unknown or not in the last bucket. */
  private static double above(double bound, double max) {
    return max > bound && Double.isFinite(max) ? max : UNKNOWN;
  }

  private static double middle(double low, double high) {
    if (Double.isNaN(high)) {
      return low > 0 ? low : 0;
    }
    return low > 0 ? Math.sqrt(low) * Math.sqrt(high) : Math.max(0, high / 2);
  }

  private static double known(double extreme) {
    return Double.isFinite(extreme) ? extreme : UNKNOWN;
  }

  private static void requireSumOf(double sum) throws UnusableHistogramException {
    if (Double.isInfinite(sum)) {
      throw new UnusableHistogramException("sum", "a finite number", Double.toString(sum));
    }
  }

  private static void requireFewEnough(Numbers counts) throws UnusableHistogramException {
    if (counts.isTooMany()) {
      throw new UnusableHistogramException("bucket_counts", "at most " + Numbers.MOST, "more");
    }
  }

  private static long requireCount(long count) throws UnusableHistogramException {
    if (count < 0) {
      throw new UnusableHistogramException(
          "bucket_counts", "counts below 2^63", Long.toUnsignedString(count));
    }
    return count;
  }

  private static void requireIncreasing(Numbers bounds) throws UnusableHistogramException {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < bounds.size(); i++) {
      double bound = bounds.floating(i);
      if (!(bound > before) || bound == Double.POSITIVE_INFINITY) {
        throw new UnusableHistogramException(
            "explicit_bounds", "finite bounds in increasing order", bound + " after " + before);
      }
      before = bound;
    }
  }

  /** A bucket must hold some double. */
  private static int requireIndex(long index, int scale) throws UnusableHistogramException {
    double log2 = Math.scalb((double) index, -scale);
    if (log2 >= Double.MAX_EXPONENT + 1 || log2 < Math.getExponent(Double.MIN_VALUE) - 53) {
      throw new UnusableHistogramException(
          "positive.offset",
          "buckets of numbers that a double can hold",
          "bucket " + index + " of scale " + scale);
    }
    return (int) index;
  }

  private Distributions() {}
}
