package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Workflows as their runs make them. */
class WorkflowsIT {
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

  private JsonNode get(String path) {
    Answer answer = pitwall.get(RunningPitwall.API + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aWorkflowTellsItsRunsOutcomesTimesAgentsAndTrend() {
    for (int i = 0; i < 10; i++) {
      OtlpSpans.report("%032x".formatted(i + 1), RunningPitwall.START.minusSeconds(600), i == 0)
          .sendTo(pitwall);
    }
    OtlpSpans.report("%032x".formatted(99), RunningPitwall.START.minusSeconds(86_400), true)
        .sendTo(pitwall);
    pitwall.roundAfter(Duration.ofSeconds(40));
    OtlpSpans.report("%032x".formatted(50), pitwall.now(), false).sendTo(pitwall);

    JsonNode list = get("/workflows?hours=1");

    assertThat(list.get("total").asInt()).isEqualTo(1);
    assertThat(list.get("complete").asBoolean()).isTrue();
    JsonNode writer = list.at("/workflows/0");
    assertThat(writer.get("name").asString()).isEqualTo("writer");
    assertThat(writer.get("runs").asInt()).isEqualTo(10);
    assertThat(writer.get("running").asInt()).isEqualTo(1);
    assertThat(writer.get("errors").asInt()).isEqualTo(1);
    assertThat(writer.get("error_rate").asDouble()).isEqualTo(0.1);
    assertThat(writer.get("p95_ms").asDouble()).isCloseTo(4_000, within(90.0));
    assertThat(writer.get("cost_usd").isNull()).isTrue();
    assertThat(writer.get("cost_complete").asBoolean()).isFalse();
    assertThat(writer.at("/tokens/input").asInt()).isEqualTo(10_000);
    assertThat(writer.at("/agents/0/agent_id").asString()).isEqualTo("writer-1");
    assertThat(writer.at("/agents/0/runs").asInt()).isEqualTo(10);
    assertThat(writer.get("trend")).hasSize(24);
    assertThat(writer.get("trend").valueStream().mapToInt(part -> part.get("runs").asInt()).max())
        .hasValue(10);
    assertThat(get("/workflows/writer?hours=48").at("/workflow/runs").asInt()).isEqualTo(11);
    assertThat(pitwall.get(RunningPitwall.API + "/workflows/nobody").status()).isEqualTo(404);
    assertThat(pitwall.get(RunningPitwall.API + "/workflows?sort=x").status()).isEqualTo(422);
  }
}
