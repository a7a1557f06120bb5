package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OverviewIT {
  @TempDir Path folder;
  private RunningPitwall pitwall;

  @BeforeEach
  void start() {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private JsonNode overview() {
    return pitwall.get(RunningPitwall.API + "/overview").json().get("overview");
  }

  @Test
  void beforeAnythingIsKnownItSaysSo() {
    JsonNode overview = overview();

    assertThat(overview.get("verdict").asString()).isEqualTo("unknown");
    assertThat(overview.get("sentence").asString()).contains("Nothing has been measured yet");
    JsonNode cpu = overview.at("/cards/0");
    assertThat(cpu.get("name").asString()).isEqualTo("cpu");
    assertThat(cpu.get("current").isNull()).isTrue();
    assertThat(cpu.get("sparkline").size()).isEqualTo(60);
    assertThat(overview.get("next_step").isNull()).isTrue();
  }

  @Test
  void itFollowsWhatHappens() {
    pitwall.post(
        RunningPitwall.API + "/agent-performance",
        "{\"agent_id\": \"a\", \"agent_type\": \"t\", \"execution_time\": 50, \"success\": false}");
    pitwall.put(RunningPitwall.API + "/thresholds", "{\"depth\": {\"critical\": 1}}");
    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"depth\", \"value\": 5, \"metric_type\": \"gauge\"}");
    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"system.cpu.usage\", \"value\": 42, \"metric_type\": \"gauge\"}");
    for (int i = 0; i < 4; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }

    JsonNode overview = overview();

    assertThat(overview.get("verdict").asString()).isEqualTo("critical");
    assertThat(overview.get("sentence").asString()).startsWith("Critical: depth");
    assertThat(overview.get("active_alerts").asInt()).isEqualTo(1);
    assertThat(overview.at("/alerts/0/metric_name").asString()).isEqualTo("depth");
    assertThat(overview.at("/next_step/agent_id").asString()).isEqualTo("a");
    assertThat(overview.get("open_recommendations").asInt()).isEqualTo(2);
    assertThat(overview.at("/cards/0/current").asDouble()).isEqualTo(42);
    assertThat(overview.at("/cards/0/sparkline/59").asDouble()).isEqualTo(42);
  }
}
