package io.pitwall.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.experiment.RunningMoments;
import io.pitwall.engine.EngineFixture;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Outcome;
import io.pitwall.model.advice.Outcome.Verdict;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Durations before and after a change, with a log spread of 0.5 about their median. */
class OutcomeTest {
  private static final long APPLIED = EngineFixture.TODAY;
  private static final long HOUR = 3_600 * EngineFixture.SECOND;
  private static final Scope SCOPE = Scope.workflow("invoice");

  private double medianAfter = 700;
  private int runsAfter = 300;
  private double successAfter = 0.99;

  @Test
  void aThirdLessTimeIsFoundBetterWithItsSize() {
    Outcome outcome = measure(Measure.P50_MS, HOUR);

    assertThat(outcome.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(outcome.before()).isCloseTo(1_000, within(60.0));
    assertThat(outcome.after()).isCloseTo(700, within(60.0));
    assertThat(outcome.change()).isCloseTo(-0.3, within(0.06));
    assertThat(outcome.low()).isLessThan(-0.3);
    assertThat(outcome.high()).isBetween(-0.3, 0.0);
    assertThat(outcome.runsBefore()).isEqualTo(400);
    assertThat(outcome.runsAfter()).isEqualTo(300);
  }

  @Test
  void whatGotWorseIsFoundWorse() {
    medianAfter = 1_400;
    assertThat(measure(Measure.P50_MS, HOUR).verdict()).isEqualTo(Verdict.WORSE);
    successAfter = 0.7;
    Outcome success = measure(Measure.SUCCESS_RATE, HOUR);
    assertThat(success.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(success.change()).isCloseTo(-0.28, within(0.06));
  }

  @Test
  void fewRunsSayNothingYet() {
    runsAfter = 20;
    assertThat(measure(Measure.P50_MS, HOUR).verdict()).isEqualTo(Verdict.MEASURING);
  }

  @Test
  void noDifferenceIsSaidOnlyAfterEnoughRunsOrTime() {
    medianAfter = 1_000;
    assertThat(measure(Measure.P50_MS, HOUR).verdict()).isEqualTo(Verdict.MEASURING);
    assertThat(measure(Measure.P50_MS, 168 * HOUR).verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
    runsAfter = 2_000;
    assertThat(measure(Measure.P50_MS, HOUR).verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
  }

  @Test
  void theMedianIsComparedUnlessOnlyOtherThingsArePredicted() {
    Effect cost = new Effect(Measure.COST_USD_PER_DAY, 10, 5, 4, 6);
    Effect median = new Effect(Measure.P50_MS, 10, 5, 4, 6);

    assertThat(OutcomeMeter.measureOf(null)).isEqualTo(Measure.P50_MS);
    assertThat(OutcomeMeter.measureOf(new Prediction(List.of(cost), "", "", 1)))
        .isEqualTo(Measure.COST_USD_PER_DAY);
    assertThat(OutcomeMeter.measureOf(new Prediction(List.of(cost, median), "", "", 1)))
        .isEqualTo(Measure.P50_MS);
  }

  private Outcome measure(Measure measure, long after) {
    Random random = new Random(11);
    Observations observations =
        (scope, wanted, range) -> {
          assertThat(scope).isEqualTo(SCOPE);
          boolean before = range.toMicros() == APPLIED;
          RunningMoments moments = new RunningMoments();
          for (int i = 0; i < (before ? 400 : runsAfter); i++) {
            double median = before ? 1_000 : medianAfter;
            double success = before ? 0.98 : successAfter;
            moments.add(
                wanted == Measure.SUCCESS_RATE
                    ? random.nextDouble() < success ? 1 : 0
                    : Math.log(median) + 0.5 * random.nextGaussian());
          }
          return moments;
        };
    return new OutcomeMeter(observations)
        .measure(SCOPE, Outcome.pending(measure, APPLIED), APPLIED + after);
  }
}
