package io.pitwall.engine.advice;

import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Outcome.Verdict;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What every change was to gain and what it came to, and what is learnt from that: a factor for the
 * next predictions of the same inspection.
 *
 * @param entries all trials, latest first
 * @param calibrations one for each inspection with a measured trial, by name
 */
public record Ledger(List<Entry> entries, List<Calibration> calibrations) {
  /** Trials of gain as predicted that the factor starts from. */
  private static final int PRIOR = 5;

  /** One trial realises at most this many times what was predicted, so that none rules the rest. */
  private static final double MOST = 2;

  public Ledger {
    entries = List.copyOf(entries);
    calibrations = List.copyOf(calibrations);
  }

  /**
   * A trial.
   *
   * @param advice the recommendation that was carried out
   * @param trial how
   */
  public record Entry(Recommendation advice, Trial trial) {

    /** The change of the measured quantity that was predicted, as in the outcome; NaN if none. */
    public double predictedChange() {
      Prediction prediction = trial.prediction();
      if (prediction == null) {
        return Double.NaN;
      }
      Measure measure = trial.outcome().measure();
      return prediction
          .effect(measure)
          .map(effect -> measure.lessIsBetter() ? -effect.gain() : effect.gain())
          .orElse(Double.NaN);
    }

    /** What came true of the predicted change; NaN if it is not measured or was not predicted. */
    public double realisedShare() {
      double predicted = predictedChange();
      return isMeasured() && predicted != 0 ? trial.outcome().change() / predicted : Double.NaN;
    }

    /** The factor that was in the prediction already. */
    private double calibration() {
      Prediction prediction = trial.prediction();
      return prediction == null ? 1 : prediction.calibration();
    }

    private boolean isMeasured() {
      return trial.outcome().verdict() != Verdict.MEASURING;
    }
  }

  /**
   * What was learnt of an inspection.
   *
   * @param inspection id
   * @param n trials with a prediction and a measured outcome
   * @param factor what a predicted gain is to be multiplied by: the mean share that came true, with
   *     {@value #PRIOR} trials as predicted added so that few do not say much
   */
  public record Calibration(String inspection, int n, double factor) {}

  /** The ledger of these recommendations. */
  public static Ledger of(List<Recommendation> recommendations) {
    List<Entry> entries = new ArrayList<>();
    for (Recommendation advice : recommendations) {
      advice.trials().forEach(trial -> entries.add(new Entry(advice, trial)));
    }
    entries.sort(
        Comparator.comparingLong((Entry entry) -> entry.trial().outcome().appliedMicros())
            .reversed());
    Map<String, List<Double>> shares = new TreeMap<>();
    for (Entry entry : entries) {
      if (!Double.isNaN(entry.realisedShare())) {
        shares
            .computeIfAbsent(entry.advice().finding().inspection(), any -> new ArrayList<>())
            .add(Math.clamp(entry.realisedShare() * entry.calibration(), 0, MOST));
      }
    }
    List<Calibration> calibrations = new ArrayList<>();
    shares.forEach(
        (inspection, of) ->
            calibrations.add(
                new Calibration(
                    inspection,
                    of.size(),
                    (of.stream().mapToDouble(share -> share).sum() + PRIOR)
                        / (of.size() + PRIOR))));
    return new Ledger(entries, calibrations);
  }

  /** The factor for predictions of an inspection, 1 if nothing is known. */
  public double factor(String inspection) {
    return calibration(inspection).map(Calibration::factor).orElse(1.0);
  }

  private Optional<Calibration> calibration(String inspection) {
    return calibrations.stream()
        .filter(calibration -> calibration.inspection().equals(inspection))
        .findFirst();
  }

  /** A finding whose prediction is what earlier ones of its inspection lead one to expect. */
  Finding calibrated(Finding finding) {
    Prediction prediction = finding.prediction();
    Optional<Calibration> known = calibration(finding.inspection());
    if (prediction == null || known.isEmpty()) {
      return finding;
    }
    double factor = known.get().factor();
    List<String> texts = new ArrayList<>(finding.texts());
    texts.add(
        String.format(
            Locale.ROOT,
            "What came of %d such changes makes the gain to be expected %.2f times what is said here",
            known.get().n(),
            factor));
    return new Finding(
        finding.inspection(),
        finding.scope(),
        finding.type(),
        finding.priority(),
        finding.issue(),
        texts,
        finding.evidence(),
        finding.basis(),
        finding.action(),
        calibrated(prediction, factor),
        finding.risk());
  }

  private static Prediction calibrated(Prediction prediction, double factor) {
    return new Prediction(
        prediction.effects().stream().map(effect -> times(effect, factor)).toList(),
        prediction.model(),
        prediction.validity(),
        prediction.calibration() * factor);
  }

  /** So many times the change; no value falls below 0, no share rises above 1. */
  private static Effect times(Effect effect, double factor) {
    return new Effect(
        effect.measure(),
        effect.baseline(),
        moved(effect, effect.predicted(), factor),
        moved(effect, effect.low(), factor),
        moved(effect, effect.high(), factor));
  }

  private static double moved(Effect effect, double value, double factor) {
    double most = effect.measure() == Measure.SUCCESS_RATE ? 1 : Double.MAX_VALUE;
    return Math.clamp(effect.baseline() + factor * (value - effect.baseline()), 0, most);
  }
}
