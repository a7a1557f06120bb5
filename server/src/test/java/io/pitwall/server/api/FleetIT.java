package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A fleet of three types, seen through the interface: a planner hands work down to a coder, which
 * calls a model and a tool; a reviewer begins a second after the planner has ended.
 */
class FleetIT {
  private static final int RUNS = 10;

  @TempDir static Path folder;
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start() {
    pitwall = RunningPitwall.in(folder);
    for (int i = 1; i <= RUNS; i++) {
      run(i).sendTo(pitwall);
    }
    pitwall.roundAfter(Duration.ofMinutes(10));
    pitwall.roundAfter(Duration.ofSeconds(20));
  }

  private static OtlpSpans run(int number) {
    OtlpSpans run =
        new OtlpSpans("%032x".formatted(number), RunningPitwall.START.plusSeconds(30L * number));
    run.span(
        "00000000000000b1",
        "",
        "invoke_workflow build",
        0,
        8_000,
        false,
        "gen_ai.operation.name",
        "invoke_workflow",
        "gen_ai.workflow.name",
        "build");
    agent(run, "00000000000000b2", "00000000000000b1", "planner", 1, 0, 5_000);
    agent(run, "00000000000000b3", "00000000000000b2", "coder", number % 2, 1_000, 4_000);
    agent(run, "00000000000000b4", "00000000000000b1", "reviewer", 1, 6_000, 8_000);
    run.span(
        "00000000000000b5",
        "00000000000000b3",
        "chat gpt-x",
        1_000,
        3_000,
        false,
        "gen_ai.operation.name",
        "chat",
        "gen_ai.request.model",
        "gpt-x");
    return run.span(
        "00000000000000b6",
        "00000000000000b3",
        "execute_tool compile",
        3_000,
        4_000,
        number == 2,
        "gen_ai.operation.name",
        "execute_tool",
        "gen_ai.tool.name",
        "compile");
  }

