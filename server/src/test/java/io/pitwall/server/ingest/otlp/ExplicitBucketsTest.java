package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExplicitBucketsTest {
  private static final double[] BOUNDS = {-1, 0, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 10};

  @Test
  void noObservationIsLost() {
    var random = new Random(1);
    for (int i = 0; i < 200; i++) {
      long[] counts = random.longs(BOUNDS.length + 1, 0, 1L << random.nextInt(40)).toArray();
      long total = 0;
      for (long count : counts) {
        total += count;
      }
      assertThat(convert(counts).count()).isEqualTo(total);
    }
  }

  @Test
  void whatIsNotPositiveIsZero() {
    long[] counts = new long[BOUNDS.length + 1];
    counts[0] = 3;
    counts[1] = 4;
    assertThat(convert(counts).zeroCount()).isEqualTo(7);
  }

  @Test
  void observationsAreSpreadEvenlyOverTheirBucket() {
    long[] counts = new long[BOUNDS.length + 1];
    counts[9] = 1_000_000; // (1, 5]
    ExpHistogram histogram = convert(counts);
    for (double q : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
      assertThat(histogram.quantile(q)).isEqualTo(1 + 4 * q, within(4.0 / ExplicitBuckets.PARTS));
    }
  }

  @Test
  void oneObservationMoreChangesOneBucketByOne() {
    long[] counts = new long[BOUNDS.length + 1];
    ExpHistogram before = convert(counts);
    for (int n = 1; n <= 100; n++) {
      counts[8]++;
      ExpHistogram now = convert(counts);
      ExpHistogram difference = now.minus(before);
      assertThat(difference.count()).isEqualTo(1);
      assertThat(difference.quantile(0.5)).isBetween(0.5, 1.03);
      before = now;
    }
  }

  @Test
  void runningTotalsCanBeSubtracted() {
    var random = new Random(2);
    long[] counts = new long[BOUNDS.length + 1];
    ExpHistogram before = convert(counts);
    for (int n = 0; n < 200; n++) {
      long added = 0;
      for (int i = 2; i < counts.length; i++) {
        long more = random.nextInt(20);
        counts[i] += more;
        added += more;
      }
      ExpHistogram now = convert(counts);
      assertThat(now.minus(before).count()).isEqualTo(added);
      before = now;
    }
  }

  @Test
  void theSumIsEstimatedOnlyIfItIsNotSaid() {
    long[] counts = new long[BOUNDS.length + 1];
    counts[9] = 1000;
    assertThat(convert(counts).sum()).isEqualTo(3000, within(100.0));
    assertThat(buckets().toExponential(longs(counts), 42, 1, 2).sum()).isEqualTo(42);
  }

  private static ExpHistogram convert(long[] counts) {
    return buckets().toExponential(longs(counts), Double.NaN, Double.NaN, Double.NaN);
  }

  private static ExplicitBuckets buckets() {
    var bounds = new PointReader.Longs();
    for (double bound : BOUNDS) {
      bounds.add(Double.doubleToRawLongBits(bound));
    }
    return new ExplicitBuckets(bounds);
  }

  private static PointReader.Longs longs(long[] values) {
    var longs = new PointReader.Longs();
    for (long value : values) {
      longs.add(value);
    }
    return longs;
  }
}
