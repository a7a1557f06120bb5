package io.pitwall.store.api;

import io.pitwall.model.metric.Series;

/**
 * A series over time, in buckets of equal width. All arrays have the same length; a bucket without
 * values has NaN in every column and 0 in {@code count}.
 *
 * @param series what was measured
 * @param stepMicros width of a bucket
 * @param startMicros start of each bucket, microseconds since the epoch, multiples of the step
 * @param mean mean of the values in the bucket
 * @param min smallest
 * @param max largest
 * @param last latest by time
 * @param count number of values
 */
@SuppressWarnings("ArrayRecordComponent") // columns; never compared, only read
public record SeriesPoints(
    Series series,
    long stepMicros,
    long[] startMicros,
    double[] mean,
    double[] min,
    double[] max,
    double[] last,
    long[] count) {

  public int length() {
    return startMicros.length;
  }
}
