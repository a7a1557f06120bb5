package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Tokens;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /agents/{agent_id}}. */
final class AgentResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;

  AgentResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What an agent did within a sliding window. */
  record Window(
      long count,
      double p50,
      double p95,
      double p99,
      double successRate,
      double throughputPerMinute,
      Tokens tokens,
      double costUsd,
      double queueWaitP95) {
    static Window of(WindowStats stats, AgentProfiles.Window window) {
      return new Window(
          stats.count(),
          stats.seconds().quantile(0.5),
          stats.seconds().quantile(0.95),
          stats.seconds().quantile(0.99),
          stats.successRate(),
          (double) stats.count() / window.length().toMinutes(),
          stats.tokens(),
          stats.costUsd(),
          stats.queueWaitSeconds().quantile(0.95));
    }
  }

  /** Where an agent stands among those of its type. */
  record Peers(double percentile) {}

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/performance/agents/{agent_id}", Access.READ, this::agent));
  }

  private Response agent(Request request) {
    String id = request.pathParameter("agent_id");
    AgentProfile agent =
        engine
            .agents()
            .profile(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound("Expected the id of an agent, but got " + id)));
    Map<String, Window> windows = new LinkedHashMap<>();
    for (AgentProfiles.Window window : AgentProfiles.Window.values()) {
      windows.put(
          window.label(), Window.of(engine.agents().window(id, window, clock.nowMicros()), window));
    }
    return Answer.success()
        .with(
            "agent_performance",
            Answer.object()
                .with("agent_id", agent.agentId())
                .with("agent_type", agent.agentType())
                .with("task_count", agent.taskCount())
                .with("total_execution_time", agent.totalSeconds())
                .with("average_execution_time", agent.meanSeconds())
                .with("success_rate", agent.successRate())
                .with("error_count", agent.errorCount())
                .with("memory_usage", agent.memoryMb())
                .with("cpu_usage", agent.cpuPercent())
                .with(
                    "last_activity",
                    agent.lastActivityMicros() == 0
                        ? null
                        : Times.instant(agent.lastActivityMicros()))
                .with("performance_score", agent.score().score())
                .with("bottlenecks", engine.queries().bottlenecks(agent.agentId()))
                .with("windows", windows)
                .with("score_parts", agent.score())
                .with("peers", new Peers(engine.agents().peerPercentile(id)))
                .fields())
        .response();
  }
}
