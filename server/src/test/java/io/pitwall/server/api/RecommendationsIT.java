package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecommendationsIT {
  private static final String ADVICE = RunningPitwall.API + "/recommendations";

  @TempDir Path folder;
  private RunningPitwall pitwall;

  @BeforeEach
  void anAgentThatFailsOften() {
    pitwall = RunningPitwall.in(folder);
    done("coder-1", 25, false);
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private void done(String agent, double seconds, boolean success) {
    pitwall.post(
        RunningPitwall.API + "/agent-performance",
        "{\"agent_id\": \"%s\", \"agent_type\": \"coder\", \"execution_time\": %s, \"success\": %s}"
            .formatted(agent, seconds, success));
  }

  private List<JsonNode> advice(String query) {
    Answer answer = pitwall.get(ADVICE + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("recommendations").valueStream().toList();
  }

  @Test
  void fault08RoundAfterRoundThereIsOneRecordOfTheSameAdvice() {
    for (int i = 0; i < 5; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }

    assertThat(advice("")).hasSize(1);
    JsonNode one = advice("").getFirst();
    assertThat(one.get("state").asString()).isEqualTo("open");
    assertThat(one.get("first_seen").asString()).isEqualTo("2026-03-01T12:00:05Z");
    assertThat(one.get("last_seen").asString()).isEqualTo("2026-03-01T12:00:25Z");
    assertThat(one.at("/scope/agent_id").asString()).isEqualTo("coder-1");
    assertThat(one.at("/evidence/current_score").isNumber()).isTrue();
    assertThat(one.get("prediction").isNull()).isTrue();
  }

  @Test
  void fault08AdviceClosesWhenItsEvidenceIsGoneAndOpensAgainWithIt() {
    pitwall.roundAfter(Duration.ofSeconds(5));
    String id = advice("").getFirst().get("id").asString();
    for (int i = 0; i < 99; i++) {
      done("coder-1", 0.1, true);
    }
    pitwall.roundAfter(Duration.ofSeconds(5));

    assertThat(advice("")).isEmpty();
    assertThat(advice("?state=closed")).hasSize(1);
    for (int i = 0; i < 300; i++) {
      done("coder-1", 0.1, false);
    }
    pitwall.roundAfter(Duration.ofSeconds(5));

    assertThat(advice("?state=all")).hasSize(1);
    assertThat(advice("").getFirst().get("id").asString()).isEqualTo(id);
    assertThat(
            advice("").getFirst().get("history").valueStream().map(c -> c.get("state").asString()))
        .containsExactly("open", "closed", "open");
  }

  @Test
  void adviceThatIsSetAsideIsNotShownAgain() {
    pitwall.roundAfter(Duration.ofSeconds(5));
    String id = advice("").getFirst().get("id").asString();

    Answer answer = pitwall.post(ADVICE + "/" + id + "/dismiss", "{\"reason\": \"it is new\"}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/recommendation/state").asString()).isEqualTo("dismissed");
    assertThat(answer.at("/recommendation/history/1/by").asString()).isEqualTo("local");
    assertThat(answer.at("/recommendation/history/1/reason").asString()).isEqualTo("it is new");
    pitwall.roundAfter(Duration.ofSeconds(5));
    assertThat(advice("")).isEmpty();
    assertThat(pitwall.engine().control().recommendations().getFirst().state().wireName())
        .isEqualTo("dismissed");
    assertThat(pitwall.post(ADVICE + "/" + id + "/dismiss", "").status()).isEqualTo(409);
    assertThat(pitwall.post(ADVICE + "/none/dismiss", "").status()).isEqualTo(404);
    assertThat(pitwall.post(ADVICE + "/" + id + "/dismiss", "{\"why\": 1}").status())
        .isEqualTo(422);
  }

  @Test
  void adviceIsChosenByWhatItIsAbout() {
    done("coder-2", 1, true);
    done("coder-2", 70, true);
    pitwall.roundAfter(Duration.ofSeconds(5));

    assertThat(advice("?agent_id=coder-2"))
        .extracting(a -> a.get("issue").asString())
        .containsExactly("slow_execution");
    assertThat(advice("?priority=high"))
        .extracting(a -> a.get("agent_id").asString())
        .containsExactly("coder-1");
    assertThat(advice("?workflow=none")).isEmpty();
    assertThat(pitwall.get(ADVICE + "?state=new").status()).isEqualTo(422);
  }

  @Test
  void whatAChangeCameToIsMeasuredAndEnteredInTheLedger() {
    for (int i = 0; i < 60; i++) {
      done("coder-1", 38 + i % 5, true);
    }
    pitwall.roundAfter(Duration.ofSeconds(5));
    JsonNode slow =
        advice("").stream()
            .filter(a -> a.get("issue").asString().equals("slow_execution"))
            .findFirst()
            .orElseThrow();
    pitwall.roundAfter(Duration.ofMinutes(1));
    String one = ADVICE + "/" + slow.get("id").asString();
    assertThat(pitwall.post(one + "/accept", "{}").at("/recommendation/state").asString())
        .isEqualTo("accepted");
    assertThat(pitwall.post(one + "/apply", "{\"mode\": \"dry_run\"}").status()).isEqualTo(200);
    assertThat(pitwall.post(one + "/apply", "{\"mode\": \"canary\"}").status()).isEqualTo(422);

    Answer applied = pitwall.post(one + "/apply", "{\"reason\": \"smaller prompts\"}");
    assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    assertThat(applied.at("/recommendation/state").asString()).isEqualTo("applied");
    assertThat(applied.at("/recommendation/outcome/verdict").asString()).isEqualTo("measuring");
    assertThat(pitwall.post(one + "/apply", "").status()).isEqualTo(409);

    pitwall.roundAfter(Duration.ofMinutes(2));
    for (int i = 0; i < 60; i++) {
      done("coder-1", 18 + i % 5, true);
    }
    pitwall.roundAfter(Duration.ofSeconds(5));

    JsonNode entry = pitwall.get(RunningPitwall.API + "/ledger").json().at("/entries/0");
    assertThat(entry.get("issue").asString()).isEqualTo("slow_execution");
    assertThat(entry.get("applied_by").asString()).isEqualTo("local");
    JsonNode outcome = entry.get("outcome");
    assertThat(outcome.get("verdict").asString()).as(entry.toString()).isEqualTo("better");
    assertThat(outcome.get("change").asDouble()).isBetween(-0.55, -0.45);
    assertThat(outcome.get("high").asDouble()).isNegative();
    assertThat(outcome.get("runs_after").asInt()).isEqualTo(60);
    assertThat(advice("?state=measured")).hasSize(1);
  }
}
