package io.pitwall.engine;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.engine.inspect.Evidence;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evidence of one round, read from the engine and its store when first asked for. */
final class StoredEvidence implements Evidence {
  private static final Duration SYSTEM_WINDOW = Duration.ofMinutes(5);
  private static final Duration RUN_WINDOW = Duration.ofHours(1);
  private static final int MOST_RUNS = 2_000;

  private final PerformanceEngine engine;
  private final long nowMicros;
  private @Nullable List<AgentProfile> agents;
  private @Nullable List<SeriesSummary> systemMetrics;
  private @Nullable List<Run> recentRuns;
  private @Nullable List<WorkflowRuns> workflows;

  StoredEvidence(PerformanceEngine engine, long nowMicros) {
    this.engine = engine;
    this.nowMicros = nowMicros;
  }

  @Override
  public long nowMicros() {
    return nowMicros;
  }

  @Override
  public List<AgentProfile> agents() {
    List<AgentProfile> known = agents;
    if (known == null) {
      known = engine.agents().all();
      agents = known;
    }
    return known;
  }

  @Override
  public List<SeriesSummary> systemMetrics() {
    List<SeriesSummary> known = systemMetrics;
    if (known == null) {
      known =
          engine
              .telemetry()
              .summarize(
                  SeriesQuery.startingWith("system."), TimeRange.last(SYSTEM_WINDOW, nowMicros));
      systemMetrics = known;
    }
    return known;
  }

  @Override
  public List<Run> recentRuns() {
    List<Run> known = recentRuns;
    if (known == null) {
      known =
          engine
              .telemetry()
              .runs(
                  new RunQuery(
                      null,
                      null,
                      null,
                      0,
                      TimeRange.last(RUN_WINDOW, nowMicros),
                      RunQuery.Sort.NEWEST,
                      MOST_RUNS,
                      0))
              .runs();
      recentRuns = known;
    }
    return known;
  }

  @Override
  public List<WorkflowRuns> workflows() {
    List<WorkflowRuns> known = workflows;
    if (known == null) {
      known = engine.archive().all();
      workflows = known;
    }
    return known;
  }

  @Override
  public WindowStats lastHour(String agentId) {
    return engine.agents().window(agentId, AgentProfiles.Window.HOUR, nowMicros);
  }

  @Override
  public WindowStats lastDay(String agentId) {
    return engine.agents().window(agentId, AgentProfiles.Window.DAY, nowMicros);
  }

  @Override
  public List<OperationStats> operations(Set<SpanKind> kinds, Duration last) {
    return engine
        .telemetry()
        .operations(new OperationQuery(TimeRange.last(last, nowMicros), kinds));
  }

  @Override
  public List<SeriesPoints> series(String prefix, Duration last, Duration step) {
    List<Series> series = engine.telemetry().findSeries(SeriesQuery.startingWith(prefix));
    return series.isEmpty()
        ? List.of()
        : engine.telemetry().read(series, TimeRange.last(last, nowMicros), step.toNanos() / 1_000);
  }

  @Override
  public List<SeriesSummary> summaries(String prefix, Duration last) {
    return engine
        .telemetry()
        .summarize(SeriesQuery.startingWith(prefix), TimeRange.last(last, nowMicros));
  }
}
