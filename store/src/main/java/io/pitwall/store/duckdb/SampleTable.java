package io.pitwall.store.duckdb;

import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.Sample;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** Writes samples and distributions. For the writer alone. */
final class SampleTable {
  private final SeriesIndex series;
  private final Appenders appenders;

  SampleTable(SeriesIndex series, Appenders appenders) {
    this.series = series;
    this.appenders = appenders;
  }

  void append(long seq, List<Sample> samples) throws SQLException {
    if (samples.isEmpty()) {
      return;
    }
    DuckDBAppender rows = appenders.of("samples");
    for (Sample sample : samples) {
      rows.beginRow();
      rows.append(seq);
      rows.append(series.add(sample.series()));
      rows.append(sample.timeMicros());
      rows.append(sample.value());
      rows.endRow();
    }
  }

  void appendDistributions(long seq, List<DistributionSample> distributions) throws SQLException {
    if (distributions.isEmpty()) {
      return;
    }
    DuckDBAppender rows = appenders.of("distributions");
    DuckDBAppender buckets = appenders.of("distribution_buckets");
    for (DistributionSample sample : distributions) {
      ExpHistogram histogram = sample.histogram();
      if (histogram.isEmpty()) {
        continue;
      }
      int number = series.add(sample.series());
      rows.beginRow();
      rows.append(seq);
      rows.append(number);
      rows.append(sample.timeMicros());
      rows.append(histogram.count());
      rows.append(histogram.sum());
      appendKnown(rows, histogram.min());
      appendKnown(rows, histogram.max());
      rows.endRow();
      appendBuckets(buckets, seq, number, sample.timeMicros(), histogram);
    }
  }

  private static void appendBuckets(
      DuckDBAppender rows, long seq, int number, long time, ExpHistogram histogram)
      throws SQLException {
    int shift = Math.max(0, histogram.scale() - ExpHistogram.DEFAULT_SCALE);
    byte scale = (byte) (histogram.scale() - shift);
    if (histogram.zeroCount() > 0) {
      appendBucket(rows, seq, number, time, scale, Rollup.ZERO_BUCKET, histogram.zeroCount());
    }
    int[] indexes = histogram.indexes();
    long[] counts = histogram.counts();
    for (int i = 0; i < indexes.length; i++) {
      if (counts[i] > 0) {
        appendBucket(rows, seq, number, time, scale, indexes[i] >> shift, counts[i]);
      }
    }
  }

  private static void appendBucket(
      DuckDBAppender rows, long seq, int number, long time, byte scale, int index, long count)
      throws SQLException {
    rows.beginRow();
    rows.append(seq);
    rows.append(number);
    rows.append(time);
    rows.append(scale);
    rows.append(index);
    rows.append(count);
    rows.endRow();
  }

  /** NaN means unknown, which is NULL in a table, so that sums and extremes pass over it. */
  static void appendKnown(DuckDBAppender rows, double value) throws SQLException {
    if (Double.isNaN(value)) {
      rows.appendNull();
    } else {
      rows.append(value);
    }
  }
}
