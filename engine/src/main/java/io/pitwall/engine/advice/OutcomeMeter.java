package io.pitwall.engine.advice;

import io.pitwall.analysis.experiment.BeforeAfter;
import io.pitwall.analysis.experiment.BeforeAfter.Difference;
import io.pitwall.analysis.experiment.RunningMoments;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Outcome;
import io.pitwall.model.advice.Outcome.Verdict;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.time.TimeRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a change came to: a day before it against all since, by an interval that holds at
 * every look. Durations and cost are compared by their logarithms, so that a few long runs do not
 * outweigh the rest. Pure but for what it reads.
 */
final class OutcomeMeter {
  /** How far before the change is looked. */
  static final Duration BEFORE = Duration.ofDays(1);

  /** After this many runs without a difference there is none worth the name. */
  static final long ENOUGH_RUNS = 2_000;

  /** After this time there is none either. */
  static final Duration ENOUGH_TIME = Duration.ofDays(7);

  private static final double ALPHA = 0.05;
  private static final long MINUTE = 60_000_000L;

  private final Observations observations;

  OutcomeMeter(Observations observations) {
    this.observations = observations;
  }

  /**
   * What is compared when advice of that prediction is carried out: the median, for which the
   * geometric mean stands, else whatever is predicted.
   */
  static Measure measureOf(@Nullable Prediction prediction) {
    return prediction == null
            || prediction.effects().isEmpty()
            || prediction.effect(Measure.P50_MS).isPresent()
        ? Measure.P50_MS
        : prediction.effects().getFirst().measure();
  }

  /** What a change came to until now. */
  Outcome measure(Scope scope, Outcome sofar, long nowMicros) {
    long applied = sofar.appliedMicros();
    Measure measure = sofar.measure();
    // The minute of the change belongs to neither side: what is kept by the minute mixes both in
    // it.
    long until = Math.floorDiv(applied, MINUTE) * MINUTE;
    long since = Math.ceilDiv(applied, MINUTE) * MINUTE;
    RunningMoments before =
        observations.of(scope, measure, new TimeRange(until - BEFORE.toNanos() / 1_000, until));
    RunningMoments after =
        observations.of(scope, measure, new TimeRange(since, Math.max(since, nowMicros)));
    Difference difference = BeforeAfter.compare(before, after, ALPHA);
    boolean enough =
        after.count() >= ENOUGH_RUNS || nowMicros - applied >= ENOUGH_TIME.toNanos() / 1_000;
    return new Outcome(
        measure,
        applied,
        shown(measure, before.mean()),
        shown(measure, after.mean()),
        relative(measure, difference.difference()),
        relative(measure, difference.low()),
        relative(measure, difference.high()),
        before.count(),
        after.count(),
        verdict(measure, difference, enough));
  }

  private static Verdict verdict(Measure measure, Difference difference, boolean enough) {
    if (difference.isUp() || difference.isDown()) {
      return difference.isDown() == measure.lessIsBetter() ? Verdict.BETTER : Verdict.WORSE;
    }
    return enough ? Verdict.NO_DIFFERENCE : Verdict.MEASURING;
  }

  private static double shown(Measure measure, double mean) {
    return measure == Measure.SUCCESS_RATE ? mean : Math.exp(mean);
  }

  private static double relative(Measure measure, double difference) {
    return measure == Measure.SUCCESS_RATE ? difference : Math.expm1(difference);
  }
}
