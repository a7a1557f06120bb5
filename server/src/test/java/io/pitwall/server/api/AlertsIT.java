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

class AlertsIT {
  private static final String ALERTS = RunningPitwall.API + "/alerts";

  @TempDir Path folder;
  private RunningPitwall pitwall;

  @BeforeEach
  void start() {
    pitwall = RunningPitwall.in(folder);
    pitwall.put(
        RunningPitwall.API + "/thresholds", "{\"queue.depth\": {\"medium\": 10, \"high\": 100}}");
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private void depth(String queue, double value) {
    assertThat(
            pitwall
                .post(
                    RunningPitwall.API + "/metrics",
                    "{\"name\": \"queue.depth\", \"value\": %s, \"metric_type\": \"gauge\", \"tags\": {\"queue\": \"%s\"}}"
                        .formatted(value, queue))
                .status())
        .isEqualTo(200);
  }

  /** Long enough for an alert to fire, and to be resolved. */
  private void looks() {
    for (int i = 0; i < 5; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }
  }

  private List<JsonNode> alerts(String query) {
    Answer answer = pitwall.get(ALERTS + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("alerts").valueStream().toList();
  }

  @Test
  void fault02AlertsArePerSeries() {
    depth("inbox", 50);
    depth("outbox", 5);
    depth("dead", 500);
    looks();

    assertThat(alerts("?active_only=true"))
        .extracting(a -> a.at("/tags/queue").asString() + " " + a.get("severity").asString())
        .containsExactlyInAnyOrder("inbox medium", "dead high");
  }

  @Test
  void fault03AResolvedAlertFiresAgainAsTheSameAlertWithItsHistory() {
    depth("inbox", 50);
    looks();
    String id = alerts("").getFirst().get("id").asString();
    depth("inbox", 1);
    looks();
    JsonNode resolved = alerts("").getFirst();
    assertThat(resolved.get("resolved").asBoolean()).isTrue();
    assertThat(resolved.get("state").asString()).isEqualTo("resolved");
    assertThat(resolved.get("resolution_time").asString()).startsWith("2026-03-01T12:0");
    assertThat(alerts("?active_only=true")).isEmpty();

    depth("inbox", 500);
    looks();

    assertThat(alerts("")).hasSize(1);
    JsonNode again = alerts("").getFirst();
    assertThat(again.get("id").asString()).isEqualTo(id);
    assertThat(again.get("severity").asString()).isEqualTo("high");
    assertThat(again.get("history").valueStream().map(c -> c.get("state").asString()))
        .containsExactly("firing", "resolved", "firing");
  }

  @Test
  void anAlertIsTakenOnByTheCaller() {
    depth("inbox", 50);
    looks();
    String id = alerts("").getFirst().get("id").asString();

    Answer answer = pitwall.post(ALERTS + "/" + id + "/acknowledge", "");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/alert/state").asString()).isEqualTo("acknowledged");
    assertThat(answer.at("/alert/acknowledged_by").asString()).isEqualTo("local");
    assertThat(pitwall.engine().control().alert(id).orElseThrow().acknowledgedBy())
        .isEqualTo("local");
    assertThat(alerts("?active_only=1")).hasSize(1);
  }

  @Test
  void anAlertThatIsNotFiringCannotBeTakenOn() {
    depth("inbox", 50);
    looks();
    String id = alerts("").getFirst().get("id").asString();
    pitwall.post(ALERTS + "/" + id + "/acknowledge", "{}");

    Answer again = pitwall.post(ALERTS + "/" + id + "/acknowledge", "{}");
    Answer unknown = pitwall.post(ALERTS + "/nothing/acknowledge", "{}");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/detail").asString()).contains("acknowledged");
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void alertsAreChosenBySeverityAndTime() {
    depth("inbox", 50);
    looks();
    String later = pitwall.now().toString();
    pitwall.roundAfter(Duration.ofSeconds(60));
    depth("dead", 500);
    looks();

    assertThat(alerts("")).hasSize(2);
    assertThat(alerts("?severity=high"))
        .extracting(a -> a.at("/tags/queue").asString())
        .containsExactly("dead");
    assertThat(alerts("?since=" + later))
        .extracting(a -> a.at("/tags/queue").asString())
        .containsExactly("dead");
    assertThat(pitwall.get(ALERTS + "?severity=severe").status()).isEqualTo(422);
  }

  @Test
  void fault03AlertsAndTheirHistoryOutliveARestart() {
    depth("inbox", 50);
    looks();
    JsonNode before = alerts("").getFirst();
    pitwall.close();
    pitwall = RunningPitwall.in(folder);

    assertThat(alerts("").getFirst()).isEqualTo(before);
  }
}
