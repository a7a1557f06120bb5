package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A workflow whose retrievers are too few, seen through the interface: 600 runs arrive at random,
 * wait for one of six retrievers, are served for 1.5 s on average, and end with half a second of a
 * model.
 */
class AnalysisIT {
  private static final int RUNS = 600;
  private static final String QUESTION =
      "{\"workflow\": \"invoice\", \"changes\": [{\"target\": \"%s\", \"kind\": \"%s\", \"value\": %s}]}";

  @TempDir static Path folder;
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start() {
    pitwall = RunningPitwall.in(folder);
    Random random = new Random(3);
    double[] free = new double[6];
    double now = 0;
    ArrayDeque<OtlpSpans> runs = new ArrayDeque<>();
    for (int i = 1; i <= RUNS; i++) {
      now += -Math.log(1 - random.nextDouble()) / 3.6 * 1e3;
      int agent = 0;
      for (int other = 1; other < free.length; other++) {
        agent = free[other] < free[agent] ? other : agent;
      }
      double wait = Math.max(0, free[agent] - now);
      double service = 1_500 * Math.exp(0.5 * random.nextGaussian() - 0.125);
      free[agent] = now + wait + service;
      runs.add(run(i, Math.round(now), Math.round(wait), Math.round(service), agent));
    }
    runs.forEach(run -> run.sendTo(pitwall));
    pitwall.roundAfter(Duration.ofMinutes(10));
    pitwall.roundAfter(Duration.ofSeconds(20));
  }

