package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import java.util.TreeMap;

/** Brings OTLP's two kinds of histogram to the product's own. */
final class Distributions {

  /**
   * A histogram with explicit bounds: bucket i counts values in {@code (bounds[i-1], bounds[i]]}.
   * Its observations are placed at the geometric middle of their bucket, those of the outermost
   * buckets at the known extreme or the inner bound; so a percentile is off by up to half a bucket.
   *
   * @param counts one more than bounds, or none at all
   * @param min smallest observation, NaN if unknown
   * @param max largest observation, NaN if unknown
   */
  static ExpHistogram ofBounds(
      double[] bounds, long[] counts, long count, double sum, double min, double max) {
    if (counts.length == 0) {
      long all = Math.max(0, count);
      double mean = all == 0 ? 0 : sum / all;
      return all == 0 ? ExpHistogram.EMPTY : new ExpHistogramBuilder().record(mean, all).build();
    }
    if (counts.length != bounds.length + 1) {
      throw new OtlpDecodeException(
          "Expected one bucket count more than the %d bounds, but got %d"
              .formatted(bounds.length, counts.length));
    }
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    long zeros = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new OtlpDecodeException("Expected bucket counts below 2^63, but got more");
      }
      double low = i == 0 ? min : bounds[i - 1];
      double high = i == bounds.length ? max : bounds[i];
      double middle = middle(low, high);
      if (counts[i] == 0) {
        continue;
      }
      if (middle > 0) {
        buckets.merge(
            ExpHistogram.indexOf(middle, ExpHistogram.DEFAULT_SCALE), counts[i], Long::sum);
      } else {
        zeros += counts[i];
      }
    }
    return ExpHistogram.of(
        ExpHistogram.DEFAULT_SCALE,
        buckets.keySet().stream().mapToInt(Integer::intValue).toArray(),
        buckets.values().stream().mapToLong(Long::longValue).toArray(),
        zeros,
        sum,
        min,
        max);
  }

  /** An exponential histogram; finer than we keep it is made coarser, negatives count as zero. */
  static ExpHistogram ofExponential(
      int scale,
      int offset,
      long[] positive,
      long zeroOrNegative,
      double sum,
      double min,
      double max) {
    int used = 0;
    for (long n : positive) {
      used += n == 0 ? 0 : 1;
    }
    int[] indexes = new int[used];
    long[] counts = new long[used];
    int next = 0;
    for (int i = 0; i < positive.length; i++) {
      if (positive[i] != 0) {
        indexes[next] = offset + i;
        counts[next++] = positive[i];
      }
    }
    try {
      ExpHistogram sent = ExpHistogram.of(scale, indexes, counts, zeroOrNegative, sum, min, max);
      return scale <= ExpHistogram.DEFAULT_SCALE
          ? sent
          : new ExpHistogramBuilder(ExpHistogram.DEFAULT_SCALE).add(sent).build();
    } catch (IllegalArgumentException unusable) {
      throw new OtlpDecodeException("An exponential histogram: " + unusable.getMessage());
    }
  }

  private static double middle(double low, double high) {
    if (low > 0 && high > 0 && Double.isFinite(high)) {
      return Math.sqrt(low) * Math.sqrt(high);
    }
    if (high > 0 && Double.isFinite(high)) {
      return high / 2;
    }
    return Math.max(0, low);
  }

  private Distributions() {}
}
