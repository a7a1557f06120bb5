package io.pitwall.lab.send;

import io.pitwall.lab.fleet.FleetEvent.ExecutionEnded;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports of agents as the REST endpoints take them. */
final class Reports {
  private Reports() {}

  /** A body, or an entry, of {@code POST /api/performance/agent-performance}. */
  static Map<String, Object> execution(ExecutionEnded done) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("agent_id", done.agentId());
    report.put("agent_type", done.agentType());
    report.put("execution_time", done.seconds());
    report.put("success", done.errorType() == null);
    report.put("memory_usage", done.memoryMb());
    report.put("cpu_usage", done.cpuPercent());
    report.put("timestamp", Instant.ofEpochSecond(0, done.endNanos()).toString());
    report.put("workflow", done.workflow());
    report.put("queue_wait", done.waitSeconds());
    if (done.errorType() != null) {
      report.put("error_class", done.errorType());
    }
    return report;
  }
}
