package io.pitwall.server.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DistributionsTest {
  private static final double UNKNOWN = Double.NaN;

  @Test
  void eachObservationStaysInTheBucketItWasSentIn() throws Exception {
    double[] bounds = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    for (int bucket = 0; bucket <= bounds.length; bucket++) {
      long[] counts = new long[bounds.length + 1];
      counts[bucket] = 7;
      ExpHistogram read =
          Distributions.ofBounds(
              numbers(bounds),
              numbers(counts),
              7,
              3.5,
              UNKNOWN,
              bucket == 11 ? 40 : UNKNOWN,
              false);
      double median = read.quantile(0.5);
      assertThat(read.count()).isEqualTo(7);
      assertThat(read.sum()).isEqualTo(3.5);
      assertThat(median).isGreaterThan(bucket == 0 ? 0 : bounds[bucket - 1]);
      assertThat(median).isLessThan(bucket == bounds.length ? 40 : bounds[bucket]);
    }
  }

  @Test
  void smallestAndLargestNarrowTheOutermostBuckets() throws Exception {
    ExpHistogram read =
        Distributions.ofBounds(
            numbers(new double[] {1, 2}), numbers(new long[] {10, 0, 10}), 20, 60, 0.9, 4, false);
    assertThat(read.quantile(0.25)).isCloseTo(Math.sqrt(0.9), within(0.02));
    assertThat(read.quantile(0.75)).isCloseTo(Math.sqrt(8), within(0.05));
    assertThat(read.min()).isEqualTo(0.9);
    assertThat(read.max()).isEqualTo(4);
  }

  @Test
  void extremesOfACumulativeHistogramDoNotMoveWhatWasThereBefore() throws Exception {
    Numbers bounds = numbers(new double[] {1, 2});
    ExpHistogram before =
        Distributions.ofBounds(bounds, numbers(new long[] {2, 0, 1}), 3, 5, 0.9, 2.5, true);
    ExpHistogram after =
        Distributions.ofBounds(bounds, numbers(new long[] {3, 1, 2}), 6, 99, 0.1, 90, true);
    ExpHistogram between = after.minus(before);
    assertThat(between.count()).isEqualTo(3);
    assertThat(between.counts()).containsExactly(1, 1, 1);
    assertThat(after.min()).isEqualTo(0.1);
    assertThat(after.max()).isEqualTo(90);
  }

  @Test
  void extremesThatContradictTheBucketsDoNoHarm() throws Exception {
    ExpHistogram read =
        Distributions.ofBounds(
            numbers(new double[] {1, 2}), numbers(new long[] {1, 1, 1}), 3, 6, 100, -5, false);
    assertThat(read.count()).isEqualTo(3);
    assertThat(read.indexes()).isSorted();
  }

  @Test
  void bucketsAtOrBelowZeroCountAsZero() throws Exception {
    ExpHistogram read =
        Distributions.ofBounds(
            numbers(new double[] {-1, 0, 1}),
            numbers(new long[] {2, 3, 4, 5}),
            14,
            9,
            -4,
            2,
            false);
    assertThat(read.zeroCount()).isEqualTo(5);
    assertThat(read.count()).isEqualTo(14);
  }

  @Test
  void aHistogramWithoutBucketsIsItsMean() throws Exception {
    ExpHistogram none = Distributions.ofBounds(none(), none(), 4, 10, 1, 5, false);
    assertThat(none.quantile(0.5)).isCloseTo(2.5, within(0.05));
    assertThat(none.min()).isEqualTo(1);
    assertThat(none.max()).isEqualTo(5);
    ExpHistogram one = Distributions.ofBounds(none(), numbers(new long[] {4}), 4, 10, 1, 5, false);
    assertThat(one).isEqualTo(none);
    assertThat(Distributions.ofBounds(none(), none(), 0, 0, UNKNOWN, UNKNOWN, false).isEmpty())
        .isTrue();
  }

  @Test
  void aSumThatWasNotSentIsEstimated() throws Exception {
    ExpHistogram explicit =
        Distributions.ofBounds(
            numbers(new double[] {1, 4}),
            numbers(new long[] {0, 10, 0}),
            10,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            false);
    assertThat(explicit.sum()).isCloseTo(20, within(0.5));
    ExpHistogram exponential =
        Distributions.ofExponential(
            0, 1, numbers(new long[] {10}), 0, none(), UNKNOWN, UNKNOWN, UNKNOWN);
    assertThat(exponential.sum()).isCloseTo(10 * Math.sqrt(8), within(1e-9));
  }

  @Test
  void exponentialBucketsAgreeWithRecordingTheObservations() throws Exception {
    Random random = new Random(7);
    for (int scale = -2; scale <= 12; scale++) {
      ExpHistogramBuilder direct = new ExpHistogramBuilder(Math.min(scale, 5));
      double[] values = random.doubles(500, 0.001, 50).toArray();
      int first = ExpHistogram.indexOf(Arrays.stream(values).min().orElseThrow(), scale);
      int last = ExpHistogram.indexOf(Arrays.stream(values).max().orElseThrow(), scale);
      if (last - first < Numbers.MOST) {
        long[] counts = new long[last - first + 1];
        for (double value : values) {
          counts[ExpHistogram.indexOf(value, scale) - first]++;
          direct.record(value);
        }
        double sum = Arrays.stream(values).sum();
        ExpHistogram read =
            Distributions.ofExponential(
                scale, first, numbers(counts), 0, none(), sum, UNKNOWN, UNKNOWN);
        ExpHistogram expected = direct.build();
        assertThat(read.scale()).isEqualTo(expected.scale());
        assertThat(read.indexes()).as("scale %d", scale).isEqualTo(expected.indexes());
        assertThat(read.counts()).as("scale %d", scale).isEqualTo(expected.counts());
      }
    }
  }

  @Test
  void negativeObservationsCountAsZero() throws Exception {
    ExpHistogram read =
        Distributions.ofExponential(
            2, 0, numbers(new long[] {1}), 2, numbers(new long[] {3, 4}), 1, -9, 1);
    assertThat(read.zeroCount()).isEqualTo(9);
    assertThat(read.count()).isEqualTo(10);
  }

  @Test
  void whatMakesNoSenseIsRefusedNamingTheField() {
    double[] ok = {1, 2};
    refuses(() -> explicit(ok, new long[] {1, 2}, 1), "bucket_counts");
    refuses(() -> explicit(ok, new long[] {1, -2, 3}, 1), "bucket_counts");
    refuses(() -> explicit(ok, new long[] {Long.MAX_VALUE, 1, 0}, 1), "bucket_counts");
    refuses(() -> explicit(new double[] {2, 1}, new long[3], 1), "explicit_bounds");
    refuses(() -> explicit(new double[] {1, Double.NaN}, new long[3], 1), "explicit_bounds");
    refuses(
        () -> explicit(new double[] {1, Double.POSITIVE_INFINITY}, new long[3], 1),
        "explicit_bounds");
    refuses(() -> explicit(ok, new long[3], Double.POSITIVE_INFINITY), "sum");
    refuses(() -> explicit(new double[0], new long[30_000], 1), "bucket_counts");
    refuses(() -> exponential(21, 0), "scale");
    refuses(() -> exponential(-11, 0), "scale");
    refuses(() -> exponential(0, 2000), "positive.offset");
    refuses(() -> exponential(0, -2000), "positive.offset");
    refuses(() -> exponential(20, Integer.MAX_VALUE), "positive.offset");
  }

  @Test
  void theOutermostBucketsOfDoublesAreTaken() throws Exception {
    assertThat(exponential(0, 1023).count()).isEqualTo(1);
    assertThat(exponential(0, -1074).count()).isEqualTo(1);
    assertThat(exponential(20, (1024 << 20) - 1).count()).isEqualTo(1);
  }

  private static void refuses(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnusableHistogramException.class,
            e -> {
              assertThat(e.refusal().field()).isEqualTo(field);
              assertThat(e.refusal().reason()).isEqualTo("histogram");
            });
  }

  private static ExpHistogram explicit(double[] bounds, long[] counts, double sum)
      throws UnusableHistogramException {
    return Distributions.ofBounds(
        numbers(bounds), numbers(counts), 1, sum, UNKNOWN, UNKNOWN, false);
  }

  private static ExpHistogram exponential(int scale, int offset) throws UnusableHistogramException {
    return Distributions.ofExponential(
        scale, offset, numbers(new long[] {1}), 0, none(), 1, UNKNOWN, UNKNOWN);
  }

  private static Numbers none() {
    return new Numbers();
  }

  private static Numbers numbers(double[] values) {
    Numbers numbers = new Numbers();
    for (double value : values) {
      numbers.add(value);
    }
    return numbers;
  }

  private static Numbers numbers(long[] values) {
    Numbers numbers = new Numbers();
    for (long value : values) {
      numbers.add(value);
    }
    return numbers;
  }
}
