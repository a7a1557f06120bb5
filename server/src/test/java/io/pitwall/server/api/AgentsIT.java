package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AgentsIT {
  private static final String AGENTS = RunningPitwall.API + "/agents";

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

  private void done(String agent, String type, double seconds, boolean success) {
    Answer answer =
        pitwall.post(
            RunningPitwall.API + "/agent-performance",
            "{\"agent_id\": \"%s\", \"agent_type\": \"%s\", \"execution_time\": %s, \"success\": %s}"
                .formatted(agent, type, seconds, success));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private JsonNode get(String query) {
    Answer answer = pitwall.get(AGENTS + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<String> ids(String query) {
    return get(query).get("agents").valueStream().map(a -> a.get("agent_id").asString()).toList();
  }

  @Test
  void fault20AgentsAreListedSortedFilteredAndInPages() {
    done("slow-1", "coder", 8, true);
    done("fast-1", "coder", 1, true);
    done("fast-2", "planner", 1, true);
    done("broken", "planner", 1, false);

    assertThat(ids("")).containsExactly("broken", "slow-1", "fast-1", "fast-2");
    assertThat(ids("?order=desc")).containsExactly("fast-1", "fast-2", "slow-1", "broken");
    assertThat(ids("?sort=agent_id")).containsExactly("broken", "fast-1", "fast-2", "slow-1");
    assertThat(ids("?sort=average_execution_time&limit=1")).containsExactly("slow-1");
    assertThat(ids("?type=planner")).containsExactly("broken", "fast-2");
    assertThat(ids("?q=FAST")).containsExactly("fast-1", "fast-2");
    JsonNode page = get("?limit=3");
    assertThat(page.get("total").asInt()).isEqualTo(4);
    assertThat(ids("?limit=3&cursor=" + page.get("next_cursor").asString()))
        .containsExactly("fast-2");
    assertThat(get("?limit=4").get("next_cursor").isNull()).isTrue();
  }

  @Test
  void fault20AgentsOutliveARestart() {
    done("planner-1", "planner", 2, true);
    done("planner-1", "planner", 4, false);
    JsonNode before = get("/planner-1").get("agent_performance");
    pitwall.close();
    pitwall = RunningPitwall.in(folder);

    assertThat(get("/planner-1").get("agent_performance")).isEqualTo(before);
    assertThat(ids("")).containsExactly("planner-1");
  }

  @Test
  void fault13AnAgentHasSlidingWindowsBesideItsLifetime() {
    for (int i = 0; i < 20; i++) {
      done("a", "t", 1, true);
    }
    pitwall.roundAfter(Duration.ofHours(2));
    done("a", "t", 9, false);

    JsonNode agent = get("/a").get("agent_performance");
    assertThat(agent.get("task_count").asInt()).isEqualTo(21);
    assertThat(agent.get("average_execution_time").asDouble()).isCloseTo(29 / 21.0, within(1e-9));
    JsonNode hour = agent.get("windows").get("1h");
    assertThat(hour.get("count").asInt()).isEqualTo(1);
    assertThat(hour.get("success_rate").asDouble()).isZero();
    assertThat(hour.get("p50").asDouble()).isCloseTo(9, within(0.1));
    assertThat(hour.get("throughput_per_minute").asDouble()).isCloseTo(1 / 60.0, within(1e-9));
    JsonNode day = agent.get("windows").get("24h");
    assertThat(day.get("count").asInt()).isEqualTo(21);
    assertThat(day.get("p50").asDouble()).isCloseTo(1, within(0.02));
    assertThat(day.get("p99").asDouble()).isCloseTo(9, within(0.1));
    assertThat(hour.get("queue_wait_p95").isNull()).isTrue();
  }

  @Test
  void anAgentIsComparedWithThoseOfItsType() {
    done("alone", "hermit", 1, true);
    done("best", "t", 1, true);
    done("worse", "t", 5, true);
    done("worst", "t", 9, true);

    assertThat(get("/best").at("/agent_performance/peers/percentile").asDouble()).isEqualTo(1);
    assertThat(get("/worse").at("/agent_performance/peers/percentile").asDouble()).isEqualTo(0.5);
    assertThat(get("/alone").at("/agent_performance/peers/percentile").isNull()).isTrue();
    assertThat(get("/best").at("/agent_performance/score_parts/speed").asDouble()).isEqualTo(0.9);
  }

  @Test
  void fault09AnUnknownAgentIsNotFoundRatherThanAFailure() {
    Answer answer = pitwall.get(AGENTS + "/nobody%20%3Cb%3E");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.at("/status").asInt()).isEqualTo(404);
    assertThat(answer.at("/title").asString()).isEqualTo("Not Found");
    assertThat(answer.at("/detail").asString()).contains("nobody <b>");
    assertThat(answer.at("/instance").asString()).startsWith(AGENTS);
  }

  @Test
  void anUnchangedListIsNotSentAgain() {
    done("a", "t", 1, true);
    Answer first = pitwall.get(AGENTS);
    String tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(pitwall.send(pitwall.request(AGENTS).header("If-None-Match", tag).GET()).status())
        .isEqualTo(304);
    done("a", "t", 1, false);

    Answer changed = pitwall.send(pitwall.request(AGENTS).header("If-None-Match", tag).GET());
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/agents/0/task_count").asInt()).isEqualTo(2);
  }

  @Test
  void columnsSayTheSameAsRows() {
    done("plain", "coder", 1.23456, true);
    done("quote\\\" \\\\ \\u0001 <b>ü\uD83D\uDE80", "coder", 700, false);
    done("other", "planner", 0, true);

    JsonNode rows = get("").get("agents");
    JsonNode columns = get("?columnar=true").get("columns");

    assertThat(columns.get("agent_id").size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      JsonNode row = rows.get(i);
      assertThat(columns.get("agent_id").get(i)).isEqualTo(row.get("agent_id"));
      int type = columns.at("/agent_type/indexes").get(i).asInt();
      assertThat(columns.at("/agent_type/dictionary").get(type)).isEqualTo(row.get("agent_type"));
      for (String field :
          List.of("performance_score", "task_count", "success_rate", "average_execution_time")) {
        assertThat(columns.get(field).get(i).asDouble())
            .as(field)
            .isCloseTo(row.get(field).asDouble(), within(5e-4));
      }
    }
    assertThat(columns.get("last_activity_age_seconds").get(0).asInt()).isZero();
  }

  @Test
  void pagesOfAFewThousandAgentsHoldEachAgentOnce() {
    int agents = 2_500;
    String executions =
        IntStream.range(0, agents)
            .mapToObj(
                i ->
                    "{\"agent_id\": \"agent-%d\", \"agent_type\": \"t%d\", \"execution_time\": %d, \"success\": true}"
                        .formatted(i, i % 7, i % 10))
            .collect(Collectors.joining(",", "{\"executions\": [", "]}"));
    assertThat(
            pitwall
                .post(RunningPitwall.API + "/agent-performance", executions)
                .at("/recorded")
                .asInt())
        .isEqualTo(agents);

    List<String> seen = new ArrayList<>();
    String query = "?limit=1000&columnar=1";
    while (query != null) {
      JsonNode page = get(query);
      page.at("/columns/agent_id").valueStream().forEach(id -> seen.add(id.asString()));
      JsonNode next = page.get("next_cursor");
      query = next.isNull() ? null : "?limit=1000&columnar=1&cursor=" + next.asString();
    }

    assertThat(seen).hasSize(agents).doesNotHaveDuplicates();
  }

  @Test
  void aTypeIsScoredByItsOwnSettings() {
    done("r", "researcher", 60, true);
    assertThat(get("").at("/agents/0/performance_score").asDouble()).isCloseTo(0.7, within(1e-9));

    Answer changed =
        pitwall.put(
            RunningPitwall.API + "/score-settings",
            "{\"researcher\": {\"baseline_seconds\": 120}}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.at("/score_settings/agent_types/researcher/baseline_seconds").asDouble())
        .isEqualTo(120);
    assertThat(get("").at("/agents/0/performance_score").asDouble()).isCloseTo(0.85, within(1e-9));
    pitwall.put(RunningPitwall.API + "/score-settings", "{\"researcher\": null}");
    assertThat(get("").at("/agents/0/performance_score").asDouble()).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void settingsOfScoresThatMakeNoSenseAreRefusedWhole() {
    String path = RunningPitwall.API + "/score-settings";
    for (String body :
        List.of(
            "{\"good\": {\"baseline_seconds\": 5}, \"t\": {\"success_weight\": 0.9}}",
            "{\"good\": {\"baseline_seconds\": 5}, \"t\": {\"baseline_seconds\": 0}}",
            "{\"good\": {\"baseline_seconds\": 5}, \"t\": {\"basline_seconds\": 3}}",
            "{\"good\": {\"baseline_seconds\": 5}, \"t\": {\"baseline_seconds\": \"3\"}}",
            "{\"good\": {\"baseline_seconds\": 5}, \"t\": 3}")) {
      Answer answer = pitwall.put(path, body);
      assertThat(answer.status()).as(body).isEqualTo(422);
      assertThat(answer.at("/errors/0/field").asString()).startsWith("t");
    }
    assertThat(pitwall.get(path).at("/score_settings/agent_types").size()).isZero();
  }
}
