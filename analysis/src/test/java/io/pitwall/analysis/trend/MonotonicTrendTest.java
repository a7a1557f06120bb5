package io.pitwall.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonotonicTrendTest {
  private static final double[] TIME = IntStream.range(0, 60).asDoubleStream().toArray();

  @Test
  void aRiseIsSeenThroughNoiseAndOutliers() {
    Random random = new Random(1);
    double[] values = new double[60];
    for (int i = 0; i < 60; i++) {
      values[i] = 100 + 2 * i + 5 * random.nextGaussian() + (i % 10 == 3 ? 500 : 0);
    }
    MonotonicTrend trend = MonotonicTrend.of(TIME, values);

    assertThat(trend.slope()).isCloseTo(2, within(0.3));
    assertThat(trend.p()).isLessThan(1e-6);
    assertThat(trend.n()).isEqualTo(60);
  }

  @Test
  void noiseIsTakenForATrendAsOftenAsPromised() {
    Random random = new Random(2);
    int wrong = 0;
    for (int round = 0; round < 1_000; round++) {
      double[] values = random.doubles(60).toArray();
      wrong += MonotonicTrend.of(TIME, values).p() < 0.05 ? 1 : 0;
    }
    assertThat(wrong).isBetween(30, 70);
  }

  @Test
  void constantAndFewValuesHaveNoTrend() {
    assertThat(MonotonicTrend.of(TIME, new double[60]).p()).isEqualTo(1);
    assertThat(MonotonicTrend.of(new double[] {1, 2}, new double[] {1, 5}).p()).isEqualTo(1);
    assertThat(MonotonicTrend.of(new double[] {1, 2}, new double[] {Double.NaN, 5}).slope())
        .isNaN();
  }

  /** Worked example of tau with n = 10 in rising order but one swap: S = 43. */
  @Test
  void theChanceIsThatOfKendallsTables() {
    double[] values = {2, 1, 3, 4, 5, 6, 7, 8, 9, 10};
    // z = 42 / sqrt(10·9·25/18) = 3.7566; both tails 1.72e-4
    assertThat(MonotonicTrend.of(TIME, values).p()).isCloseTo(1.72e-4, within(2e-6));
  }
}
