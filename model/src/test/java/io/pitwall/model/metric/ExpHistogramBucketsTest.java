package io.pitwall.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Histograms made of known buckets, as they come over a wire or out of a store. */
class ExpHistogramBucketsTest {

  @Test
  void bucketsInEqualBucketsOut() {
    ExpHistogram histogram =
        ExpHistogram.of(3, new int[] {-4, 0, 7}, new long[] {1, 2, 3}, 4, 12.5, -1, 2);

    assertThat(histogram.scale()).isEqualTo(3);
    assertThat(histogram.indexes()).containsExactly(-4, 0, 7);
    assertThat(histogram.counts()).containsExactly(1, 2, 3);
    assertThat(histogram.count()).isEqualTo(10);
    assertThat(histogram.mean()).isEqualTo(1.25);
  }

  @Test
  void theArraysOfAHistogramCannotBeChangedFromOutside() {
    int[] indexes = {1};
    long[] counts = {1};
    ExpHistogram histogram = ExpHistogram.of(0, indexes, counts, 0, 3, 3, 3);

    indexes[0] = 9;
    counts[0] = 9;
    histogram.indexes()[0] = 9;
    histogram.counts()[0] = 9;

    assertThat(histogram)
        .isEqualTo(
            ExpHistogramTest.recorded()
                .merge(ExpHistogram.of(0, new int[] {1}, new long[] {1}, 0, 3, 3, 3)));
  }

  @Test
  void bucketsThatHoldNothingAreLeftOut() {
    ExpHistogram padded =
        ExpHistogram.of(5, new int[] {0, 1, 2}, new long[] {0, 3, 0}, 0, 3, 1, 1.1);

    assertThat(padded.indexes()).containsExactly(1);
    assertThat(padded)
        .isEqualTo(ExpHistogram.of(5, new int[] {1}, new long[] {3}, 0, 3, 1, 1.1))
        .hasSameHashCodeAs(ExpHistogram.of(5, new int[] {1}, new long[] {3}, 0, 3, 1, 1.1));
  }

  @Test
  void extremesThatContradictTheBucketsAreUnknown() {
    ExpHistogram mixed = ExpHistogram.of(5, new int[] {10, 70}, new long[] {2, 1}, 0, 6.5, 4, 4);

    assertThat(mixed.min()).isNaN();
    assertThat(mixed.quantile(0.5)).isBetween(1.2, 1.3);
    assertThat(mixed.max()).isNaN();
    assertThat(ExpHistogram.of(5, new int[] {10}, new long[] {2}, 1, 3, 1.25, 1.25).min()).isNaN();
    assertThat(ExpHistogram.of(5, new int[] {10}, new long[] {2}, 1, 3, 0, 1.25).min()).isZero();
    assertThat(ExpHistogram.of(5, new int[] {-1, 31}, new long[] {1, 1}, 0, 3, 1, 2).max())
        .isEqualTo(2);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    refused("scale", 21, new int[0], new long[0], 0);
    refused("scale", -11, new int[0], new long[0], 0);
    refused("as many counts", 5, new int[] {1}, new long[] {1, 2}, 0);
    refused("strictly increasing", 5, new int[] {2, 2}, new long[] {1, 1}, 0);
    refused("strictly increasing", 5, new int[] {2, 1}, new long[] {1, 1}, 0);
    refused("-3 at index 1", 5, new int[] {1}, new long[] {-3}, 0);
    refused("zero count", 5, new int[] {1}, new long[] {3}, -1);
  }

  @Test
  void aBuilderOfAnUnknownScaleIsRefused() {
    assertThatThrownBy(() -> new ExpHistogramBuilder(21)).hasMessageContaining("-10 to 20");
    assertThatThrownBy(() -> new ExpHistogramBuilder(-11)).hasMessageContaining("-10 to 20");
  }

  @Test
  void aBuilderCannotMakeACoarserHistogramFiner() {
    ExpHistogram coarse = new ExpHistogramBuilder(4).record(1).build();

    assertThatThrownBy(() -> new ExpHistogramBuilder(5).add(coarse))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 or finer")
        .hasMessageContaining("4");
  }

  @Test
  void theTextOfAHistogramShowsItsFigures() {
    assertThat(ExpHistogramTest.recorded(1, 1))
        .hasToString("ExpHistogram[count=2, sum=2.0, min=1.0, p50=1.0, p95=1.0, max=1.0, scale=5]");
  }

  private static void refused(
      String naming, int scale, int[] indexes, long[] counts, long zeroCount) {
    assertThatThrownBy(
            () -> ExpHistogram.of(scale, indexes, counts, zeroCount, 0, Double.NaN, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(naming);
  }
}
