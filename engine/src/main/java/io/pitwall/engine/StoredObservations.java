package io.pitwall.engine;

import io.pitwall.analysis.experiment.RunningMoments;
import io.pitwall.engine.advice.Observations;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.RunQuery;
import java.util.Optional;
import java.util.Set;

/**
 * Observations out of the store: of workflows the latest {@link #MOST_RUNS} runs, of agents and
 * operations their histograms, whose values are exact to about a percent.
 */
final class StoredObservations implements Observations {
  private static final int MOST_RUNS = 5_000;
  private static final long MINUTE = 60_000_000L;

  private final PerformanceEngine engine;

  StoredObservations(PerformanceEngine engine) {
    this.engine = engine;
  }

  @Override
  public RunningMoments of(Scope scope, Measure measure, TimeRange range) {
    RunningMoments moments = new RunningMoments();
    if (scope.workflow() == null && (scope.agentId() != null || scope.agentType() != null)) {
      for (AgentSlot slot : engine.telemetry().agentSlots(range, MINUTE)) {
        if (isMeant(scope, slot.agentId())) {
          add(
              moments,
              measure,
              slot.stats().count(),
              slot.stats().errors(),
              slot.stats().seconds(),
              slot.stats().costUsd());
        }
      }
    } else if (scope.workflow() == null && scope.operation() != null) {
      for (OperationStats stats :
          engine.telemetry().operations(new OperationQuery(range, Set.of()))) {
        if (stats.operation().equals(scope.operation())) {
          add(moments, measure, stats.count(), stats.errors(), stats.seconds(), stats.costUsd());
        }
      }
    } else {
      runs(scope, range).forEach(run -> add(moments, measure, run));
    }
    return moments;
  }

  private Iterable<Run> runs(Scope scope, TimeRange range) {
    return engine
        .telemetry()
        .runs(
            new RunQuery(
                scope.workflow(), null, null, 0, range, RunQuery.Sort.NEWEST, MOST_RUNS, 0))
        .runs();
  }

  private boolean isMeant(Scope scope, String agentId) {
    if (scope.agentId() != null) {
      return scope.agentId().equals(agentId);
    }
    Optional<AgentProfile> agent = engine.agents().profile(agentId);
    return agent.isPresent() && agent.get().agentType().equals(scope.agentType());
  }

  private static void add(RunningMoments moments, Measure measure, Run run) {
    switch (measure) {
      case P50_MS, P95_MS -> moments.add(Math.log(run.durationNanos() / 1e6));
      case COST_USD_PER_DAY -> {
        Double cost = run.costUsd();
        moments.add(cost == null ? Double.NaN : Math.log(cost));
      }
      case SUCCESS_RATE -> moments.add(run.status() == SpanStatus.ERROR ? 0 : 1);
    }
  }

  private static void add(
      RunningMoments moments,
      Measure measure,
      long count,
      long errors,
      ExpHistogram seconds,
      double costUsd) {
    switch (measure) {
      case P50_MS, P95_MS -> {
        for (int i = 0; i < seconds.indexes().length; i++) {
          double high = ExpHistogram.upperBound(seconds.indexes()[i], seconds.scale());
          double low = ExpHistogram.upperBound(seconds.indexes()[i] - 1, seconds.scale());
          moments.add(Math.log(Math.sqrt(low * high) * 1e3), seconds.counts()[i]);
        }
      }
      case COST_USD_PER_DAY -> moments.add(Math.log(costUsd / count), 1);
      case SUCCESS_RATE -> {
        moments.add(1, count - errors);
        moments.add(0, errors);
      }
    }
  }
}
