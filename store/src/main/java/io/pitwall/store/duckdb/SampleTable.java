package io.pitwall.store.duckdb;

import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.Sample;
import io.pitwall.store.api.TelemetryBatch;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** Writes samples and distributions. For the writer alone. */
final class SampleTable {
  private final SeriesIndex series;
  private final Appenders appenders;
  private final SampleBlock block = new SampleBlock();

  /** Numbers of the series of the batch at hand, in its order. */
  private int[] numbers = new int[0];

  private int[] distributionNumbers = new int[0];

  SampleTable(SeriesIndex series, Appenders appenders) {
    this.series = series;
    this.appenders = appenders;
  }

  /**
   * Looks up the series of a batch, adding those that are new, before anything of it is written.
   *
   * @throws io.pitwall.store.api.StoreException if two series have the same id
   */
  void resolve(TelemetryBatch batch) {
    numbers = resized(numbers, batch.samples().size());
    distributionNumbers = resized(distributionNumbers, batch.distributions().size());
    int i = 0;
    for (Sample sample : batch.samples()) {
      numbers[i++] = series.add(sample.series());
    }
    i = 0;
    for (DistributionSample sample : batch.distributions()) {
      distributionNumbers[i++] = series.add(sample.series());
    }
  }

  /** Appends the batch that was resolved last. */
  void append(long seq, TelemetryBatch batch) throws SQLException {
    if (!batch.samples().isEmpty()) {
      appendSamples(seq, batch.samples());
    }
    if (!batch.distributions().isEmpty()) {
      appendDistributions(seq, batch.distributions());
    }
  }

  private void appendSamples(long seq, List<Sample> samples) throws SQLException {
    int i = 0;
    for (Sample sample : samples) {
      if (block.size() == SampleBlock.MOST) {
        flush(seq);
      }
      block.add(numbers[i++], sample.timeMicros(), sample.value());
    }
  }

  /** Hands over the block that is being filled; samples of all batches of a commit share it. */
  void flush(long seq) throws SQLException {
    if (block.size() > 0) {
      block.appendTo(appenders.of("sample_block"), seq);
    }
  }

  /** Forgets what was appended since the last flush, after a failure. */
  void discard() {
    block.clear();
  }

  private void appendDistributions(long seq, List<DistributionSample> distributions)
      throws SQLException {
    DuckDBAppender rows = appenders.of("distributions");
    DuckDBAppender buckets = appenders.of("distribution_buckets");
    int i = 0;
    for (DistributionSample sample : distributions) {
      int number = distributionNumbers[i++];
      ExpHistogram histogram = sample.histogram();
      if (histogram.isEmpty()) {
        continue;
      }
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

  private static int[] resized(int[] buffer, int length) {
    return buffer.length >= length ? buffer : new int[length];
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
