package io.pitwall.engine.inspect;

import io.pitwall.analysis.profile.PerformanceScore;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.SeriesSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evidence made by hand. */
final class Given extends NoEvidence {
  private final List<AgentProfile> agents;
  private final List<SeriesSummary> systemMetrics;
  private final List<Run> recentRuns;

  private Given(
      List<AgentProfile> agents, List<SeriesSummary> systemMetrics, List<Run> recentRuns) {
    super(1_793_613_600_000_000L);
    this.agents = agents;
    this.systemMetrics = systemMetrics;
    this.recentRuns = recentRuns;
  }

  static Given agents(AgentProfile... agents) {
    return new Given(List.of(agents), List.of(), List.of());
  }

  static Given metrics(SeriesSummary... metrics) {
    return new Given(List.of(), List.of(metrics), List.of());
  }

  static Given runs(List<Run> runs) {
    return new Given(List.of(), List.of(), runs);
  }

  @Override
  public List<AgentProfile> agents() {
    return agents;
  }

  @Override
  public List<SeriesSummary> systemMetrics() {
    return systemMetrics;
  }

  @Override
  public List<Run> recentRuns() {
    return recentRuns;
  }

  /** A hundred tasks of an agent. */
  static AgentProfile agent(int errors, double meanSeconds, double memoryMb, double cpuPercent) {
    return new AgentProfile(
        "coder-1",
        "coder",
        100,
        errors,
        meanSeconds * 100,
        memoryMb,
        cpuPercent,
        1,
        PerformanceScore.of(
            (100 - errors) / 100.0, meanSeconds, memoryMb, cpuPercent, ScoreSettings.DEFAULT));
  }

  static SeriesSummary metric(String name, String host, double average, long count) {
    Map<String, String> tags = host.isEmpty() ? Map.of() : Map.of("host", host);
    return new SeriesSummary(
        Series.of(name, tags, MetricType.GAUGE, "%", ""),
        average,
        average,
        average,
        average - 1,
        average + 1,
        count,
        1,
        2,
        ExpHistogram.EMPTY);
  }

  /** Runs of a workflow, the failed ones first. */
  static List<Run> runs(String workflow, int failed, int fine) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < failed + fine; i++) {
      runs.add(
          new Run(
              new TraceId(workflow.hashCode(), i + 1),
              workflow,
              "shop",
              RunState.FINAL,
              i < failed ? SpanStatus.ERROR : SpanStatus.OK,
              i,
              1,
              1,
              0,
              0,
              0,
              0,
              0,
              Tokens.NONE,
              null,
              true,
              List.of()));
    }
    return runs;
  }
}
