package io.pitwall.analysis.whatif;

import io.pitwall.analysis.capacity.Limit;
import io.pitwall.analysis.capacity.PoolState;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.analysis.path.Asynchronous;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what a workflow's durations would be after changes.
 *
 * <p>Runs are timed again, and waits in pools corrected by theory. Where theory does not hold (a
 * pool above 0.9, work arriving in another rhythm) the runs are replayed through their queues. All
 * answers rest on a replay without change that has to reproduce what was recorded.
 *
 * <p>Immutable, so any number of threads may ask. Making it costs O(spans · siblings) and one
 * replay; a question is O(spans), or O(spans · log spans) if replayed.
 */
public final class WhatIf {
  /** Fewer runs say nothing about a 95th percentile: five lie above it. */
  public static final int FEWEST_RUNS = 100;

  /** Further rounds until waits in pools within pools hardly move. */
  private static final int ROUNDS = 3;

  private final int have;
  private final Optional<Model> model;

  private record Model(
      Workload workload,
      Bootstrap bootstrap,
      Bootstrap.Drawn observed,
      Bootstrap.Drawn replayed,
      Bootstrap.Drawn costs) {}

  private WhatIf(int have, Optional<Model> model) {
    this.have = have;
    this.model = model;
  }

  /**
   * Questions about the workflow of these runs.
   *
   * @param runs finished runs of one workflow, in any order, made with {@code names}
   * @param facts pools by type of agent; a type that is missing has the agents that were seen
   */
  public static WhatIf of(List<RunView> runs, Names names, Map<String, PoolFacts> facts) {
    if (runs.size() < FEWEST_RUNS) {
      return new WhatIf(runs.size(), Optional.empty());
    }
    Workload workload = Workload.of(Asynchronous.mark(runs), names, facts);
    var bootstrap = new Bootstrap(workload.plan().arrival());
    Bootstrap.Drawn observed = bootstrap.of(workload.plan().observed());
    Bootstrap.Drawn replayed = bootstrap.of(replay(workload, Scenario.none(workload.plan())));
    Bootstrap.Drawn costs = bootstrap.of(Scenario.none(workload.plan()).costs());
    return new WhatIf(
        runs.size(), Optional.of(new Model(workload, bootstrap, observed, replayed, costs)));
  }

  /** What these changes together would come to. */
  public Answer ask(List<Change> changes) {
    return model.isEmpty()
        ? new Answer.NotEnoughData(have, FEWEST_RUNS)
        : ask(model.get(), changes);
  }

  /** How durations answer to the lever of a change; 21 questions. */
  public ResponseCurve curve(Change change) {
    return ResponseCurve.of(this, change);
  }

  /** The pools that the runs went through, with what was asked of them; empty with too few runs. */
  public List<PoolState> pools(WaitTarget target) {
    return model
        .map(
            known ->
                known.workload.pools().stream()
                    .map(pool -> pool.state(known.workload, target))
                    .toList())
        .orElse(List.of());
  }

  private Answer ask(Model known, List<Change> changes) {
    Answer.Validity validity = validity(known);
    if (!validity.isValid()) {
      return new Answer.NotValid(validity);
    }
    Workload workload = known.workload;
    Scenario scenario = Scenario.of(workload, changes);
    var correction = new QueueCorrection(scenario, workload.pools());
    var retiming = new Retiming(scenario);
    retiming.runs(scenario.plan.waited());
    Optional<QueueCorrection.PoolUse> most = correction.mostUsed(retiming.duration);
    if (most.isPresent() && most.get().overloaded()) {
      return new Answer.Overloaded(workload.name(most.get().pool()), most.get().after());
    }
    boolean retimed = correction.isValid(retiming.duration);
    double[] runs = retimed ? retimed(workload, retiming, correction) : replay(workload, scenario);
    Bootstrap.Drawn base = retimed ? known.observed : known.replayed;
    Bootstrap.Drawn changed = known.bootstrap.of(runs);
    return new Answer.Predicted(
        Bootstrap.Drawn.estimate(Bootstrap.Drawn.P50, known.observed, base, changed),
        Bootstrap.Drawn.estimate(Bootstrap.Drawn.P95, known.observed, base, changed),
        Bootstrap.Drawn.estimate(Bootstrap.Drawn.MEAN, known.observed, base, changed),
        cost(known, scenario),
        most.map(use -> new Limit(workload.name(use.pool()), use.after())),
        have,
        have / (have + (double) FEWEST_RUNS),
        retimed ? Answer.Method.RETIMED : Answer.Method.REPLAYED,
        validity);
  }

  private static Estimate cost(Model known, Scenario scenario) {
    return known.costs.all()[Bootstrap.Drawn.MEAN] == 0
        ? new Estimate(0, 0, 0, 0)
        : Bootstrap.Drawn.estimate(
            Bootstrap.Drawn.MEAN, known.costs, known.costs, known.bootstrap.of(scenario.costs()));
  }

  /** Slots that are held while waiting for others are held for another time once waits change. */
  private static double[] retimed(
      Workload workload, Retiming retiming, QueueCorrection correction) {
    double[] runs = retiming.runs(correction.waits(retiming.duration));
    for (int i = 0; i < ROUNDS && workload.isNested(); i++) {
      runs = retiming.runs(correction.waits(retiming.duration));
    }
    return runs;
  }

  private static double[] replay(Workload workload, Scenario scenario) {
    return Replay.runs(scenario, workload.pools(), workload.held());
  }

  private static Answer.Validity validity(Model known) {
    return new Answer.Validity(
        error(known, Bootstrap.Drawn.P50), error(known, Bootstrap.Drawn.P95));
  }

  private static double error(Model known, int which) {
    double observed = known.observed.all()[which];
    return observed == 0 ? 0 : Math.abs(known.replayed.all()[which] / observed - 1);
  }
}
