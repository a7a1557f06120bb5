package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Evidence of nothing, for tests to put what they are about in its place. */
public class NoEvidence implements Evidence {
  private final long nowMicros;

  public NoEvidence(long nowMicros) {
    this.nowMicros = nowMicros;
  }

  @Override
  public long nowMicros() {
    return nowMicros;
  }

  @Override
  public List<AgentProfile> agents() {
    return List.of();
  }

  @Override
  public List<SeriesSummary> systemMetrics() {
    return List.of();
  }

  @Override
  public List<WorkflowRuns> workflows() {
    return List.of();
  }

  @Override
  public WindowStats lastHour(String agentId) {
    return WindowStats.EMPTY;
  }

  @Override
  public WindowStats lastDay(String agentId) {
    return WindowStats.EMPTY;
  }

  @Override
  public List<OperationStats> operations(Set<SpanKind> kinds, Duration last) {
    return List.of();
  }

  @Override
  public List<SeriesPoints> series(String prefix, Duration last, Duration step) {
    return List.of();
  }

  @Override
  public List<SeriesSummary> summaries(String prefix, Duration last) {
    return List.of();
  }

  @Override
  public List<Run> recentRuns() {
    return List.of();
  }
}
