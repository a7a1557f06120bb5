package io.pitwall.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExpHistogramTest {

  @Test
  void anEmptyHistogramHasNoFigures() {
    ExpHistogram empty = ExpHistogram.EMPTY;

    assertThat(empty.isEmpty()).isTrue();
    assertThat(empty.count()).isZero();
    assertThat(empty.sum()).isZero();
    assertThat(empty.mean()).isNaN();
    assertThat(empty.min()).isNaN();
    assertThat(empty.max()).isNaN();
    assertThat(empty.quantile(0.5)).isNaN();
    assertThat(empty.shareAbove(1)).isNaN();
    assertThat(new ExpHistogramBuilder().build()).isSameAs(empty);
  }

  @Test
  void oneObservationIsEveryQuantileExactly() {
    ExpHistogram one = recorded(0.3217);

    assertThat(one.quantile(0)).isEqualTo(0.3217);
    assertThat(one.quantile(0.5)).isEqualTo(0.3217);
    assertThat(one.quantile(1)).isEqualTo(0.3217);
    assertThat(one.mean()).isEqualTo(0.3217);
  }

  @Test
  void zeroAndNegativeObservationsCountAsZeroButKeepSumAndExtremes() {
    ExpHistogram histogram = recorded(-5, 0, 0, 0, 8);

    assertThat(histogram.zeroCount()).isEqualTo(4);
    assertThat(histogram.count()).isEqualTo(5);
    assertThat(histogram.sum()).isEqualTo(3);
    assertThat(histogram.min()).isEqualTo(-5);
    assertThat(histogram.max()).isEqualTo(8);
    assertThat(histogram.quantile(1)).isEqualTo(8);
  }

  @Test
  void aQuantileAmongZerosIsZeroEvenIfOneObservationWasNegative() {
    assertThat(recorded(-5, 0, 0, 0, 8).quantile(0.5)).isZero();
  }

  @Test
  void aQuantileOfNegativeObservationsOnlyStaysInsideTheirRange() {
    assertThat(recorded(-5, -4, -3).quantile(0.5)).isBetween(-5.0, -3.0);
  }

  @Test
  void theSmallestAndLargestDoublesAreCounted() {
    ExpHistogram extremes = recorded(Double.MIN_VALUE, Double.MIN_NORMAL, 1, Double.MAX_VALUE);

    assertThat(extremes.count()).isEqualTo(4);
    assertThat(extremes.indexes()).hasSize(4);
    assertThat(extremes.quantile(0)).isEqualTo(Double.MIN_VALUE);
    assertThat(extremes.quantile(1)).isFinite().isLessThanOrEqualTo(Double.MAX_VALUE);
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    ExpHistogramBuilder builder = new ExpHistogramBuilder();

    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> builder.record(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("finite")
          .hasMessageContaining(Double.toString(value));
    }
    assertThat(builder.build().isEmpty()).isTrue();
  }

  @Test
  void manyEqualObservationsAreRecordedAtOnce() {
    ExpHistogram histogram = new ExpHistogramBuilder().record(2, 1_000).record(3, 0).build();

    assertThat(histogram.count()).isEqualTo(1_000);
    assertThat(histogram.sum()).isEqualTo(2_000);
    assertThat(histogram.max()).isEqualTo(2);
  }

  @Test
  void aQuantileOutsideZeroToOneIsRefused() {
    for (double q : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> recorded(1).quantile(q))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 1");
    }
  }

  @Test
  void theShareAboveAValueIsExactBetweenBuckets() {
    ExpHistogram histogram = recorded(0, 1, 2, 4, 8);

    assertThat(histogram.shareAbove(-1)).isEqualTo(1);
    assertThat(histogram.shareAbove(0)).isEqualTo(0.8);
    assertThat(histogram.shareAbove(2)).isEqualTo(0.4);
    assertThat(histogram.shareAbove(3)).isEqualTo(0.4);
    assertThat(histogram.shareAbove(8)).isZero();
    assertThat(histogram.shareAbove(Double.POSITIVE_INFINITY)).isZero();
    assertThat(histogram.shareAbove(Double.NaN)).isNaN();
  }

  @Test
  void theRelativeErrorIsThatOfHalfABucket() {
    assertThat(ExpHistogram.EMPTY.relativeError()).isBetween(0.0108, 0.0110);
    assertThat(new ExpHistogramBuilder(0).record(1).build().relativeError())
        .isEqualTo(Math.sqrt(2) - 1);
  }

  static ExpHistogram recorded(double... values) {
    ExpHistogramBuilder builder = new ExpHistogramBuilder();
    for (double value : values) {
      builder.record(value);
    }
    return builder.build();
  }
}
