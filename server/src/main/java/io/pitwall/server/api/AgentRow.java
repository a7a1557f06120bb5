package io.pitwall.server.api;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agent in the list of agents; p95, throughput and cost are those of the last hour. */
record AgentRow(
    String agentId,
    String agentType,
    double performanceScore,
    long taskCount,
    long errorCount,
    double successRate,
    double averageExecutionTime,
    double p95ExecutionTime,
    double memoryUsage,
    double cpuUsage,
    @Nullable Instant lastActivity,
    double throughputPerMinute,
    double costUsd) {

  static AgentRow of(AgentProfile agent, WindowStats lastHour) {
    return new AgentRow(
        agent.agentId(),
        agent.agentType(),
        agent.score().score(),
        agent.taskCount(),
        agent.errorCount(),
        agent.successRate(),
        agent.meanSeconds(),
        lastHour.seconds().quantile(0.95),
        agent.memoryMb(),
        agent.cpuPercent(),
        agent.lastActivityMicros() == 0 ? null : Times.instant(agent.lastActivityMicros()),
        (double) lastHour.count() / AgentProfiles.Window.HOUR.length().toMinutes(),
        lastHour.costUsd());
  }

  /** Milliseconds since the epoch, 0 if it never did anything. */
  long lastActivityMillis() {
    return lastActivity == null ? 0 : lastActivity.toEpochMilli();
  }
}
