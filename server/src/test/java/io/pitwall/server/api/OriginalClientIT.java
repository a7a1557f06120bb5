package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A client that was written against the original specification, call by call. */
class OriginalClientIT {
  private static RunningPitwall pitwall;

  @BeforeAll
  static void aFleetAtWork(@TempDir Path folder) {
    pitwall = RunningPitwall.watching(folder);
    for (int i = 0; i < 4; i++) {
      post(
          "/agent-performance",
          """
          {"agent_id": "coder-1", "agent_type": "coder", "execution_time": 35.0, "success": %s,
           "memory_usage": 700, "cpu_usage": 90}
          """
              .formatted(i % 2 == 0));
    }
    post(
        "/agent-performance",
        """
        {"agent_id": "planner-1", "agent_type": "planner", "execution_time": 2.0, "success": true}
        """);
    post(
        "/metrics",
        """
        {"name": "api.response_time", "value": 120.5, "metric_type": "timer",
         "tags": {"route": "/x"}, "unit": "ms", "description": "how long"}
        """);
    assertThat(
            pitwall
                .put(
                    RunningPitwall.API + "/thresholds",
                    "{\"api.response_time\": {\"high\": 100.0}}")
                .text())
        .contains("updated successfully");
    // An alert waits until its condition has held for ten seconds.
    for (int i = 0; i < 3; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static void post(String path, String json) {
    Answer answer = pitwall.post(RunningPitwall.API + path, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/success").asBoolean()).isTrue();
    assertThat(answer.at("/message").asString()).endsWith("recorded successfully");
  }

  private static JsonNode get(String path) {
    Answer answer = pitwall.get(RunningPitwall.API + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/success").asBoolean()).isTrue();
    return answer.json();
  }

  @Test
  void readsTheSummary() {
    JsonNode summary = get("/summary?hours=1").get("summary");

    assertThat(summary.get("time_range_hours").asInt()).isEqualTo(1);
    assertThat(OffsetDateTime.parse(summary.get("timestamp").asString())).isNotNull();
    JsonNode memory = summary.get("system_metrics").get("system.memory.usage");
    assertThat(memory.get("current").asDouble()).isBetween(0.1, 100.0);
    assertThat(memory.get("average").asDouble()).isBetween(0.1, 100.0);
    assertThat(memory.get("min").asDouble()).isLessThanOrEqualTo(memory.get("max").asDouble());
    assertThat(memory.get("count").asInt()).isEqualTo(4);
    JsonNode coder = summary.get("agent_performance").get("coder-1");
    assertThat(coder.get("agent_type").asString()).isEqualTo("coder");
    assertThat(coder.get("task_count").asInt()).isEqualTo(4);
    assertThat(coder.get("success_rate").asDouble()).isEqualTo(0.5);
    assertThat(coder.get("average_execution_time").asDouble()).isEqualTo(35);
    assertThat(coder.get("memory_usage").asDouble()).isEqualTo(700);
    assertThat(coder.get("cpu_usage").asDouble()).isEqualTo(90);
    // 0.4 · 0.5 + 0.3 · 0 + 0.3 · (0.3 + 0.1) / 2
    assertThat(coder.get("performance_score").asDouble()).isCloseTo(0.26, within(1e-9));
    assertThat(summary.get("alerts").get("active").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(summary.get("alerts").get("total").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(summary.get("recommendations").asInt()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void readsAlerts() {
    JsonNode alert =
        get("/alerts?active_only=true")
            .get("alerts")
            .valueStream()
            .filter(one -> one.get("metric_name").asString().equals("api.response_time"))
            .findFirst()
            .orElseThrow();

    assertThat(alert.get("id").asString()).isNotBlank();
    assertThat(alert.get("severity").asString()).isEqualTo("high");
    assertThat(alert.get("threshold").asDouble()).isEqualTo(100);
    assertThat(alert.get("current_value").asDouble()).isEqualTo(120.5);
    assertThat(alert.get("message").asString()).contains("api.response_time", "120.5", "100");
    assertThat(OffsetDateTime.parse(alert.get("timestamp").asString())).isNotNull();
    assertThat(alert.get("resolved").asBoolean()).isFalse();
    assertThat(alert.get("resolution_time").isNull()).isTrue();
  }

  @Test
  void readsRecommendations() {
    JsonNode all = get("/recommendations").get("recommendations");

    assertThat(all.valueStream().map(one -> one.get("issue").asString()))
        .contains("low_performance_score", "high_memory_usage", "slow_execution");
    JsonNode low =
        all.valueStream()
            .filter(one -> one.get("issue").asString().equals("low_performance_score"))
            .findFirst()
            .orElseThrow();
    assertThat(low.get("type").asString()).isEqualTo("agent_optimization");
    assertThat(low.get("priority").asString()).isEqualTo("high");
    assertThat(low.get("agent_id").asString()).isEqualTo("coder-1");
    assertThat(low.get("agent_type").asString()).isEqualTo("coder");
    assertThat(low.get("current_score").asDouble()).isCloseTo(0.26, within(1e-9));
    assertThat(low.get("recommendations").valueStream().map(JsonNode::asString))
        .anyMatch(text -> text.startsWith("Improve error handling and retry logic"))
        .contains("Consider asynchronous processing");
  }

  @Test
  void readsHistory() {
    JsonNode data = get("/historical?hours=1").get("data");

    assertThat(data.size()).isEqualTo(4);
    for (JsonNode row : data) {
      assertThat(OffsetDateTime.parse(row.get("timestamp").asString())).isNotNull();
      assertThat(row.get("memory_usage").asDouble()).isBetween(0.1, 100.0);
      assertThat(row.get("disk_usage").asDouble()).isBetween(0.1, 100.0);
      assertThat(row.has("cpu_usage")).isTrue();
      assertThat(row.has("active_agents")).isTrue();
      assertThat(row.has("active_workflows")).isTrue();
    }
    assertThat(data.get(3).get("active_agents").asInt()).isEqualTo(2);
  }

  @Test
  void readsAnAgent() {
    JsonNode agent = get("/agents/coder-1").get("agent_performance");

    assertThat(agent.get("agent_id").asString()).isEqualTo("coder-1");
    assertThat(agent.get("agent_type").asString()).isEqualTo("coder");
    assertThat(agent.get("task_count").asInt()).isEqualTo(4);
    assertThat(agent.get("total_execution_time").asDouble()).isEqualTo(140);
    assertThat(agent.get("average_execution_time").asDouble()).isEqualTo(35);
    assertThat(agent.get("success_rate").asDouble()).isEqualTo(0.5);
    assertThat(agent.get("error_count").asInt()).isEqualTo(2);
    assertThat(agent.get("memory_usage").asDouble()).isEqualTo(700);
    assertThat(agent.get("cpu_usage").asDouble()).isEqualTo(90);
    assertThat(agent.get("last_activity").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(agent.get("performance_score").asDouble()).isCloseTo(0.26, within(1e-9));
    assertThat(agent.get("bottlenecks").isArray()).isTrue();
  }

  @Test
  void readsTheStateOfTheSystem() {
    JsonNode status = get("/system/status").get("system_status");

    assertThat(status.get("timestamp").asString()).isEqualTo("2026-03-01T12:00:15Z");
    for (String field : List.of("cpu_usage", "memory_usage", "disk_usage")) {
      assertThat(status.get(field).asDouble()).as(field).isBetween(0.0, 100.0);
    }
    assertThat(status.get("network_io").get("bytes_sent").isNumber()).isTrue();
    assertThat(status.get("network_io").get("bytes_recv").isNumber()).isTrue();
    assertThat(status.get("active_agents").asInt()).isEqualTo(2);
    assertThat(status.get("active_workflows").asInt()).isZero();
    for (String field : List.of("queue_sizes", "response_times", "error_rates")) {
      assertThat(status.get(field).isObject()).as(field).isTrue();
    }
  }

  @Test
  void readsAndChangesThresholds() {
    JsonNode before = get("/thresholds").get("thresholds");
    assertThat(before.get("system.cpu.usage").toString())
        .isEqualTo("{\"medium\":70.0,\"high\":85.0,\"critical\":95.0}");
    assertThat(before.get("system.memory.usage").toString())
        .isEqualTo("{\"medium\":75.0,\"high\":90.0,\"critical\":95.0}");
    assertThat(before.get("system.disk.usage").toString())
        .isEqualTo("{\"medium\":80.0,\"high\":90.0,\"critical\":95.0}");

    Answer changed =
        pitwall.put(
            RunningPitwall.API + "/thresholds",
            "{\"custom.error_rate\": {\"low\": 0.01, \"critical\": 0.5}}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/message").asString())
        .isEqualTo("Alert thresholds updated successfully");
    JsonNode after = get("/thresholds").get("thresholds");
    assertThat(after.get("custom.error_rate").toString())
        .isEqualTo("{\"low\":0.01,\"critical\":0.5}");
    assertThat(after.get("system.cpu.usage")).isEqualTo(before.get("system.cpu.usage"));
  }

  @Test
  void fault10SevenDaysAreOneHundredAndSixtyEightHours() {
    assertThat(get("/summary?hours=168").at("/summary/time_range_hours").asInt()).isEqualTo(168);
    assertThat(get("/historical?hours=168").get("data").size()).isPositive();
  }

  @Test
  void hoursOutsideOfAWeekAreRefusedAsInTheOriginal() {
    for (String hours : List.of("0", "169", "-1", "7d", "1.5")) {
      for (String path : List.of("/summary", "/historical")) {
        Answer answer = pitwall.get(RunningPitwall.API + path + "?hours=" + hours);
        assertThat(answer.status()).as(path + hours).isEqualTo(422);
        assertThat(answer.at("/detail").asString()).contains("hours", "1..168", hours);
      }
    }
  }
}
