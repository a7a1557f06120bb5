package io.pitwall.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.engine.advice.Ledger.Entry;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Outcome;
import io.pitwall.model.advice.Outcome.Verdict;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.advice.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final List<Recommendation> advice = new ArrayList<>();

  @Test
  void whatCameTrueIsAShareOfWhatWasPredicted() {
    carriedOut("queue", 1_000, 700, -0.24, Verdict.BETTER);

    Entry entry = Ledger.of(advice).entries().getFirst();
    assertThat(entry.predictedChange()).isCloseTo(-0.3, within(1e-9));
    assertThat(entry.realisedShare()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void predictionsAreCorrectedByWhatEarlierOnesCameTo() {
    carriedOut("queue", 1_000, 700, -0.15, Verdict.BETTER);
    carriedOut("queue", 1_000, 500, -0.25, Verdict.BETTER);
    carriedOut("queue", 1_000, 500, 0.10, Verdict.WORSE);
    carriedOut("cache", 1_000, 500, -0.5, Verdict.MEASURING);

    Ledger ledger = Ledger.of(advice);
    assertThat(ledger.calibrations()).hasSize(1);
    assertThat(ledger.factor("queue"))
        .as("(0.5 + 0.5 + 0 + 5 as predicted) / 8")
        .isCloseTo(0.75, within(1e-9));
    assertThat(ledger.factor("cache")).as("not measured yet").isEqualTo(1);
  }

  @Test
  void whatIsPredictedNextIsSoMuchLess() {
    carriedOut("queue", 1_000, 700, -0.15, Verdict.BETTER);
    Finding finding = next(1);

    Prediction prediction = Objects.requireNonNull(finding.prediction());
    double factor = (0.5 + 5) / 6;
    assertThat(prediction.calibration()).isCloseTo(factor, within(1e-9));
    Effect effect = prediction.effect(Measure.P50_MS).orElseThrow();
    assertThat(effect.baseline()).isEqualTo(1_000);
    assertThat(effect.predicted()).isCloseTo(1_000 - factor * 400, within(1e-9));
    assertThat(effect.low()).isCloseTo(1_000 - factor * 500, within(1e-9));
    assertThat(finding.texts().getLast())
        .isEqualTo(
            "What came of 1 such changes makes the gain to be expected 0.92 times what is said here");
  }

  @Test
  void whatWasPredictedWithAFactorIsNotCorrectedTwice() {
    carriedOut("queue", 1_000, 700, -0.15, Verdict.BETTER);
    advice.clear();
    carriedOut("queue", 1_000, 850, -0.15, Verdict.BETTER, 0.5);

    assertThat(Ledger.of(advice).factor("queue"))
        .as("all of what was predicted, which was half of what the model said")
        .isCloseTo((0.5 + 5) / 6, within(1e-9));
  }

  /** A finding of the same inspection after what came of the earlier ones. */
  private Finding next(double calibration) {
    return Ledger.of(advice)
        .calibrated(
            new Finding(
                "queue",
                Scope.workflow("invoice"),
                "t",
                Priority.HIGH,
                "i",
                List.of("do it"),
                Map.of(),
                new Basis("", 10, 10, 50, List.of()),
                null,
                new Prediction(
                    List.of(new Effect(Measure.P50_MS, 1_000, 600, 500, 700)), "", "", calibration),
                null));
  }

  @Test
  void theLatestChangeComesFirst() {
    carriedOut("queue", 1_000, 700, -0.15, Verdict.BETTER);
    carriedOut("cache", 1_000, 500, -0.25, Verdict.BETTER);

    assertThat(Ledger.of(advice).entries())
        .extracting(entry -> entry.advice().finding().inspection())
        .containsExactly("cache", "queue");
    assertThat(Ledger.of(List.of()).entries()).isEmpty();
  }

  private void carriedOut(
      String inspection, double baseline, double predicted, double change, Verdict verdict) {
    carriedOut(inspection, baseline, predicted, change, verdict, 1);
  }

  private void carriedOut(
      String inspection,
      double baseline,
      double predicted,
      double change,
      Verdict verdict,
      double calibration) {
    Prediction prediction =
        new Prediction(
            List.of(new Effect(Measure.P50_MS, baseline, predicted, 0, baseline)),
            "",
            "",
            calibration);
    Finding finding =
        new Finding(
            inspection,
            Scope.workflow("invoice"),
            "t",
            Priority.HIGH,
            "i",
            List.of(),
            Map.of(),
            new Basis("", 10, 10, 50, List.of()));
    advice.add(
        Recommendation.opened(inspection + advice.size(), finding, 1, 1, "pitwall", "first")
            .tried(
                new Trial(
                    null,
                    prediction,
                    "ann",
                    new Outcome(
                        Measure.P50_MS, 5 + advice.size(), 1, 1, change, 0, 0, 99, 99, verdict))));
  }
}
