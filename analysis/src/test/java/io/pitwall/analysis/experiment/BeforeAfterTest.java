package io.pitwall.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.experiment.BeforeAfter.Difference;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeforeAfterTest {

  @Test
  void momentsAreThoseOfTheDefinition() {
    RunningMoments moments = RunningMoments.of(1, 2, 3, 4, Double.NaN, 10);

    assertThat(moments.count()).isEqualTo(5);
    assertThat(moments.mean()).isEqualTo(4);
    assertThat(moments.variance()).isCloseTo(12.5, within(1e-12));
    assertThat(new RunningMoments().mean()).isNaN();
    assertThat(RunningMoments.of(1).variance()).isNaN();
  }

  /** Tables of the normal distribution. */
  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.975, 1.959963985", "0.99, 2.326347874", "0.0125, -2.241402728"})
  void quantilesOfTheNormalDistribution(double chance, double expected) {
    assertThat(BeforeAfter.normalQuantile(chance)).isCloseTo(expected, within(1e-7));
  }

  @Test
  void aClearDifferenceIsFoundAndInsideItsInterval() {
    Random random = new Random(7);
    Difference difference =
        BeforeAfter.compare(
            sample(400, () -> 2 + 0.8 * random.nextGaussian()),
            sample(400, () -> 1.7 + 0.8 * random.nextGaussian()),
            0.05);

    assertThat(difference.isDown()).isTrue();
    assertThat(difference.low()).isLessThan(-0.3);
    assertThat(difference.high()).isGreaterThan(-0.3);
  }

  @Test
  void fewValuesSayNothing() {
    Difference difference = BeforeAfter.compare(sample(29, () -> 1), sample(500, () -> 9), 0.05);

    assertThat(difference.difference()).isEqualTo(8);
    assertThat(difference.isUp()).isFalse();
    assertThat(BeforeAfter.compare(new RunningMoments(), new RunningMoments(), 0.05).difference())
        .isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BeforeAfter.compare(sample(50, () -> 1), sample(50, () -> 1), 0));
  }

  /** 500 changes that change nothing, each looked at after every tenth of 1,000 runs. */
  @Test
  void lookingOftenDoesNotMakeItLie() {
    int wrong = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      DoubleSupplier value = () -> 0.8 * random.nextGaussian();
      RunningMoments before = sample(400, value);
      RunningMoments after = new RunningMoments();
      boolean found = false;
      for (int i = 1; i <= 1_000 && !found; i++) {
        after.add(value.getAsDouble());
        if (i % 10 == 0) {
          Difference difference = BeforeAfter.compare(before, after, 0.05);
          found = difference.isUp() || difference.isDown();
        }
      }
      wrong += found ? 1 : 0;
    }

    assertThat(wrong).as("of 500 (seeds 0 to 499)").isLessThanOrEqualTo(25);
  }

  /** A gain of 30 % at a log spread of 0.8, looked at once after 500 runs. */
  @Test
  void aGainOfAThirdIsFoundWithinSomeHundredRuns() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      RunningMoments before = sample(1_000, () -> 0.8 * random.nextGaussian());
      RunningMoments after = sample(500, () -> Math.log(0.7) + 0.8 * random.nextGaussian());
      found += BeforeAfter.compare(before, after, 0.05).isDown() ? 1 : 0;
    }

    assertThat(found).as("of 100 (seeds 0 to 99)").isGreaterThanOrEqualTo(95);
  }

  private static RunningMoments sample(int n, DoubleSupplier value) {
    RunningMoments moments = new RunningMoments();
    for (int i = 0; i < n; i++) {
      moments.add(value.getAsDouble());
    }
    return moments;
  }
}
