package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The history of a machine that was told to us, so that every value is known. */
class HistoryIT {
  private static final String HISTORY = RunningPitwall.API + "/historical";
  private static RunningPitwall pitwall;

  @BeforeAll
  static void aWeekWithASpikeInEveryHour(@TempDir Path folder) {
    pitwall = RunningPitwall.in(folder);
    Instant start = RunningPitwall.START.minus(Duration.ofDays(7));
    String metrics =
        IntStream.range(0, 168 * 12)
            .mapToObj(
                i ->
                    "{\"name\": \"system.cpu.usage\", \"value\": %d, \"metric_type\": \"gauge\", \"timestamp\": \"%s\"}"
                        .formatted(i % 12 == 6 ? 100 : 10, start.plusSeconds(i * 300L + 1)))
            .collect(Collectors.joining(",", "{\"metrics\": [", "]}"));
    Answer answer = pitwall.post(RunningPitwall.API + "/metrics", metrics);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    pitwall.engine().telemetry().fold();
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static JsonNode get(String query) {
    Answer answer = pitwall.get(HISTORY + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void fault01AWholeWeekIsThereWithItsPeaksKept() {
    JsonNode week = get("?hours=168");

    assertThat(week.get("resolution_seconds").asInt()).isEqualTo(900);
    assertThat(week.get("data").size()).isEqualTo(672);
    JsonNode first = week.at("/data/0");
    assertThat(first.get("timestamp").asString()).isEqualTo("2026-02-22T12:00:00Z");
    assertThat(
            week.get("data")
                .valueStream()
                .mapToDouble(row -> row.get("cpu_usage_max").asDouble())
                .max())
        .hasValue(100);
    assertThat(
            week.get("data")
                .valueStream()
                .filter(row -> row.get("cpu_usage_max").asDouble() == 100)
                .count())
        .isEqualTo(168);
    assertThat(
            week.get("data")
                .valueStream()
                .mapToDouble(row -> row.get("cpu_usage").asDouble())
                .max())
        .hasValue(40);
  }

  @Test
  void theNumberOfPointsIsAsAsked() {
    JsonNode coarse = get("?hours=168&max_points=100");

    assertThat(coarse.get("resolution_seconds").asInt()).isEqualTo(7_200);
    assertThat(coarse.get("data").size()).isLessThanOrEqualTo(100).isGreaterThan(80);
    assertThat(get("?hours=24&step=3600").get("data").size()).isEqualTo(24);
    assertThat(get("?hours=24&step=3600").at("/data/3/cpu_usage").asDouble()).isEqualTo(17.5);
    assertThat(pitwall.get(HISTORY + "?hours=168&step=1").status()).isEqualTo(422);
  }

  @Test
  void aRangeInThePastHoldsWhatWasThen() {
    JsonNode hour = get("?from=2026-02-25T00:00:00Z&to=2026-02-25T01:00:00%2B00:00&step=60");

    assertThat(hour.get("data").size()).isEqualTo(12);
    assertThat(hour.at("/data/6/timestamp").asString()).isEqualTo("2026-02-25T00:30:00Z");
    assertThat(hour.at("/data/6/cpu_usage").asDouble()).isEqualTo(100);
    assertThat(get("?from=1772000000000&to=1772003600000").get("data").size()).isEqualTo(12);
  }

  @Test
  void fault12TimesCarryTheirZone() {
    for (JsonNode row : get("?hours=2").get("data")) {
      assertThat(row.get("timestamp").asString()).endsWith("Z");
      assertThat(Instant.parse(row.get("timestamp").asString())).isBefore(RunningPitwall.START);
    }
  }

  @Test
  void anAnswerIsNewAfterEveryRound() {
    JsonNode before = get("?hours=1");
    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"system.cpu.usage\", \"value\": 77, \"metric_type\": \"gauge\"}");
    pitwall.engine().runRound();

    JsonNode after = get("?hours=1");

    assertThat(after.get("data").size()).isEqualTo(before.get("data").size() + 1);
    assertThat(after.get("data").get(after.get("data").size() - 1).get("cpu_usage").asDouble())
        .isEqualTo(77);
  }
}
