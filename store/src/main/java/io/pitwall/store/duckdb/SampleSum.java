package io.pitwall.store.duckdb;

import io.pitwall.model.metric.ExpHistogram;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;

/** Values of one series in one stretch of time, summed up as a row of {@link Rollup#METRIC} is. */
final class SampleSum {
  private long count;
  private double sum;
  private double min;
  private double max;
  private double first;
  private long firstTime;
  private double last;
  private long lastTime;

  SampleSum() {
    clear();
  }

  void clear() {
    count = 0;
    sum = 0;
    min = Double.NaN;
    max = Double.NaN;
    firstTime = Long.MAX_VALUE;
    lastTime = Long.MIN_VALUE;
  }

  void add(long time, double value) {
    addPart(1, value, value, value, value, time, value, time);
  }

  /** Adds what is summed up already; unknown extremes are NaN. */
  void addPart(
      long partCount,
      double partSum,
      double partMin,
      double partMax,
      double partFirst,
      long partFirstTime,
      double partLast,
      long partLastTime) {
    count += partCount;
    sum += partSum;
    min = smaller(min, partMin);
    max = larger(max, partMax);
    if (partFirstTime < firstTime) {
      first = partFirst;
      firstTime = partFirstTime;
    }
    if (partLastTime >= lastTime) {
      last = partLast;
      lastTime = partLastTime;
    }
  }

  /** The smaller of two values, of which either may be unknown. */
  static double smaller(double a, double b) {
    return b < a || Double.isNaN(a) ? b : a;
  }

  /** The larger of two values, of which either may be unknown. */
  static double larger(double a, double b) {
    return b > a || Double.isNaN(a) ? b : a;
  }

  long count() {
    return count;
  }

  double sum() {
    return sum;
  }

  /** The smallest value, NaN if none is known. */
  double min() {
    return min;
  }

  /** The largest value, NaN if none is known. */
  double max() {
    return max;
  }

  double first() {
    return first;
  }

  long firstTime() {
    return firstTime;
  }

  double last() {
    return last;
  }

  long lastTime() {
    return lastTime;
  }

  /** Appends it as a partial row of the rollup of metrics. */
  void append(DuckDBAppender rows, int series, long bucket, long seq) throws SQLException {
    rows.beginRow();
    rows.append(series);
    rows.append(bucket);
    rows.append(seq);
    rows.append((byte) 0);
    rows.append(count);
    rows.append(sum);
    SampleTable.appendKnown(rows, min);
    SampleTable.appendKnown(rows, max);
    rows.append(first);
    rows.append(firstTime);
    rows.append(last);
    rows.append(lastTime);
    rows.endRow();
  }

  /** Appends values from one index to another as rows of the rollup of their distribution. */
  static void appendBuckets(
      DuckDBAppender rows,
      int series,
      long bucket,
      long seq,
      SampleChunk.Samples samples,
      int from,
      int to)
      throws SQLException {
    int[] indexes = new int[to - from];
    for (int i = from; i < to; i++) {
      indexes[i - from] = bucketOf(samples.value(i));
    }
    Arrays.sort(indexes);
    for (int i = 0; i < indexes.length; ) {
      int end = i + 1;
      while (end < indexes.length && indexes[end] == indexes[i]) {
        end++;
      }
      rows.beginRow();
      rows.append(series);
      rows.append((byte) ExpHistogram.DEFAULT_SCALE);
      rows.append(indexes[i]);
      rows.append(bucket);
      rows.append(seq);
      rows.append((byte) 0);
      rows.append((long) (end - i));
      rows.endRow();
      i = end;
    }
  }

  private static int bucketOf(double value) {
    return value > 0 ? ExpHistogram.indexOf(value, ExpHistogram.DEFAULT_SCALE) : Rollup.ZERO_BUCKET;
  }
}
