package io.pitwall.engine.inspect;

import io.pitwall.analysis.whatif.Answer;
import io.pitwall.analysis.whatif.Estimate;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Predictions in the form in which advice carries them. Pure. */
final class Predictions {

  /** Calibration before anything was learnt. */
  private static final double UNCALIBRATED = 1;

  /**
   * What the what-if engine says, as a prediction; empty if it cannot say: too few runs, a model
   * that does not reproduce today, or a pool that would be overloaded.
   *
   * @param runsPerDay pace of the workflow, for the cost a day
   */
  static Optional<Prediction> of(Answer answer, double runsPerDay) {
    return switch (answer) {
      case Answer.Predicted predicted -> Optional.of(of(predicted, runsPerDay));
      case Answer.NotEnoughData few -> Optional.empty();
      case Answer.Overloaded too -> Optional.empty();
      case Answer.NotValid wrong -> Optional.empty();
    };
  }

  private static Prediction of(Answer.Predicted predicted, double runsPerDay) {
    List<Effect> effects = new ArrayList<>();
    effects.add(effect(Measure.P50_MS, predicted.p50(), 1_000));
    effects.add(effect(Measure.P95_MS, predicted.p95(), 1_000));
    if (predicted.costUsd().baseline() > 0) {
      effects.add(effect(Measure.COST_USD_PER_DAY, predicted.costUsd(), runsPerDay));
    }
    return new Prediction(
        effects,
        switch (predicted.method()) {
          case RETIMED -> "retime+queue";
          case REPLAYED -> "replay";
        },
        String.format(
            Locale.ROOT,
            "replayed without change: p50 within %.1f %%, p95 within %.1f %%, n=%d",
            predicted.validity().p50Error() * 100,
            predicted.validity().p95Error() * 100,
            predicted.runs()),
        UNCALIBRATED);
  }

  /** A gain that follows from counting alone, such as money that was spent on nothing. */
  static Prediction counted(Effect... effects) {
    return new Prediction(List.of(effects), "arithmetic", "", UNCALIBRATED);
  }

  private static Effect effect(Measure measure, Estimate estimate, double factor) {
    return new Effect(
        measure,
        estimate.baseline() * factor,
        estimate.predicted() * factor,
        estimate.low() * factor,
        estimate.high() * factor);
  }

  /** For people: {@code p95 of invoice 8.4 s -> 6.5 s (5.9-7.1)}; empty if p95 is not predicted. */
  static String inWords(String workflow, Prediction prediction) {
    return prediction
        .effect(Measure.P95_MS)
        .map(
            p95 ->
                String.format(
                    Locale.ROOT,
                    "p95 of %s %s → %s (%s–%s)",
                    workflow,
                    Words.time(p95.baseline()),
                    Words.time(p95.predicted()),
                    Words.time(p95.low()),
                    Words.time(p95.high())))
        .orElse("");
  }

  private Predictions() {}
}
