package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.MetricSummary;
import io.pitwall.engine.query.Summary;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /summary}. */
final class SummaryResource implements Resource {
  private static final int USUAL_AGENTS = 500;
  private static final int MOST_AGENTS = 10_000;

  private final PerformanceEngine engine;
  private final Clock clock;

  SummaryResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** A metric over the range. */
  record Metric(
      double current,
      double average,
      double min,
      double max,
      long count,
      @Nullable Double p95,
      String unit,
      @Nullable Double rate) {
    static Metric of(MetricSummary summary) {
      return new Metric(
          summary.current(),
          summary.average(),
          summary.min(),
          summary.max(),
          summary.count(),
          summary.p95(),
          summary.unit(),
          summary.ratePerSecond());
    }
  }

  /** An agent that was active in the range. */
  record Agent(
      String agentType,
      double performanceScore,
      long taskCount,
      double successRate,
      double averageExecutionTime,
      double memoryUsage,
      double cpuUsage,
      double p50ExecutionTime,
      double p95ExecutionTime) {
    static Agent of(Summary.ActiveAgent active) {
      AgentProfile agent = active.profile();
      return new Agent(
          agent.agentType(),
          agent.score().score(),
          agent.taskCount(),
          agent.successRate(),
          agent.meanSeconds(),
          agent.memoryMb(),
          agent.cpuPercent(),
          active.window().seconds().quantile(0.5),
          active.window().seconds().quantile(0.95));
    }
  }

  /** How many alerts there are. */
  record AlertCounts(int active, int total) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/summary", Access.READ, this::summary)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO, "agent_limit"));
  }

  private Response summary(Request request) {
    AskedRange range = AskedRange.of(request.query(), 1, clock.nowMicros());
    int agentLimit = request.query().whole("agent_limit", 1, MOST_AGENTS, USUAL_AGENTS);
    Summary summary = engine.queries().summary(range.range(), agentLimit);
    Map<String, Metric> metrics = new LinkedHashMap<>();
    summary.systemMetrics().forEach((name, metric) -> metrics.put(name, Metric.of(metric)));
    Map<String, Agent> agents = new LinkedHashMap<>();
    summary.agents().forEach(active -> agents.put(active.profile().agentId(), Agent.of(active)));
    return Answer.success()
        .with(
            "summary",
            Answer.object()
                .with("time_range_hours", range.hours())
                .with("timestamp", Times.instant(summary.nowMicros()))
                .with("system_metrics", metrics)
                .with("agent_performance", agents)
                .with("agents_total", summary.agentsTotal())
                .with("alerts", new AlertCounts(summary.activeAlerts(), summary.totalAlerts()))
                .with("recommendations", summary.openRecommendations())
                .fields())
        .response();
  }
}
