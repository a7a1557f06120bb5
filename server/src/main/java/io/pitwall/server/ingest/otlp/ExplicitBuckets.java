package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;

/**
 * Brings a histogram with explicit bounds to exponential buckets.
 *
 * <p>Where the observations lie inside a bucket is not known; as in Prometheus they are taken to be
 * spread evenly over it. Each bucket is cut into {@value #PARTS} equal parts, and its n-th
 * observation goes to the part that the n-th number of van der Corput's sequence points to. So the
 * parts fill evenly, no observation is lost to rounding, and one observation more changes one part:
 * the difference of two cumulative histograms is that of what they counted.
 *
 * <p>Observations beyond the last bound are put on it, those at or below zero count as zero.
 */
final class ExplicitBuckets {
  private static final int LOG2_PARTS = 4;
  static final int PARTS = 1 << LOG2_PARTS;

  private ExplicitBuckets() {}

  /**
   * The histogram of these buckets.
   *
   * @param bounds upper bounds as doubles, finite and increasing, at least one
   * @param counts observations, one number more than bounds, none negative
   * @param sum sum of all observations; if it is not finite it is estimated
   * @param min smallest observation, NaN if not said
   * @param max largest observation, NaN if not said
   */
  static ExpHistogram toExponential(
      PointReader.Longs bounds, PointReader.Longs counts, double sum, double min, double max) {
    var builder = new ExpHistogramBuilder();
    int last = bounds.size();
    for (int i = 0; i < last; i++) {
      if (counts.get(i) > 0) {
        double lower = i > 0 ? Math.max(0, bounds.float64(i - 1)) : 0;
        spread(builder, lower, bounds.float64(i), counts.get(i));
      }
    }
    builder.record(bounds.float64(last - 1), counts.get(last));
    ExpHistogram buckets = builder.build();
    return ExpHistogram.of(
        buckets.scale(),
        buckets.indexes(),
        buckets.counts(),
        buckets.zeroCount(),
        Double.isFinite(sum) ? sum : buckets.sum(),
        min,
        max);
  }

  private static void spread(
      ExpHistogramBuilder builder, double lower, double upper, long count) {
    if (upper <= 0) {
      builder.record(0, count);
      return;
    }
    double width = (upper - lower) / PARTS;
    for (int part = 0; part < PARTS; part++) {
      long inPart = ((count - 1 - reversed(part)) >> LOG2_PARTS) + 1;
      builder.record(lower + (part + 0.5) * width, inPart);
    }
  }

  /** The part's bits in reverse: which observation is its first, counted from zero. */
  private static int reversed(int part) {
    return Integer.reverse(part) >>> (32 - LOG2_PARTS);
  }
}
