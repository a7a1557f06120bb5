package io.pitwall.engine.advice;

import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Risk;
import org.jspecify.annotations.Nullable;

/**
 * What is worth doing first: gain times confidence over effort. The gain is the largest relative
 * improvement that is predicted for any measure, times the share of the runs that it touches. A
 * finding without a prediction ranks by its severity, below a gain of five percent: what can be
 * promised goes before what can only be pointed at.
 */
public final class Ranking {
  /** Least gain in the p95 of a workflow that is worth advice. */
  public static final double LEAST_TIME_GAIN = 0.05;

  /** Least gain in cost that is worth advice. */
  public static final double LEAST_COST_GAIN = 0.01;

  /** Least gain in the share of success that is worth advice. */
  public static final double LEAST_SUCCESS_GAIN = 0.01;

  private static final double UNPREDICTED = 0.05;

  /** 0 or more; larger is more worth doing. */
  public static double of(Finding finding) {
    Action action = finding.action();
    double effort = action == null ? Action.CODE : action.effort();
    Prediction prediction = finding.prediction();
    double gain =
        prediction == null
            ? finding.basis().severity() / 100 * UNPREDICTED
            : prediction.effects().stream().mapToDouble(Effect::gain).max().orElse(0)
                * share(finding.risk());
    return Math.max(0, gain) * finding.basis().confidence() / effort;
  }

  /** Whether all that is predicted is too little to bother a person with. */
  public static boolean isTrifle(Finding finding) {
    Prediction prediction = finding.prediction();
    return prediction != null
        && prediction.effects().stream()
            .allMatch(effect -> effect.gain() < least(effect.measure()));
  }

  private static double least(Measure measure) {
    return switch (measure) {
      case P50_MS, P95_MS -> LEAST_TIME_GAIN;
      case COST_USD_PER_DAY -> LEAST_COST_GAIN;
      case SUCCESS_RATE -> LEAST_SUCCESS_GAIN;
    };
  }

  private static double share(@Nullable Risk risk) {
    return risk == null || Double.isNaN(risk.runsTouched()) ? 1 : risk.runsTouched();
  }

  private Ranking() {}
}
