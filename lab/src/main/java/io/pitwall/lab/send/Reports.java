package io.pitwall.lab.send;

import io.pitwall.lab.fleet.FleetEvent.ExecutionEnded;
import io.pitwall.lab.fleet.FleetEvent.MetricRead;
import io.pitwall.lab.fleet.FleetEvent.PageViewed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports of agents as the REST endpoints take them. */
final class Reports {

  /** An entry of {@code POST /api/performance/metrics}. */
  static Map<String, Object> metric(MetricRead reading) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("name", reading.name());
    report.put("value", reading.value());
    report.put("metric_type", "gauge");
    report.put("tags", reading.tags());
    report.put("unit", reading.unit());
    report.put("timestamp", Instant.ofEpochSecond(0, reading.timeNanos()).toString());
    return report;
  }

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
    if (done.inputTokens() > 0) {
      report.put(
          "tokens",
          Map.of(
              "input", done.inputTokens(),
              "cached_input", done.cachedTokens(),
              "output", done.outputTokens()));
      report.put("cost_usd", done.usd());
    }
    if (done.errorType() != null) {
      report.put("error_class", done.errorType());
    }
    return report;
  }

  /** A page view as browsers send it. */
  static Map<String, Object> pageView(PageViewed view) {
    return Map.of("page", view.path(), "app", view.app(), "vitals", view.vitals());
  }

  private Reports() {}
}
