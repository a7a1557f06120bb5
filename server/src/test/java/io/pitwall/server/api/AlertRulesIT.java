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

/** Rules, silences and back-tests over HTTP, with a real store. */
class AlertRulesIT {
  private static final String RULES = RunningPitwall.API + "/alert-rules";
  private static final String SILENCES = RunningPitwall.API + "/silences";
  private static final String DEEP =
      """
      {"id": "deep", "condition": {"kind": "threshold", "signal": "queue.depth", "comparator": ">=",
       "aggregate": "sum", "by": ["team"], "limits": {"high": 10}}, "keep_firing": "10s",
       "labels": {"owner": "shop"}}
      """;

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

  private Answer delete(String path) {
    return pitwall.send(pitwall.request(path).DELETE());
  }

  private void depth(String queue, double value) {
    assertThat(
            pitwall
                .post(
                    RunningPitwall.API + "/metrics",
                    "{\"name\": \"queue.depth\", \"value\": %s, \"metric_type\": \"gauge\", \"tags\": {\"queue\": \"%s\", \"team\": \"a\"}}"
                        .formatted(value, queue))
                .status())
        .isEqualTo(200);
  }

  private List<JsonNode> alerts(String query) {
    return pitwall
        .get(RunningPitwall.API + "/alerts" + query)
        .json()
        .get("alerts")
        .valueStream()
        .toList();
  }

  @Test
  void aRuleIsMadeJudgedChangedAndDeletedAndOutlivesARestart() {
    Answer made = pitwall.post(RULES, DEEP);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.at("/rule/source").asString()).isEqualTo("api");
    assertThat(pitwall.post(RULES, DEEP).status()).isEqualTo(409);
    depth("x", 6);
    depth("y", 5);
    pitwall.roundAfter(Duration.ofSeconds(5));

    JsonNode alert = alerts("?active_only=true").getFirst();
    assertThat(alert.get("rule").asString()).isEqualTo("deep");
    assertThat(alert.get("current_value").asDouble()).isEqualTo(11);
    assertThat(alert.at("/labels/owner").asString()).isEqualTo("shop");
    assertThat(alert.at("/tags/team").asString()).isEqualTo("a");
    assertThat(pitwall.get(RULES + "/deep").at("/rule/state").asString()).isEqualTo("firing");

    pitwall.close();
    pitwall = RunningPitwall.in(folder);
    assertThat(pitwall.get(RULES + "/deep").at("/rule/condition/limits/high").asDouble())
        .isEqualTo(10);
    Answer changed = pitwall.put(RULES + "/deep", DEEP.replace("\"high\": 10", "\"high\": 100"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);

    assertThat(delete(RULES + "/deep").status()).isEqualTo(200);
    assertThat(delete(RULES + "/deep").status()).isEqualTo(404);
    assertThat(pitwall.engine().control().auditLog(3))
        .extracting(entry -> entry.action())
        .containsExactly("alert_rules.delete", "alert_rules.update", "alert_rules.create");
    pitwall.roundAfter(Duration.ofSeconds(5));
    assertThat(alerts("?active_only=true")).isEmpty();
  }

  @Test
  void theDefaultPackIsOnAndARuleOfItCanBeReplacedAndReturns() {
    assertThat(pitwall.get(RULES + "/stuck-run").at("/rule/source").asString()).isEqualTo("pack");
    assertThat(delete(RULES + "/stuck-run").status()).isEqualTo(409);
    Answer off =
        pitwall.put(
            RULES + "/stuck-run",
            "{\"condition\": {\"kind\": \"stuck_run\", \"factors\": {\"high\": 9}}, \"enabled\": false}");
    assertThat(off.at("/rule/source").asString()).as(off.text()).isEqualTo("api");
    assertThat(delete(RULES + "/stuck-run").status()).isEqualTo(200);
    assertThat(pitwall.get(RULES + "/stuck-run").at("/rule/enabled").asBoolean()).isTrue();
  }

  @Test
  void thresholdsAreRulesThatAreChangedWhereTheyAre() {
    Answer answer = pitwall.get(RULES + "/threshold:system.cpu.usage");
    assertThat(answer.at("/rule/read_only").asBoolean()).isTrue();
    assertThat(answer.at("/rule/condition/limits/critical").asDouble()).isEqualTo(95);
    assertThat(delete(RULES + "/threshold:system.cpu.usage").status()).isEqualTo(409);
  }

  @Test
  void allThatIsWrongWithARuleIsSaidAtOnce() {
    Answer answer =
        pitwall.post(
            RULES,
            "{\"id\": \"x\", \"condition\": {\"signal\": \"s\", \"limits\": {\"awful\": 1}, \"comparator\": \"~\"}, \"for\": \"soon\", \"foo\": 1}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail").asString())
        .contains("condition.limits.awful", "condition.comparator", "for", "foo");
  }

  @Test
  void aSilenceKeepsAnAlertQuietUntilItEnds() {
    pitwall.post(RULES, DEEP);
    depth("x", 60);
    pitwall.roundAfter(Duration.ofSeconds(5));
    String end = pitwall.now().plusSeconds(3600).toString();

    Answer made =
        pitwall.post(
            SILENCES, "{\"matchers\": [\"owner=shop\"], \"ends_at\": \"%s\"}".formatted(end));

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.at("/silence/state").asString()).isEqualTo("active");
    JsonNode quiet = alerts("").getFirst();
    assertThat(quiet.at("/muted/kind").asString()).isEqualTo("silenced");
    assertThat(quiet.get("state").asString()).isEqualTo("firing");
    String id = made.at("/silence/id").asString();
    assertThat(delete(SILENCES + "/" + id).at("/silence/state").asString()).isEqualTo("expired");
    assertThat(alerts("").getFirst().get("muted").isNull()).isTrue();
    assertThat(pitwall.get(SILENCES).at("/silences/0/id").asString()).isEqualTo(id);
    assertThat(delete(SILENCES + "/none").status()).isEqualTo(404);
    assertThat(
            pitwall
                .post(
                    SILENCES, "{\"matchers\": [\"owner\"], \"ends_at\": \"2020-01-01T00:00:00Z\"}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void aDraftIsTriedOnWhatWasStored() {
    for (int minute = 0; minute < 60; minute++) {
      depth("x", minute >= 20 && minute < 30 ? 50 : 5);
      pitwall.roundAfter(Duration.ofMinutes(1));
    }

    Answer answer =
        pitwall.post(
            RULES + "/backtest",
            "{\"hours\": 2, \"rule\": {\"condition\": {\"signal\": \"queue.depth\", \"comparator\": \">\", \"limits\": {\"high\": 10}}, \"keep_firing\": \"0\"}}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/fired").asInt()).isEqualTo(1);
    assertThat(answer.at("/firing_seconds").asDouble()).isBetween(540.0, 660.0);
    assertThat(answer.at("/intervals/0/extreme").asDouble()).isEqualTo(50);
    assertThat(answer.at("/suggested_limit").asDouble()).isGreaterThan(50);
    assertThat(answer.at("/fired_at_suggested_limit").asInt()).isZero();
  }

  @Test
  void pendingConditionsAreShownOnDemand() {
    pitwall.post(RULES, DEEP.replace("\"keep_firing\"", "\"for\": \"5m\", \"keep_firing\""));
    depth("x", 60);
    pitwall.roundAfter(Duration.ofSeconds(5));

    assertThat(alerts("")).isEmpty();
    assertThat(alerts("?pending=true").getFirst().get("state").asString()).isEqualTo("pending");
  }
}
