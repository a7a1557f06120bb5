package io.pitwall.engine.agent;

import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.TelemetryBatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Profiles, and what commits bring to them. */
final class AgentFixture {
  static final long SECOND = 1_000_000;

  /** 2026-11-02 10:00 UTC. */
  static final long NOW = 1_793_613_600L * SECOND;

  final Map<String, ScoreSettings> settings = new ConcurrentHashMap<>();
  final AgentProfiles agents =
      new AgentProfiles(type -> settings.getOrDefault(type, ScoreSettings.DEFAULT));

  void commit(TaskExecution... tasks) {
    agents.committed(new Commit(NOW, TelemetryBatch.ofExecutions(List.of(tasks)), 0));
  }

  void commit(Span... spans) {
    agents.committed(new Commit(NOW, TelemetryBatch.ofSpans(List.of(spans)), 0));
  }

  void used(String id, long inputTokens, double usd) {
    long minute = AgentUse.minuteOf(NOW);
    agents.used(List.of(new AgentUse(new TraceId(1, 1), id, minute, inputTokens, 0, 0, 0, usd)));
  }

  AgentProfile profile(String id) {
    return agents.profile(id).orElseThrow();
  }

  WindowStats window(String id, AgentProfiles.Window window) {
    return agents.window(id, window, NOW);
  }

  static TaskExecution task(String id, long endMicros, double seconds, boolean success) {
    return task(id, endMicros, seconds, success, Double.NaN, Double.NaN);
  }

  static TaskExecution task(
      String id, long endMicros, double seconds, boolean success, double mb, double cpu) {
    return new TaskExecution(
        id,
        "coder",
        endMicros,
        Math.round(seconds * 1e9),
        success,
        mb,
        cpu,
        -1,
        null,
        null,
        null,
        null,
        null);
  }

  /** A span of some seconds that ends now. */
  static SpanBuilder agentSpan(long id, String agent, int seconds) {
    return span(id, SpanKind.AGENT, agent, seconds);
  }

  static SpanBuilder modelSpan(long id, String agent) {
    return span(id, SpanKind.MODEL, agent, 1);
  }

  private static SpanBuilder span(long id, SpanKind kind, String agent, int seconds) {
    long nanos = seconds * 1_000_000_000L;
    return Span.builder(new TraceId(1, 1), id, kind, "work")
        .agent(agent, "planner")
        .time(NOW * 1_000 - nanos, nanos);
  }
}
