package io.pitwall.engine;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.alert.Alerts;
import io.pitwall.engine.alert.signal.AgentSignals;
import io.pitwall.engine.alert.signal.CallSignals;
import io.pitwall.engine.alert.signal.CallWatch;
import io.pitwall.engine.alert.signal.MetricSignals;
import io.pitwall.engine.alert.signal.OpenRunSignals;
import io.pitwall.engine.alert.signal.OwnSignals;
import io.pitwall.engine.alert.signal.Signals;
import io.pitwall.engine.alert.signal.WorkflowSignals;
import io.pitwall.engine.live.LatestValues;
import io.pitwall.engine.live.QueueMetrics;
import io.pitwall.engine.run.RunTracker;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts together what the rules of alerts judge. */
final class AlertSignals {
  private static final Duration RUNS_BEHIND = Duration.ofMinutes(30);

  private final TelemetryStore store;
  private final RunTracker runs;
  private final LatestValues latest;
  private final AgentProfiles agents;
  private final MetricSignals metrics;
  private final WorkflowSignals workflows;
  private final OpenRunSignals openRuns;
  private final OwnSignals own;
  private final CallWatch calls;

  AlertSignals(
      TelemetryStore store,
      LatestValues latest,
      QueueMetrics queues,
      AgentProfiles agents,
      RunTracker runs,
      LongSupplier upkeepFailures) {
    this.store = store;
    this.latest = latest;
    this.agents = agents;
    this.runs = runs;
    metrics = new MetricSignals(latest, store);
    workflows = new WorkflowSignals(store);
    openRuns = new OpenRunSignals(runs, workflows);
    own = new OwnSignals(store, latest, queues, upkeepFailures);
    calls = new CallWatch(workflows);
  }

  Alerts.Sources sources() {
    return new Alerts.Sources(signals(metrics), openRuns, workflows::agentsOf, this::runsBehind);
  }

  /** The same for another thread than that of the passes: for reading what was stored. */
  Signals fresh() {
    return signals(new MetricSignals(latest, store));
  }

  private Signals signals(MetricSignals ofMetrics) {
    return new Signals(
        ofMetrics,
        List.of(
            new AgentSignals(agents, store),
            workflows,
            new CallSignals(ofMetrics, store),
            openRuns,
            own),
        store);
  }

  /** Looks at the calls of runs. */
  CallWatch calls() {
    return calls;
  }

  void committed(Commit commit, long nowMicros) {
    metrics.committed(commit);
    own.committed(commit, nowMicros);
  }

  void finished(List<Run> finished) {
    workflows.finished(finished);
  }

  /** Looks again at the runs that alerts were about before a restart. */
  void restore(List<Alert> active) {
    List<TraceId> traces = new ArrayList<>();
    for (Alert alert : active) {
      if (alert.metric().equals("run.age_seconds")) {
        alert.context().traces().forEach(trace -> traces.add(TraceId.parse(trace)));
      }
    }
    if (!traces.isEmpty()) {
      runs.lookAgain(traces);
    }
  }

  /**
   * Runs of the last half hour of the workflow or agent it is about: failed ones, else slow ones.
   */
  private List<String> runsBehind(Alert alert) {
    String workflow = alert.tags().get("workflow");
    String agentId = alert.tags().get("agent_id");
    String agentType = alert.tags().get("agent_type");
    if (workflow == null && agentId == null && agentType == null) {
      return List.of();
    }
    boolean errors = alert.metric().contains("error");
    RunQuery.Sort sort =
        errors
            ? RunQuery.Sort.NEWEST
            : alert.metric().contains("cost") ? RunQuery.Sort.DEAREST : RunQuery.Sort.SLOWEST;
    return store
        .runs(
            new RunQuery(
                workflow,
                workflow != null ? null : anAgent(agentId, agentType),
                errors ? SpanStatus.ERROR : null,
                0,
                TimeRange.last(RUNS_BEHIND, alert.firedAtMicros()),
                sort,
                5,
                0))
        .runs()
        .stream()
        .map(run -> run.traceId().toString())
        .toList();
  }

  private @Nullable String anAgent(@Nullable String agentId, @Nullable String agentType) {
    return agentId != null
        ? agentId
        : agents.all().stream()
            .filter(agent -> agent.agentType().equals(agentType))
            .map(agent -> agent.agentId())
            .findFirst()
            .orElse(agentType);
  }
}
