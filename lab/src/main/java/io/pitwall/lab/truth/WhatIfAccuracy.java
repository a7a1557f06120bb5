package io.pitwall.lab.truth;

import io.pitwall.analysis.whatif.Answer;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Estimate;
import io.pitwall.analysis.whatif.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far predictions of a change are from what the change does. The truth is that of another, much
 * longer time with other arrivals and other luck: what someone meets who makes the change.
 *
 * @param p50Error error of the predicted median, as a share of the true one, 0 or more
 * @param p95Error the same of the 95th percentile
 * @param p50Inside whether the true median lies in the 80 % interval
 * @param p95Inside the same of the 95th percentile
 * @param replayed whether the runs were replayed
 */
public record WhatIfAccuracy(
    double p50Error, double p95Error, boolean p50Inside, boolean p95Inside, boolean replayed) {

  /** The changes that are tried, by name. */
  public static Map<String, Change> changes(Observation observation) {
    TruthPool pool = observation.busiest();
    Target busiest = new Target.AgentType(pool.name());
    List<String> names = List.copyOf(observation.fleet().pools().keySet());
    int more = Math.max(pool.slots() + 1, (int) Math.round(1.25 * pool.slots()));
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("speed-up", new Change.Speedup(busiest, 0.5));
    changes.put("slots", new Change.Slots(pool.name(), more));
    changes.put("cache", new Change.Cache(busiest, 0.4));
    changes.put("remove", new Change.Remove(new Target.AgentType(names.get(names.size() - 1))));
    changes.put(
        "parallel",
        new Change.Parallelize(
            Set.of(new Target.AgentType(names.get(0)), new Target.AgentType(names.get(1)))));
    changes.put("load +15 %", new Change.Load(1.15));
    return changes;
  }

  /** Compares a prediction; empty if none was given. */
  public static Optional<WhatIfAccuracy> of(
      Observation observation, Change change, long truthSeed, int truthRuns) {
    if (!(observation.whatIf().ask(List.of(change)) instanceof Answer.Predicted predicted)) {
      return Optional.empty();
    }
    double[] truth = Observation.durations(observation.fleet().with(change), truthSeed, truthRuns);
    double p50 = Observation.quantile(truth, 0.5);
    double p95 = Observation.quantile(truth, 0.95);
    return Optional.of(
        new WhatIfAccuracy(
            Math.abs(predicted.p50().predicted() / p50 - 1),
            Math.abs(predicted.p95().predicted() / p95 - 1),
            isInside(p50, predicted.p50()),
            isInside(p95, predicted.p95()),
            predicted.method() == Answer.Method.REPLAYED));
  }

  private static boolean isInside(double value, Estimate estimate) {
    return value >= estimate.low() && value <= estimate.high();
  }
}
