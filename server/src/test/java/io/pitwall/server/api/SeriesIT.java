package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SeriesIT {
  private static final String SERIES = RunningPitwall.API + "/series?metric=";
  private static RunningPitwall pitwall;

  @BeforeAll
  static void twoQueuesAndACounter(@TempDir Path folder) {
    pitwall = RunningPitwall.in(folder);
    record("depth", "gauge", "a", 10, 5);
    record("depth", "gauge", "a", 10, 15);
    record("depth", "gauge", "b", 10, 2);
    record("depth", "gauge", "b", 30, 8);
    record("jobs", "counter", "a", 10, 100);
    record("jobs", "counter", "a", 20, 150);
    record("jobs", "counter", "a", 40, 10);
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  /** Records a value so many seconds before noon has passed one minute. */
  private static void record(String name, String type, String queue, int second, double value) {
    Answer answer =
        pitwall.post(
            RunningPitwall.API + "/metrics",
            """
            {"name": "%s", "metric_type": "%s", "tags": {"queue": "%s"}, "value": %s,
             "timestamp": "2026-03-01T11:59:%02dZ", "unit": "jobs"}
            """
                .formatted(name, type, queue, value, second));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static JsonNode get(String query) {
    Answer answer =
        pitwall.get(SERIES + query + "&from=2026-03-01T11:59:00Z&to=2026-03-01T12:00:00Z&step=10");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> column(JsonNode series, String name) {
    return series.get(name).valueStream().map(JsonNode::toString).toList();
  }

  @Test
  void fault02SeriesOfAMetricAreApart() {
    JsonNode answer = get("depth");

    assertThat(answer.get("series_total").asInt()).isEqualTo(2);
    assertThat(answer.get("t").valueStream().map(JsonNode::asString))
        .startsWith("2026-03-01T11:59:00Z", "2026-03-01T11:59:10Z")
        .hasSize(6);
    JsonNode a = answer.at("/series/0");
    assertThat(a.at("/tags/queue").asString()).isEqualTo("a");
    assertThat(column(a, "mean")).containsExactly("null", "10.0", "null", "null", "null", "null");
    assertThat(column(a, "min").get(1)).isEqualTo("5.0");
    assertThat(column(a, "max").get(1)).isEqualTo("15.0");
    assertThat(column(a, "n")).containsExactly("0", "2", "0", "0", "0", "0");
    assertThat(column(answer.at("/series/1"), "mean"))
        .containsExactly("null", "2.0", "null", "8.0", "null", "null");
  }

  @Test
  void seriesAreTakenTogetherAsAsked() {
    assertThat(column(get("depth&agg=sum").at("/series/0"), "mean").subList(1, 4))
        .containsExactly("12.0", "null", "8.0");
    assertThat(column(get("depth&agg=max").at("/series/0"), "mean").get(1)).isEqualTo("10.0");
    assertThat(column(get("depth&agg=min").at("/series/0"), "min").get(1)).isEqualTo("2.0");
    assertThat(column(get("depth&agg=mean").at("/series/0"), "mean").get(1))
        .isEqualTo(Double.toString(22 / 3.0));
    assertThat(column(get("depth&agg=mean").at("/series/0"), "n").get(1)).isEqualTo("3");
  }

  @Test
  void seriesAreChosenByTheirTags() {
    assertThat(get("depth&tags=queue=b").get("series_total").asInt()).isEqualTo(1);
    assertThat(get("depth&tags=queue=c").get("series").size()).isZero();
    assertThat(pitwall.get(SERIES + "depth&tags=queue").status()).isEqualTo(422);
  }

  @Test
  void fault11CountersAreAnsweredAsRates() {
    JsonNode rates = get("jobs").at("/series/0");

    assertThat(rates.get("type").asString()).isEqualTo("rate");
    assertThat(rates.get("unit").asString()).isEqualTo("jobs/s");
    // 50 in 10 s; then the counter started again and made 10 in 20 s.
    assertThat(column(rates, "mean")).containsExactly("null", "null", "5.0", "null", "0.5", "null");
  }

  @Test
  void theBucketThatHasNotEndedIsMarked() {
    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"open\", \"value\": 1, \"metric_type\": \"gauge\"}");

    JsonNode answer = pitwall.get(SERIES + "open&from=2026-03-01T11:58:00Z&step=60").json();

    assertThat(answer.get("open_bucket").asInt()).isEqualTo(2);
    assertThat(answer.at("/t/2").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(get("depth").get("open_bucket").isNull()).isTrue();
  }

  @Test
  void anUnknownMetricHasNoSeriesAndANameIsNeeded() {
    assertThat(get("unknown").get("series").size()).isZero();
    assertThat(pitwall.get(RunningPitwall.API + "/series").status()).isEqualTo(422);
  }
}
