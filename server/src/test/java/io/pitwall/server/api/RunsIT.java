package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunsIT {
  private static final String RUNS = RunningPitwall.API + "/runs";
  private static final Instant START = RunningPitwall.START;

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

  private static String trace(int number) {
    return "%032x".formatted(0x1000 + number);
  }

  private void run(int number, Instant start, boolean error) {
    OtlpSpans.report(trace(number), start, error).sendTo(pitwall);
  }

  private JsonNode get(String path) {
    Answer answer = pitwall.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<String> ids(String query) {
    return get(RUNS + query)
        .get("runs")
        .valueStream()
        .map(run -> run.get("trace_id").asString())
        .toList();
  }

  @Test
  void aRunIsUnderWayUntilNoSpanComesAnyMore() {
    run(1, START.minusSeconds(4), false);

    assertThat(get(RUNS).at("/runs/0/state").asString()).isEqualTo("running");
    assertThat(get(RUNS).at("/running").asInt()).isEqualTo(1);
    pitwall.roundAfter(Duration.ofSeconds(31));

    JsonNode run = get(RUNS + "/" + trace(1)).get("run");
    assertThat(run.get("state").asString()).isEqualTo("final");
    assertThat(run.get("status").asString()).isEqualTo("ok");
    assertThat(run.get("workflow").asString()).isEqualTo("writer");
    assertThat(run.get("service").asString()).isEqualTo("fleet");
    assertThat(run.get("started_at").asString()).isEqualTo("2026-03-01T11:59:56Z");
    assertThat(run.get("duration_ms").asDouble()).isEqualTo(4_000);
    assertThat(run.get("span_count").asInt()).isEqualTo(3);
    assertThat(run.get("agent_spans").asInt()).isEqualTo(1);
    assertThat(run.get("model_calls").asInt()).isEqualTo(1);
    assertThat(run.get("tool_calls").asInt()).isEqualTo(1);
    assertThat(run.get("error_spans").asInt()).isZero();
    assertThat(run.at("/tokens/input").asInt()).isEqualTo(1_000);
    assertThat(run.at("/tokens/output").asInt()).isEqualTo(50);
    assertThat(run.get("cost_usd").isNull()).isTrue();
    assertThat(run.get("cost_complete").asBoolean()).isFalse();
    assertThat(run.get("agents").valueStream().map(JsonNode::asString)).containsExactly("writer-1");
    assertThat(get(RUNS).at("/running").asInt()).isZero();
  }

  @Test
  void theDetailTellsWhoDidWhat() {
    run(1, START.minusSeconds(4), true);

    JsonNode detail = get(RUNS + "/" + trace(1) + "/detail").get("detail");
    assertThat(detail.get("outcome").asString()).isEqualTo("running");
    assertThat(detail.at("/agents/0/agent_id").asString()).isEqualTo("writer-1");
    assertThat(detail.at("/agents/0/spans").asInt()).isEqualTo(3);
    assertThat(detail.at("/agents/0/model_calls").asInt()).isEqualTo(1);
    assertThat(detail.at("/agents/0/tokens/input").asInt()).isEqualTo(1_000);
    pitwall.roundAfter(Duration.ofSeconds(31));
    assertThat(get(RUNS + "/" + trace(1) + "/detail").at("/detail/outcome").asString())
        .isEqualTo("failed");
    assertThat(pitwall.get(RUNS + "/" + trace(2) + "/detail").status()).isEqualTo(404);
  }

  @Test
  void runsAreChosenByWhatTheyAre() {
    run(1, START.minusSeconds(7_200), false);
    run(2, START.minusSeconds(60), true);
    pitwall.roundAfter(Duration.ofSeconds(31));
    run(3, pitwall.now(), false);

    assertThat(ids("")).containsExactly(trace(3), trace(2), trace(1));
    assertThat(ids("?sort=oldest")).containsExactly(trace(1), trace(2), trace(3));
    assertThat(ids("?status=error")).containsExactly(trace(2));
    assertThat(ids("?state=running")).containsExactly(trace(3));
    assertThat(ids("?state=final&hours=1")).containsExactly(trace(2));
    assertThat(ids("?workflow=writer&agent_id=writer-1")).hasSize(3);
    assertThat(ids("?workflow=other")).isEmpty();
    assertThat(ids("?agent_id=other")).isEmpty();
    assertThat(ids("?min_ms=4000")).hasSize(3);
    assertThat(ids("?min_ms=4001")).isEmpty();
    assertThat(pitwall.get(RUNS + "?sort=best").status()).isEqualTo(422);
  }

  @Test
  void pagesFollowEachOtherWithoutGapsWhileNewRunsBegin() {
    for (int i = 0; i < 7; i++) {
      run(i, START.minusSeconds(600 - i), false);
    }
    pitwall.roundAfter(Duration.ofSeconds(31));
    run(7, pitwall.now().minusSeconds(1), false);

    List<String> seen = new ArrayList<>();
    String query = "?limit=3";
    while (query != null) {
      JsonNode page = get(RUNS + query);
      page.get("runs").valueStream().forEach(run -> seen.add(run.get("trace_id").asString()));
      run(100 + seen.size(), pitwall.now().plusSeconds(1), false);
      JsonNode next = page.get("next_cursor");
      query = next.isNull() ? null : "?limit=3&cursor=" + next.asString();
    }

    assertThat(seen)
        .containsExactly(
            trace(7), trace(6), trace(5), trace(4), trace(3), trace(2), trace(1), trace(0));
  }

  @Test
  void spansComeAsAWaterfallShowsThem() {
    run(1, START, true);

    JsonNode answer = get(RUNS + "/" + trace(1) + "/spans");

    assertThat(answer.get("total").asInt()).isEqualTo(3);
    assertThat(answer.get("detailed").asBoolean()).isTrue();
    JsonNode agent = answer.at("/spans/0");
    assertThat(agent.get("span_id").asString()).isEqualTo("00000000000000a1");
    assertThat(agent.get("parent_span_id").isNull()).isTrue();
    assertThat(agent.get("depth").asInt()).isZero();
    assertThat(agent.get("kind").asString()).isEqualTo("agent");
    assertThat(agent.get("status").asString()).isEqualTo("error");
    assertThat(agent.get("self_ms").asDouble()).isEqualTo(1_500);
    JsonNode model = answer.at("/spans/1");
    assertThat(model.get("depth").asInt()).isEqualTo(1);
    assertThat(model.get("kind").asString()).isEqualTo("model");
    assertThat(model.get("model").asString()).isEqualTo("gpt-x");
    assertThat(model.get("start_ms").asDouble()).isEqualTo(500);
    assertThat(model.get("duration_ms").asDouble()).isEqualTo(2_000);
    assertThat(model.at("/tokens/input").asInt()).isEqualTo(1_000);
    assertThat(model.at("/attributes/gen_ai.request.model").asString()).isEqualTo("gpt-x");
    assertThat(answer.at("/spans/2/kind").asString()).isEqualTo("tool");
  }

  @Test
  void aSpanComesAloneWithWhatTheListLeavesOut() {
    run(1, START, true);
    String spans = RUNS + "/" + trace(1) + "/spans";

    JsonNode outline = get(spans + "?detailed=false");
    JsonNode span = get(spans + "/00000000000000a2").get("span");

    assertThat(outline.get("detailed").asBoolean()).isFalse();
    assertThat(outline.at("/spans/1/attributes").isNull()).isTrue();
    assertThat(outline.at("/spans/1/duration_ms").asDouble()).isEqualTo(2_000);
    assertThat(span).isEqualTo(get(spans).at("/spans/1"));
    assertThat(span.at("/attributes/gen_ai.request.model").asString()).isEqualTo("gpt-x");
    assertThat(pitwall.get(spans + "/00000000000000ff").status()).isEqualTo(404);
    assertThat(pitwall.get(spans + "/a2").status()).isEqualTo(404);
    assertThat(pitwall.get(spans + "?detailed=perhaps").status()).isEqualTo(422);
  }

  @Test
  void spansComeInPagesAndWindows() {
    run(1, START, false);
    String spans = RUNS + "/" + trace(1) + "/spans";

    JsonNode first = get(spans + "?limit=2");
    JsonNode second = get(spans + "?limit=2&cursor=" + first.get("next_cursor").asString());

    assertThat(first.get("spans").size()).isEqualTo(2);
    assertThat(second.at("/spans/0/span_id").asString()).isEqualTo("00000000000000a3");
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(
            get(spans + "?window=2600,3200")
                .get("spans")
                .valueStream()
                .map(span -> span.get("span_id").asString()))
        .containsExactly("00000000000000a1", "00000000000000a3");
    assertThat(pitwall.get(spans + "?window=5").status()).isEqualTo(422);
    assertThat(pitwall.get(spans + "?cursor=made-up").status()).isEqualTo(422);
  }

  @Test
  void fault09AnUnknownRunIsNotFound() {
    for (String id : List.of("abc", "00000000000000000000000000000000", trace(9))) {
      for (String path : List.of("", "/spans")) {
        Answer answer = pitwall.get(RUNS + "/" + id + path);
        assertThat(answer.status()).as(id + path).isEqualTo(404);
        assertThat(answer.at("/detail").asString()).contains("trace id");
      }
    }
  }
}
