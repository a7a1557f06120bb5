package io.pitwall.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.Property;
import io.pitwall.model.agent.ScoreParts;
import io.pitwall.model.agent.ScoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerformanceScoreTest {

  /** Computed by the formula of the original specification, in Python. */
  @ParameterizedTest
  @CsvSource({
    // success, mean s, MB, CPU %, score
    "1.0,  0.0,     0,   0, 1.0",
    "1.0,  2.5,   512,  40, 0.7882",
    "0.95, 4.0,   250,  10, 0.8075",
    "0.5,  12.0,  800,  95, 0.2375",
    "0.0,  10.0, 1000, 100, 0.0",
    "0.9,  1.0,  1500,  30, 0.735",
    "0.8,  20.0,  300,  80, 0.455",
    "1.0,  9.99,    1, 250, 0.55015",
    "0.73, 3.3,   123,  45, 0.70705",
  })
  void itIsTheScoreOfTheOriginal(
      double success, double seconds, double mb, double cpu, double expected) {
    assertThat(score(success, seconds, mb, cpu).score()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void theWholeIsMadeOfItsParts() {
    ScoreParts parts = score(0.9, 4, 250, 50);

    assertThat(parts.success()).isEqualTo(0.9);
    assertThat(parts.speed()).isCloseTo(0.6, within(1e-12));
    assertThat(parts.resource()).isCloseTo((0.75 + 0.5) / 2, within(1e-12));
    assertThat(parts.score())
        .isCloseTo(
            0.4 * parts.success() + 0.3 * parts.speed() + 0.3 * parts.resource(), within(1e-12));
  }

  @Test
  void whatIsUnknownCostsNothing() {
    assertThat(score(1, 2, Double.NaN, Double.NaN)).isEqualTo(score(1, 2, 0, 0));
    assertThat(score(1, 0, 0, 0).score()).isEqualTo(1);
  }

  @Test
  void aTypeOfAgentMayHaveItsOwnBaselinesAndWeights() {
    ScoreSettings slow = new ScoreSettings(0.2, 0.8, 0, 120, 4000, 400);

    ScoreParts parts = PerformanceScore.of(0.5, 30, 9999, 9999, slow);

    assertThat(parts.speed()).isCloseTo(0.75, within(1e-12));
    assertThat(parts.score()).isCloseTo(0.2 * 0.5 + 0.8 * 0.75, within(1e-12));
  }

  @Test
  void itStaysBetweenZeroAndOneAndNeverRisesWhenThingsGetWorse() {
    Property.holds(
        300,
        random -> {
          double success = random.nextDouble();
          double seconds = random.nextDouble() * 40;
          double mb = random.nextDouble() * 3_000;
          double cpu = random.nextDouble() * 300;
          double worse = 1 + random.nextDouble();
          double score = score(success, seconds, mb, cpu).score();

          assertThat(score).isBetween(0.0, 1.0);
          assertThat(score(success / worse, seconds, mb, cpu).score()).isLessThanOrEqualTo(score);
          assertThat(score(success, seconds * worse, mb, cpu).score()).isLessThanOrEqualTo(score);
          assertThat(score(success, seconds, mb * worse, cpu).score()).isLessThanOrEqualTo(score);
          assertThat(score(success, seconds, mb, cpu * worse).score()).isLessThanOrEqualTo(score);
        });
  }

  private static ScoreParts score(double success, double seconds, double mb, double cpu) {
    return PerformanceScore.of(success, seconds, mb, cpu, ScoreSettings.DEFAULT);
  }
}
