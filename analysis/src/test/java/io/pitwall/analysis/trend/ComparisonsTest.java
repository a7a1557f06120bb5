package io.pitwall.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Tests of two samples, lines and shifts. */
class ComparisonsTest {

  @Test
  void theRankSumOfSmallSamplesIsThatByHand() {
    double[] low = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] high = {5.5, 6.5, 7.5, 8.5, 9, 10, 11, 12};
    // 3+2+1+0... pairs won by the higher sample: 5+6+7+8·5 = 58 of 64
    RankSum rank = RankSum.larger(high, low);
    assertThat(rank.chance()).isCloseTo(58 / 64.0, within(1e-12));
    // z = (58 - 32 - 0.5) / sqrt(64·17/12) = 2.678
    assertThat(rank.p()).isCloseTo(0.0037, within(1e-4));
    assertThat(RankSum.larger(low, high).p()).isGreaterThan(0.99);
  }

  @Test
  void tiesCountHalfAndEqualSamplesDoNotDiffer() {
    double[] same = {1, 1, 2, 2, 3, 3, 3, 4, 4, 4};
    assertThat(RankSum.larger(same, same).chance()).isCloseTo(0.5, within(1e-12));
    assertThat(RankSum.larger(same, same).p()).isGreaterThan(0.5);
    double[] one = new double[10];
    assertThat(RankSum.larger(one, one).p()).isEqualTo(0.5, within(1e-6));
    assertThat(RankSum.larger(new double[] {9, 9}, same).p()).isEqualTo(1);
  }

  @Test
  void likeSamplesAreToldApartAsOftenAsPromised() {
    Random random = new Random(3);
    int wrong = 0;
    for (int round = 0; round < 2_000; round++) {
      double[] one = DoubleStream.generate(random::nextGaussian).limit(30).toArray();
      double[] other = DoubleStream.generate(random::nextGaussian).limit(50).toArray();
      wrong += RankSum.larger(one, other).p() < 0.05 ? 1 : 0;
    }
    assertThat(wrong).isBetween(70, 130);
  }

  @Test
  void sharesAreComparedByTheirPooledVariance() {
    // 30/100 against 10/100: z = 0.2 / sqrt(0.2·0.8·0.02) = 3.5355
    assertThat(Proportions.larger(30, 100, 10, 100)).isCloseTo(2.035e-4, within(2e-6));
    assertThat(Proportions.larger(0, 100, 0, 100)).isEqualTo(1);
    assertThat(Proportions.larger(1, 0, 1, 10)).isEqualTo(1);
  }

  @Test
  void theTailOfFewEventsIsExact() {
    assertThat(Proportions.atLeast(8, 10, 0.5)).isCloseTo(56 / 1024.0, within(1e-12));
    assertThat(Proportions.atLeast(1, 10, 0.1)).isCloseTo(1 - Math.pow(0.9, 10), within(1e-12));
    assertThat(Proportions.atLeast(0, 10, 0.1)).isCloseTo(1, within(1e-12));
    assertThat(Proportions.atLeast(3, 3, 0.5)).isCloseTo(0.125, within(1e-12));
  }

  @Test
  void aLineIsFoundAndContinued() {
    Line line = Line.of(new double[] {0, 1, 2, 3}, new double[] {1, 3, Double.NaN, 7});
    assertThat(line.slope()).isCloseTo(2, within(1e-12));
    assertThat(line.at(10)).isCloseTo(21, within(1e-12));
    assertThat(line.r2()).isCloseTo(1, within(1e-12));
    assertThat(line.n()).isEqualTo(3);
    assertThat(Line.of(new double[] {1}, new double[] {1}).slope()).isNaN();
  }

  @Test
  void aStepIsFoundWhereItIs() {
    Random random = new Random(4);
    double[] values = new double[72];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i < 50 ? 100 : 130) + 8 * random.nextGaussian();
    }
    LevelShift shift = LevelShift.of(values).orElseThrow();
    assertThat(shift.from()).isBetween(48, 52);
    assertThat(shift.before()).isCloseTo(100, within(5.0));
    assertThat(shift.after()).isCloseTo(130, within(5.0));
    assertThat(shift.p()).isLessThan(1e-6);
  }

  @Test
  void noiseIsSeldomTakenForAStep() {
    Random random = new Random(5);
    int wrong = 0;
    for (int round = 0; round < 1_000; round++) {
      double[] values = DoubleStream.generate(random::nextGaussian).limit(72).toArray();
      wrong += LevelShift.of(values).orElseThrow().p() < 0.001 ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(5);
    assertThat(LevelShift.of(new double[72]).orElseThrow().p()).isGreaterThan(0.99);
    assertThat(LevelShift.of(new double[7])).isEmpty();
  }
}