  private static OtlpSpans run(int number, long atMs, long wait, long service, int agent) {
    return new OtlpSpans("%032x".formatted(0x1000 + number), RunningPitwall.START.plusMillis(atMs))
        .span(
            "00000000000000b1",
            "",
            "invoke_workflow invoice",
            0,
            wait + service + 500,
            false,
            "gen_ai.operation.name",
            "invoke_workflow",
            "gen_ai.workflow.name",
            "invoice")
        .span(
            "00000000000000b2",
            "00000000000000b1",
            "invoke_agent retriever",
            wait,
            wait + service,
            false,
            "gen_ai.operation.name",
            "invoke_agent",
            "gen_ai.agent.name",
            "retriever",
            "gen_ai.agent.id",
            "retriever-" + (char) ('a' + agent),
            "pitwall.queue.wait_ms",
            Long.toString(wait))
        .span(
            "00000000000000b3",
            "00000000000000b1",
            "chat gpt-x",
            wait + service,
            wait + service + 500,
            false,
            "gen_ai.operation.name",
            "chat",
            "gen_ai.request.model",
            "gpt-x",
            "gen_ai.usage.input_tokens",
            "1000",
            "gen_ai.usage.output_tokens",
            "50");
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  @Test
  void theCriticalPathCoversTheRunWithoutGap() {
    JsonNode path = get("/runs/%032x/critical-path".formatted(0x1000 + RUNS));

    double at = 0;
    for (JsonNode segment : path.get("segments")) {
      assertThat(segment.get("start_ms").asDouble()).isCloseTo(at, within(1e-6));
      at = segment.get("end_ms").asDouble();
    }
    assertThat(at).isCloseTo(path.get("duration_ms").asDouble(), within(1e-6));
    assertThat(path.at("/segments").findValuesAsString("type")).contains("wait", "self");
    assertThat(
            pitwall.get(RunningPitwall.API + "/runs/" + "9".repeat(32) + "/critical-path").status())
        .isEqualTo(404);
    assertThat(get("/runs/%032x/spans".formatted(0x1000 + RUNS)).get("spans").findValues("on_path"))
        .allMatch(JsonNode::asBoolean);
  }

  @Test
  void theBottleneckIsThePoolThatIsTooSmall() {
    JsonNode answer = get("/workflows/invoice/bottlenecks");

    assertThat(answer.get("runs").asInt()).isEqualTo(RUNS);
    JsonNode first = answer.at("/bottlenecks/0");
    assertThat(first.get("sort").asString()).isEqualTo("agent");
    assertThat(first.get("name").asString()).isEqualTo("retriever");
    assertThat(first.get("path_share_p50").asDouble()).isGreaterThan(0.6);
    assertThat(first.get("wait_share").asDouble()).isPositive();
    assertThat(first.at("/ceiling/p50_ms/predicted").asDouble()).isBetween(450.0, 550.0);
    assertThat(
            answer.get("bottlenecks").valueStream().map(one -> one.get("name").asString()).toList())
        .contains("gpt-x");
    assertThat(pitwall.get(RunningPitwall.API + "/workflows/none/bottlenecks").status())
        .isEqualTo(404);
  }

  @Test
  void moreSlotsArePredictedToShortenTheWait() {
    JsonNode answer = ask(QUESTION.formatted("retriever", "slots", "12"));

    assertThat(answer.get("status").asString()).as(answer.toString()).isEqualTo("predicted");
    JsonNode p95 = answer.get("p95_ms");
    assertThat(p95.get("predicted").asDouble()).isLessThan(p95.get("baseline").asDouble() * 0.9);
    assertThat(p95.get("low").asDouble()).isLessThanOrEqualTo(p95.get("predicted").asDouble());
    assertThat(answer.at("/validity/valid").asBoolean()).isTrue();
    assertThat(answer.get("curve")).hasSizeGreaterThan(5);
    assertThat(ask(QUESTION.formatted("gpt-x", "speedup", "2")).at("/p50_ms/predicted").asDouble())
        .isLessThan(answer.at("/p50_ms/baseline").asDouble());
  }

  @Test
  void aQuestionThatMakesNoSenseNamesTheField() {
    for (List<String> wrong :
        List.of(
            List.of(QUESTION.formatted("nobody", "speedup", "2"), "changes/0/target"),
            List.of(QUESTION.formatted("retriever", "polish", "2"), "changes/0/kind"),
            List.of(QUESTION.formatted("retriever", "cache", "2"), "changes/0/value"),
            List.of(QUESTION.formatted("gpt-x", "slots", "2"), "changes/0/target"),
            List.of("{\"workflow\": \"invoice\", \"changes\": []}", "changes"),
            List.of("{\"changes\": []}", "workflow"))) {
      Answer answer = pitwall.post(RunningPitwall.API + "/whatif", wrong.getFirst());
      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
      assertThat(answer.at("/errors/0/field").asString()).isEqualTo(wrong.getLast());
    }
  }

  @Test
  void theSizeOfThePoolIsAdvisedWithItsReason() {
    JsonNode pool =
        get("/scaling")
            .get("pools")
            .valueStream()
            .filter(one -> one.get("pool").asString().equals("retriever"))
            .findFirst()
            .orElseThrow();

    assertThat(pool.get("current").asInt()).isEqualTo(6);
    assertThat(pool.get("reason").asString()).isEqualTo("scale_up");
    assertThat(pool.get("desired").asInt()).as("Erlang C says 10").isBetween(9, 12);
    assertThat(pool.get("utilisation").asDouble()).isBetween(0.75, 1.0);
    assertThat(get("/scaling?pool=retriever").get("desired").asInt())
        .isEqualTo(pool.get("desired").asInt());
    assertThat(pitwall.get(RunningPitwall.API + "/scaling?pool=none").status()).isEqualTo(404);
  }

  @Test
  void theAdviceSaysTheSizeAndTheGain() {
    JsonNode advice =
        get("/recommendations?workflow=invoice")
            .get("recommendations")
            .valueStream()
            .filter(one -> one.get("inspection").asString().equals("Q-SAT"))
            .findFirst()
            .orElseThrow();

    assertThat(advice.at("/recommendations/0").asString())
        .matches("retriever: 6 → \\d+ workers; p95 of invoice .+ → .+ \\(.+–.+\\), n=600");
    assertThat(advice.at("/action/setting").asString()).isEqualTo("workers");
    assertThat(advice.at("/action/current").asInt()).isEqualTo(6);
    assertThat(advice.at("/prediction/model").asString()).isIn("retime+queue", "replay");
    assertThat(advice.at("/evidence/examples").size()).isEqualTo(5);
    assertThat(advice.get("rank").asDouble()).isPositive();
  }

  private static JsonNode get(String path) {
    Answer answer = pitwall.get(RunningPitwall.API + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode ask(String question) {
    Answer answer = pitwall.post(RunningPitwall.API + "/whatif", question);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