  private static void agent(
      OtlpSpans run, String id, String parent, String type, int number, long from, long to) {
    run.span(
        id,
        parent,
        "invoke_agent " + type,
        from,
        to,
        false,
        "gen_ai.operation.name",
        "invoke_agent",
        "gen_ai.agent.name",
        type,
        "gen_ai.agent.id",
        type + "-" + number,
        "pitwall.queue.wait_ms",
        "250");
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static JsonNode get(String path) {
    Answer answer = pitwall.get(RunningPitwall.API + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void whoWaitsForWhomComesFromTheRuns() {
    JsonNode answer = get("/handoffs");

    assertThat(answer.get("runs").asInt()).isEqualTo(RUNS);
    assertThat(answer.get("types").findValuesAsString("name"))
        .containsExactly("coder", "planner", "reviewer");
    assertThat(answer.at("/types/0/agents").asInt()).isEqualTo(2);
    assertThat(answer.at("/types/0/tasks").asInt()).isEqualTo(RUNS);
    assertThat(answer.at("/types/0/busy_seconds").asDouble()).isCloseTo(30, within(1e-6));
    assertThat(answer.get("waits_total").asInt()).isEqualTo(2);
    JsonNode nested = answer.at("/waits/0");
    assertThat(nested.get("waiting").asString()).isEqualTo("planner");
    assertThat(nested.get("waited_for").asString()).isEqualTo("coder");
    assertThat(nested.get("how").asString()).isEqualTo("nested");
    assertThat(nested.get("count").asInt()).isEqualTo(RUNS);
    assertThat(nested.get("total_ms").asDouble()).isCloseTo(30_000, within(1e-3));
    JsonNode sequence = answer.at("/waits/1");
    assertThat(sequence.get("waiting").asString()).isEqualTo("reviewer");
    assertThat(sequence.get("waited_for").asString()).isEqualTo("planner");
    assertThat(sequence.get("how").asString()).isEqualTo("sequence");
    assertThat(sequence.get("p50_ms").asDouble()).isCloseTo(1_000, within(25.0));
  }

  @Test
  void aRangeWithoutRunsHasNoWaits() {
    JsonNode answer = get("/handoffs?from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z");

    assertThat(answer.get("runs").asInt()).isZero();
    assertThat(answer.get("since").isNull()).isTrue();
    assertThat(answer.get("types").size() + answer.get("waits").size()).isZero();
  }

  @Test
  void traitsTellWhatAgentsHaveToDoWith() {
    JsonNode answer = get("/agent-traits");

    assertThat(answer.get("agent_id").valueStream().map(JsonNode::asString))
        .containsExactly("coder-0", "coder-1", "planner-1", "reviewer-1");
    assertThat(values(answer, "workflow", 0)).containsExactly("build");
    assertThat(values(answer, "model", 0)).containsExactly("gpt-x");
    assertThat(values(answer, "tool", 1)).containsExactly("compile");
    // What is called further below is not its own.
    assertThat(values(answer, "tool", 2)).isEmpty();
    assertThat(values(answer, "service", 3)).hasSize(1);
  }

  private static List<String> values(JsonNode answer, String kind, int agent) {
    JsonNode column = answer.at("/traits/" + kind);
    return column
        .get("indexes")
        .get(agent)
        .valueStream()
        .map(index -> column.get("dictionary").get(index.asInt()).asString())
        .toList();
  }

  @Test
  void anAgentIsToldWithWhatItCalls() {
    JsonNode answer = get("/agents/coder-0/usage");

    assertThat(answer.get("runs").asInt()).isEqualTo(RUNS / 2);
    assertThat(answer.get("tasks").asInt()).isEqualTo(RUNS / 2);
    assertThat(answer.get("calls").findValuesAsString("name")).containsExactly("gpt-x", "compile");
    assertThat(answer.at("/calls/0/kind").asString()).isEqualTo("model");
    assertThat(answer.at("/calls/0/total_ms").asDouble()).isCloseTo(10_000, within(1e-3));
    assertThat(answer.at("/calls/0/cost_usd").isNull()).isTrue();
    assertThat(answer.at("/calls/1/errors").asInt()).isEqualTo(1);
    assertThat(get("/agents/planner-1/usage").get("calls").size()).isZero();
  }

  @Test
  void anAgentIsToldOverTime() {
    JsonNode answer = get("/agents/coder-0/history?hours=1&step=60");

    int buckets = answer.get("t").size();
    assertThat(buckets).isBetween(60, 61);
    assertThat(answer.get("resolution_seconds").asInt()).isEqualTo(60);
    assertThat(answer.get("open_bucket").asInt()).isEqualTo(buckets - 1);
    for (String column : List.of("count", "errors", "p50_ms", "p95_ms", "cost_usd")) {
      assertThat(answer.get(column).size()).as(column).isEqualTo(buckets);
    }
    assertThat(answer.get("count").valueStream().mapToInt(JsonNode::asInt).sum())
        .isEqualTo(RUNS / 2);
    int busy = 0;
    while (answer.get("count").get(busy).asInt() == 0) {
      assertThat(answer.get("p50_ms").get(busy).isNull()).isTrue();
      busy++;
    }
    assertThat(answer.get("p50_ms").get(busy).asDouble()).isCloseTo(3_000, within(75.0));
    assertThat(answer.get("queue_wait_p95_ms").get(busy).asDouble()).isCloseTo(250, within(6.0));
    assertThat(answer.get("success_rate").get(busy).asDouble()).isEqualTo(1);
  }

  @Test
  void nobodyHasNoHistory() {
    assertThat(pitwall.get(RunningPitwall.API + "/agents/nobody/history").status()).isEqualTo(404);
    assertThat(pitwall.get(RunningPitwall.API + "/agents/nobody/usage").status()).isEqualTo(404);
    assertThat(pitwall.get(RunningPitwall.API + "/agents/coder-0/history?hours=1&from=5").status())
        .isEqualTo(422);
  }
}
