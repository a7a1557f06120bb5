package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SystemStatusIT {
  private static final String STATUS = RunningPitwall.API + "/system/status";

  @TempDir Path folder;

  @Test
  void fault09BeforeTheFirstLookThereIsNothingToFind() {
    try (RunningPitwall pitwall = RunningPitwall.in(folder)) {
      Answer answer = pitwall.get(STATUS);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.at("/detail").asString()).contains("engine.collect-system");
    }
  }

  @Test
  void fault07WorkflowsQueuesResponseTimesAndErrorRatesAreReal() {
    try (RunningPitwall pitwall = RunningPitwall.watching(folder)) {
      pitwall.get("/healthz");
      OtlpSpans.report("0000000000000000000000000000abcd", pitwall.now(), true).sendTo(pitwall);
      pitwall.post(
          RunningPitwall.API + "/metrics",
          "{\"name\": \"agent.queue.depth\", \"value\": 17, \"metric_type\": \"gauge\", \"tags\":"
              + " {\"queue\": \"inbox\"}}");
      pitwall.roundAfter(Duration.ofSeconds(5));

      JsonNode status = pitwall.get(STATUS).json().get("system_status");

      assertThat(status.get("active_agents").asInt()).isEqualTo(1);
      assertThat(status.get("active_workflows").asInt()).isEqualTo(1);
      assertThat(status.at("/queue_sizes/inbox").asInt()).isEqualTo(17);
      assertThat(status.get("queue_sizes").has("pitwall.ingest")).isTrue();
      assertThat(status.at("/error_rates/writer").asDouble()).isGreaterThan(0);
      assertThat(status.get("response_times").has("POST /v1/traces")).isTrue();
      assertThat(status.get("response_times").get("GET /healthz").asDouble()).isNotNegative();
    }
  }

  @Test
  void fault15DiskNetworkLoadProcessAndJvmAreThere() {
    try (RunningPitwall pitwall = RunningPitwall.watching(folder)) {
      pitwall.roundAfter(Duration.ofSeconds(5)).roundAfter(Duration.ofSeconds(5));

      JsonNode status = pitwall.get(STATUS).json().get("system_status");

      assertThat(status.at("/disk_io/write_bytes_per_second").isNumber()).isTrue();
      assertThat(status.at("/network_io/bytes_sent_per_second").isNumber()).isTrue();
      assertThat(status.at("/load/1m").isNumber()).isTrue();
      assertThat(status.at("/process/resident_bytes").asDouble()).isGreaterThan(1e6);
      assertThat(status.at("/process/cpu_seconds").asDouble()).isGreaterThan(0);
      assertThat(status.at("/jvm/heap_used_bytes").asDouble()).isGreaterThan(1e6);
      assertThat(status.at("/jvm/threads").asDouble()).isGreaterThan(1);
      assertThat(status.at("/host/pid").asString())
          .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void fault11CountersOfTheNetworkAreSummedUpAsRates() {
    try (RunningPitwall pitwall = RunningPitwall.watching(folder)) {
      pitwall.roundAfter(Duration.ofSeconds(5)).roundAfter(Duration.ofSeconds(5));

      JsonNode metrics = pitwall.get(RunningPitwall.API + "/summary").at("/summary/system_metrics");

      JsonNode sent = metrics.get("system.network.bytes_sent");
      assertThat(sent.get("rate").isNumber()).isTrue();
      assertThat(sent.get("rate").asDouble())
          .isLessThan(Math.max(1e9, sent.get("current").asDouble()));
      assertThat(metrics.get("system.memory.usage").get("rate").isNull()).isTrue();
    }
  }
}
