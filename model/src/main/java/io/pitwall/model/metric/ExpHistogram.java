package io.pitwall.model.metric;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An exponential histogram: OpenTelemetry's base-2 scheme with perfect subsetting, kept sparse.
 *
 * <pre>
 *   scale s, base b = 2^(2^-s)
 *   bucket i counts values in (b^i, b^(i+1)];  index(v) = ceil(log_b v) - 1
 *   one scale coarser: index >> 1
 * </pre>
 *
 * Merging adds counts; histograms of different scales meet at the coarser one, so a merge never
 * adds error beyond that scale's. A quantile is off by at most {@link #relativeError()} of the true
 * value (1.1 % at {@link #DEFAULT_SCALE}), because the answer is the geometric middle of a bucket.
 *
 * <p>Values at or below zero are counted as zero: what is kept here are durations, sizes and
 * counts. Immutable. An empty histogram has NaN mean, min, max and quantiles.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">OpenTelemetry
 *     metrics data model</a>
 */
public final class ExpHistogram {
  /** 32 buckets to a doubling: quantiles within 1.1 %. All rollups are kept at this scale. */
  public static final int DEFAULT_SCALE = 5;

  /** Coarsest scale accepted: one bucket to 2^10 doublings. */
  public static final int MIN_SCALE = -10;

  /** Finest scale accepted, as in OpenTelemetry. */
  public static final int MAX_SCALE = 20;

  /** No observations, at the default scale. */
  public static final ExpHistogram EMPTY =
      new ExpHistogram(DEFAULT_SCALE, new int[0], new long[0], 0, 0, 0, Double.NaN, Double.NaN);

  private static final double LOG2_E = 1 / Math.log(2);

  /** Brings the smallest doubles, which have no mantissa of their own, into the normal range. */
  private static final int SUBNORMAL_SHIFT = 54;

  private final int scale;
  private final int[] indexes;
  private final long[] counts;
  private final long zeroCount;
  private final long count;
  private final double sum;
  private final double min;
  private final double max;

  private ExpHistogram(
      int scale,
      int[] indexes,
      long[] counts,
      long zeroCount,
      long count,
      double sum,
      double min,
      double max) {
    this.scale = scale;
    this.indexes = indexes;
    this.counts = counts;
    this.zeroCount = zeroCount;
    this.count = count;
    this.sum = sum;
    this.min = min;
    this.max = max;
  }

  /**
   * A histogram of known buckets.
   *
   * @param scale {@link #MIN_SCALE} to {@link #MAX_SCALE}
   * @param indexes bucket indexes, strictly increasing
   * @param counts observations in each, none negative; buckets that hold nothing are left out
   * @param zeroCount observations at or below zero
   * @param sum sum of all observations
   * @param min smallest observation, NaN if unknown or empty; taken as unknown where an observation
   *     is counted below it
   * @param max largest observation, likewise
   * @throws IllegalArgumentException naming what does not fit
   */
  public static ExpHistogram of(
      int scale, int[] indexes, long[] counts, long zeroCount, double sum, double min, double max) {
    if (scale < MIN_SCALE || scale > MAX_SCALE) {
      throw new IllegalArgumentException(
          "Expected a scale from " + MIN_SCALE + " to " + MAX_SCALE + ", but got " + scale);
    }
    if (indexes.length != counts.length) {
      throw new IllegalArgumentException(
          "Expected as many counts as indexes, but got "
              + counts.length
              + " and "
              + indexes.length);
    }
    long count = zeroCount;
    for (int i = 0; i < indexes.length; i++) {
      if (i > 0 && indexes[i] <= indexes[i - 1]) {
        throw new IllegalArgumentException(
            "Expected strictly increasing indexes, but got "
                + indexes[i]
                + " after "
                + indexes[i - 1]);
      }
      if (counts[i] < 0) {
        throw new IllegalArgumentException(
            "Expected counts of 0 or more, but got " + counts[i] + " at index " + indexes[i]);
      }
      count += counts[i];
    }
    if (zeroCount < 0) {
      throw new IllegalArgumentException(
          "Expected a zero count of 0 or more, but got " + zeroCount);
    }
    int[] filled = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
    boolean all = filled.length == counts.length;
    boolean any = filled.length > 0;
    boolean tooHigh = any && isBelow(upperBound(indexes[filled[0]], scale), min);
    boolean tooLow = any && isBelow(max, lowerBound(indexes[filled[filled.length - 1]], scale));
    return new ExpHistogram(
        scale,
        all ? indexes.clone() : IntStream.of(filled).map(i -> indexes[i]).toArray(),
        all ? counts.clone() : IntStream.of(filled).mapToLong(i -> counts[i]).toArray(),
        zeroCount,
        count,
        sum,
        tooHigh || (zeroCount > 0 && min > 0) ? Double.NaN : min,
        tooLow ? Double.NaN : max);
  }

  /**
   * The bucket of a positive finite value at a scale: {@code ceil(log2(value) * 2^scale) - 1}.
   * Exponent and mantissa are taken apart, so that bounds which are powers of two are exact;
   * between them a value within rounding of a bound may fall to either side.
   */
  public static int indexOf(double value, int scale) {
    int exponent = Math.getExponent(value);
    double mantissa = Math.scalb(value, -exponent);
    if (exponent < Double.MIN_EXPONENT) {
      double normal = Math.scalb(value, SUBNORMAL_SHIFT);
      exponent = Math.getExponent(normal);
      mantissa = Math.scalb(normal, -exponent);
      exponent -= SUBNORMAL_SHIFT;
    }
    int doubling = mantissa == 1 ? exponent - 1 : exponent;
    if (scale <= 0) {
      return doubling >> -scale;
    }
    int parts = 1 << scale;
    int part =
        mantissa == 1
            ? parts
            : Math.clamp((int) Math.ceil(Math.log(mantissa) * LOG2_E * parts), 1, parts);
    return (doubling << scale) + part - 1;
  }

  /** Upper bound of a bucket, {@code 2^((index + 1) * 2^-scale)}. */
  public static double upperBound(int index, int scale) {
    return Math.pow(2, Math.scalb(index + 1.0, -scale));
  }

  /** Buckets to a doubling are {@code 2^scale}. */
  public int scale() {
    return scale;
  }

  /** Indexes of the buckets that hold something, strictly increasing; a copy. */
  public int[] indexes() {
    return indexes.clone();
  }

  /** Observations in each of {@link #indexes()}; a copy. */
  public long[] counts() {
    return counts.clone();
  }

  /** Observations at or below zero. */
  public long zeroCount() {
    return zeroCount;
  }

  /** All observations, zeros included. */
  public long count() {
    return count;
  }

  /** Sum of all observations, 0 when empty. */
  public double sum() {
    return sum;
  }

  /** Smallest observation, NaN when empty or unknown. */
  public double min() {
    return min;
  }

  /** Largest observation, NaN when empty or unknown. */
  public double max() {
    return max;
  }

  /** Arithmetic mean, NaN when empty. */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Largest relative distance of a quantile from the true value: {@code sqrt(base) - 1}. */
  public double relativeError() {
    return Math.pow(2, Math.scalb(0.5, -scale)) - 1;
  }

  /**
   * The value below which a share {@code q} of the observations lies, by nearest rank: the
   * geometric middle of the bucket of the {@code ceil(q·n)}-th smallest, kept inside [min, max]
   * where known. The smallest and the largest themselves are exact where known.
   *
   * @param q 0 to 1
   * @return NaN when empty
   */
  public double quantile(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("Expected a quantile from 0 to 1, but got " + q);
    }
    if (count == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(q * count));
    if (rank == 1 && !Double.isNaN(min)) {
      return min;
    }
    if (rank >= count && !Double.isNaN(max)) {
      return max;
    }
    return clamp(ofRank(rank));
  }

  /**
   * Share of the observations above {@code value}, 0 to 1, within one bucket; NaN when empty or for
   * NaN.
   */
  public double shareAbove(double value) {
    if (count == 0 || Double.isNaN(value)) {
      return Double.NaN;
    }
    if (value < 0) {
      return 1;
    }
    int limit = value == 0 ? Integer.MIN_VALUE : indexOf(value, scale);
    long above = 0;
    for (int i = 0; i < indexes.length; i++) {
      if (value == 0 || indexes[i] > limit) {
        above += counts[i];
      }
    }
    return (double) above / count;
  }

  /**
   * Both sets of observations together, at the coarser of the two scales; min and max are unknown
   * if they are so on either side.
   */
  public ExpHistogram merge(ExpHistogram other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    return new ExpHistogramBuilder(Math.min(scale, other.scale)).add(this).add(other).build();
  }

  /**
   * The observations that are here but not in an earlier state of the same histogram. The smallest
   * and largest of them are not known, so min and max are NaN.
   *
   * @param earlier counted before, each of its buckets no fuller than here at the coarser scale; a
   *     bucket that is fuller counts as empty
   */
  public ExpHistogram minus(ExpHistogram earlier) {
    int common = Math.min(scale, earlier.scale);
    TreeMap<Integer, Long> left = new TreeMap<>();
    forEachBucket((index, n) -> left.merge(index >> (scale - common), n, Long::sum));
    earlier.forEachBucket(
        (index, n) -> left.merge(index >> (earlier.scale - common), -n, Long::sum));
    left.values().removeIf(n -> n <= 0);
    return of(
        common,
        left.keySet().stream().mapToInt(Integer::intValue).toArray(),
        left.values().stream().mapToLong(Long::longValue).toArray(),
        Math.max(0, zeroCount - earlier.zeroCount),
        sum - earlier.sum,
        Double.NaN,
        Double.NaN);
  }

  private double ofRank(long rank) {
    if (rank <= zeroCount) {
      return 0;
    }
    long seen = zeroCount;
    int i = 0;
    while (i < indexes.length - 1 && seen + counts[i] < rank) {
      seen += counts[i];
      i++;
    }
    return Math.pow(2, Math.scalb(indexes[i] + 0.5, -scale));
  }

  private static double lowerBound(int index, int scale) {
    return upperBound(index - 1, scale);
  }

  /** By more than rounding. */
  private static boolean isBelow(double value, double limit) {
    return value < limit * (1 - 1e-9);
  }

  private double clamp(double value) {
    if (value < min) {
      return min;
    }
    return value > max ? max : value;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ExpHistogram that
        && scale == that.scale
        && zeroCount == that.zeroCount
        && Double.compare(sum, that.sum) == 0
        && Double.compare(min, that.min) == 0
        && Double.compare(max, that.max) == 0
        && Arrays.equals(indexes, that.indexes)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indexes) * 31 + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "ExpHistogram[count=%d, sum=%s, min=%s, p50=%s, p95=%s, max=%s, scale=%d]"
        .formatted(count, sum, min, quantile(0.5), quantile(0.95), max, scale);
  }

  /** Hands the buckets to a reader without copying them. */
  void forEachBucket(BucketVisitor visitor) {
    for (int i = 0; i < indexes.length; i++) {
      visitor.visit(indexes[i], counts[i]);
    }
  }

  /** For {@link ExpHistogramBuilder}, which hands over arrays that it no longer uses. */
  static ExpHistogram ofOwned(
      int scale, int[] indexes, long[] counts, long zeroCount, double sum, double min, double max) {
    long count = zeroCount;
    for (long c : counts) {
      count += c;
    }
    return count == 0 && scale == DEFAULT_SCALE
        ? EMPTY
        : new ExpHistogram(scale, indexes, counts, zeroCount, count, sum, min, max);
  }

  /** Receives one bucket at a time, in order of index. */
  interface BucketVisitor {
    void visit(int index, long count);
  }
}
