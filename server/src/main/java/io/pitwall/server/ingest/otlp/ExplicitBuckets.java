package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Arrays;

/**
 * Brings histograms with explicit bounds to exponential buckets.
 *
 * <p>Where the observations lie inside a bucket is not known; as in Prometheus they are taken to be
 * spread evenly over it. Each bucket is cut into {@value #PARTS} equal parts, and its n-th
 * observation goes to the part that the n-th number of van der Corput's sequence points to. So the
 * parts fill evenly, no observation is lost to rounding, and one observation more changes one part:
 * the difference of two cumulative histograms is that of what they counted. Smallest and largest
 * observation are not used for the same reason.
 *
 * <p>Observations beyond the last bound are put on it, those at or below zero count as zero.
 * Immutable; made once for the bounds of a metric, because the logarithms are most of the work.
 */
final class ExplicitBuckets {
  private static final int LOG2_PARTS = 4;
  static final int PARTS = 1 << LOG2_PARTS;
  private static final int ZERO = Integer.MIN_VALUE;

  /** Exponential bucket of each part of each bucket, then that of the overflow; never falling. */
  private final int[] indexes;

  /**
   * The buckets between these bounds.
   *
   * @param bounds upper bounds as doubles, finite and increasing, at least one
   */
  ExplicitBuckets(PointReader.Longs bounds) {
    int last = bounds.size();
    indexes = new int[last * PARTS + 1];
    for (int i = 0; i < last; i++) {
      double lower = i > 0 ? Math.max(0, bounds.float64(i - 1)) : 0;
      double width = (bounds.float64(i) - lower) / PARTS;
      for (int part = 0; part < PARTS; part++) {
        indexes[i * PARTS + part] =
            bounds.float64(i) > 0 ? index(lower + (part + 0.5) * width) : ZERO;
      }
    }
    indexes[last * PARTS] = index(bounds.float64(last - 1));
  }

  private static int index(double value) {
    return value > 0 ? ExpHistogram.indexOf(value, ExpHistogram.DEFAULT_SCALE) : ZERO;
  }

  /**
   * The exponential histogram of these counts.
   *
   * @param counts observations, one number more than bounds, none negative
   * @param sum sum of all observations; if it is not finite it is estimated
   * @param min smallest observation, NaN if not said
   * @param max largest observation, NaN if not said
   */
  ExpHistogram toExponential(PointReader.Longs counts, double sum, double min, double max) {
    var gathered = new Gathered(indexes.length);
    int last = counts.size() - 1;
    for (int i = 0; i < last; i++) {
      long count = counts.get(i);
      if (count > 0) {
        for (int part = 0; part < PARTS; part++) {
          long inPart = ((count - 1 - reversed(part)) >> LOG2_PARTS) + 1;
          gathered.add(indexes[i * PARTS + part], inPart);
        }
      }
    }
    gathered.add(indexes[last * PARTS], counts.get(last));
    return gathered.histogram(sum, min, max);
  }

  /** The part's bits in reverse: which observation is its first, counted from zero. */
  private static int reversed(int part) {
    return Integer.reverse(part) >>> (32 - LOG2_PARTS);
  }

  /** Counts of exponential buckets that come in order. */
  private static final class Gathered {
    private final int[] indexes;
    private final long[] counts;
    private int size;
    private long zeros;

    Gathered(int most) {
      indexes = new int[most];
      counts = new long[most];
    }

    void add(int index, long count) {
      if (count == 0) {
        return;
      }
      if (index == ZERO) {
        zeros += count;
      } else if (size > 0 && indexes[size - 1] == index) {
        counts[size - 1] += count;
      } else {
        indexes[size] = index;
        counts[size++] = count;
      }
    }

    ExpHistogram histogram(double sum, double min, double max) {
      double total = sum;
      if (!Double.isFinite(sum)) {
        total = 0;
        for (int i = 0; i < size; i++) {
          double middle = Math.pow(2, Math.scalb(indexes[i] + 0.5, -ExpHistogram.DEFAULT_SCALE));
          total += counts[i] * middle;
        }
      }
      return ExpHistogram.of(
          ExpHistogram.DEFAULT_SCALE,
          Arrays.copyOf(indexes, size),
          Arrays.copyOf(counts, size),
          zeros,
          total,
          min,
          max);
    }
  }
}
