package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

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

/** Databases, endpoints and outside services as spans tell of them. */
class AroundIT {
  private static final Instant BEFORE = RunningPitwall.START.minusSeconds(600);
  private static final String AGENT = "00000000000000a1";

  @TempDir Path folder;
  private RunningPitwall pitwall;
  private final List<String> spans = new ArrayList<>();

  @BeforeEach
  void start() {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  /** A span below the agent; kind 2 is SERVER, 3 CLIENT. */
  private void span(int id, int kind, int millis, boolean error, Object... attributes) {
    spans.add(
        """
        {"traceId": "%032x", "spanId": "%016x", "parentSpanId": "%s", "name": "x", "kind": %d,
         "startTimeUnixNano": "%d", "endTimeUnixNano": "%d", "status": {"code": %d}, "attributes": [%s]}
        """
            .formatted(
                7,
                0x1000 + id,
                AGENT,
                kind,
                RunningPitwall.micros(BEFORE) * 1_000,
                RunningPitwall.micros(BEFORE.plusMillis(millis)) * 1_000,
                error ? 2 : 0,
                attributes(attributes)));
  }

  private static String attributes(Object... namesAndValues) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      boolean number = namesAndValues[i + 1] instanceof Integer;
      list.append(list.isEmpty() ? "" : ",")
          .append(
              "{\"key\": \"%s\", \"value\": {\"%s\": \"%s\"}}"
                  .formatted(
                      namesAndValues[i],
                      number ? "intValue" : "stringValue",
                      namesAndValues[i + 1]));
    }
    return list.toString();
  }

  private void agent() {
    spans.add(
        """
        {"traceId": "%032x", "spanId": "%s", "name": "invoke_agent clerk", "kind": 1,
         "startTimeUnixNano": "%d", "endTimeUnixNano": "%d", "attributes": [%s]}
        """
            .formatted(
                7,
                AGENT,
                RunningPitwall.micros(BEFORE) * 1_000,
                RunningPitwall.micros(BEFORE.plusSeconds(5)) * 1_000,
                attributes("gen_ai.operation.name", "invoke_agent", "gen_ai.agent.name", "clerk")));
  }

  private void send() {
    Answer answer =
        pitwall.post(
            "/v1/traces",
            """
            {"resourceSpans": [{"resource": {"attributes": [%s]}, "scopeSpans": [{"spans": [%s]}]}]}
            """
                .formatted(attributes("service.name", "shop"), String.join(",", spans)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("rejected");
  }

  private JsonNode get(String path) {
    Answer answer = pitwall.get(RunningPitwall.API + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void queriesThatDifferInLiteralsAreOneWithItsCallersRowsAndPercentiles() {
    agent();
    for (int i = 0; i < 100; i++) {
      span(
          i,
          3,
          i < 90 ? 10 : 200,
          i < 4,
          "db.system.name",
          "postgresql",
          "db.query.text",
          "SELECT *  FROM orders WHERE id = " + i + " AND name = 'secret" + i + "'",
          "db.response.returned_rows",
          3);
    }
    span(200, 3, 50, false, "db.system", "redis", "db.operation", "GET");
    send();
    pitwall.roundAfter(Duration.ofSeconds(5));

    JsonNode answer = get("/database/queries");

    assertThat(answer.get("total").asInt()).isEqualTo(2);
    JsonNode query = answer.at("/queries/0");
    assertThat(query.get("query").asString())
        .isEqualTo("SELECT * FROM orders WHERE id = ? AND name = ?");
    assertThat(query.get("summary").asString()).isEqualTo("SELECT orders");
    assertThat(query.get("system").asString()).isEqualTo("postgresql");
    assertThat(query.get("count").asInt()).isEqualTo(100);
    assertThat(query.get("errors").asInt()).isEqualTo(4);
    assertThat(query.get("error_rate").asDouble()).isCloseTo(0.04, within(1e-9));
    assertThat(query.get("rate_per_minute").asDouble()).isCloseTo(100 / 60.0, within(1e-6));
    assertThat(query.get("p50_ms").asDouble()).isCloseTo(10, within(0.5));
    assertThat(query.get("p95_ms").asDouble()).isCloseTo(200, within(5.0));
    assertThat(query.get("total_seconds").asDouble()).isCloseTo(2.9, within(1e-6));
    assertThat(query.get("rows_total").asInt()).isEqualTo(300);
    assertThat(query.at("/callers/0/service").asString()).isEqualTo("shop");
    assertThat(query.at("/callers/0/agent_type").asString()).isEqualTo("clerk");
    assertThat(query.at("/callers/0/count").asInt()).isEqualTo(100);
    assertThat(answer.at("/queries/1/query").asString()).isEqualTo("GET");
    assertThat(get("/runs/%032x/spans?limit=500".formatted(7)).toString()).doesNotContain("secret");
  }

  @Test
  void spansThatComeTwiceCountOnce() {
    span(1, 3, 10, false, "db.system", "postgresql", "db.statement", "SELECT 1 FROM t");
    send();
    send();
    pitwall.roundAfter(Duration.ofSeconds(5));
    send();
    pitwall.roundAfter(Duration.ofSeconds(5));

    assertThat(get("/database/queries").at("/queries/0/count").asInt()).isEqualTo(1);
  }

  @Test
  void servedRequestsAreListedByTemplateAndOurOwnAmongThem() {
    for (int i = 0; i < 10; i++) {
      span(
          i,
          2,
          20,
          i == 0,
          "http.request.method",
          "GET",
          "url.path",
          "/orders/" + (4_000 + i),
          "http.response.status_code",
          i == 0 ? 500 : i == 1 ? 404 : 200);
    }
    send();
    pitwall.roundAfter(Duration.ofSeconds(5));

    JsonNode endpoints = get("/endpoints?sort=count&order=desc");

    JsonNode orders = endpoints.at("/endpoints/0");
    assertThat(orders.get("route").asString()).isEqualTo("/orders/{id}");
    assertThat(orders.get("service").asString()).isEqualTo("shop");
    assertThat(orders.get("count").asInt()).isEqualTo(10);
    assertThat(orders.get("errors").asInt()).isEqualTo(1);
    assertThat(orders.get("client_errors").asInt()).isEqualTo(1);
    // Our own are told after their answer, by the round that follows.
    await()
        .untilAsserted(
            () -> {
              pitwall.roundAfter(Duration.ofSeconds(5));
              assertThat(get("/endpoints?q=/v1/traces").get("endpoints")).isNotEmpty();
            });
    JsonNode own = get("/endpoints?q=/v1/traces").at("/endpoints/0");
    assertThat(own.get("service").asString()).isEqualTo("pitwall");
    assertThat(own.get("method").asString()).isEqualTo("POST");
    assertThat(own.get("count").asInt()).isEqualTo(1);
  }

  @Test
  void outsideServicesTellThrottlingTimeoutsAndRetries() {
    for (int i = 0; i < 10; i++) {
      span(
          i,
          3,
          100,
          i < 3,
          "http.request.method",
          "POST",
          "server.address",
          "api.pay.example",
          "url.full",
          "https://api.pay.example/charges/" + (10_000 + i),
          "http.response.status_code",
          i == 0 ? 429 : i == 1 ? 504 : i == 2 ? 500 : 200,
          "http.request.resend_count",
          i == 3 ? 1 : 0);
    }
    span(
        20,
        3,
        900,
        true,
        "gen_ai.operation.name",
        "chat",
        "gen_ai.request.model",
        "m-1",
        "gen_ai.provider.name",
        "acme",
        "error.type",
        "RateLimitError");
    send();
    pitwall.roundAfter(Duration.ofSeconds(5));

    JsonNode pay = get("/external?q=pay").at("/external/0");
    assertThat(pay.get("host").asString()).isEqualTo("api.pay.example");
    assertThat(pay.get("operation").asString()).isEqualTo("POST /charges/{id}");
    assertThat(pay.get("kind").asString()).isEqualTo("http");
    assertThat(pay.get("count").asInt()).isEqualTo(10);
    assertThat(pay.get("errors").asInt()).isEqualTo(3);
    assertThat(pay.get("throttled").asInt()).isEqualTo(1);
    assertThat(pay.get("timeouts").asInt()).isEqualTo(1);
    assertThat(pay.get("retries").asInt()).isEqualTo(1);
    JsonNode model = get("/external?q=acme").at("/external/0");
    assertThat(model.get("kind").asString()).isEqualTo("model");
    assertThat(model.get("operation").asString()).isEqualTo("m-1");
    assertThat(model.get("throttled").asInt()).isEqualTo(1);
  }

  @Test
  void listsAreSortedCutAndLimitedToTheRange() {
    for (int i = 0; i < 5; i++) {
      span(i, 3, 10 + i, false, "db.system", "postgresql", "db.statement", "SELECT c FROM t" + i);
    }
    send();
    pitwall.roundAfter(Duration.ofSeconds(5));

    JsonNode slowest = get("/database/queries?sort=p95_ms&limit=2");
    assertThat(slowest.get("total").asInt()).isEqualTo(5);
    assertThat(slowest.get("queries")).hasSize(2);
    assertThat(slowest.at("/queries/0/summary").asString()).isEqualTo("SELECT t4");
    JsonNode fastest = get("/database/queries?sort=p95_ms&order=asc&limit=1");
    assertThat(fastest.at("/queries/0/summary").asString()).isEqualTo("SELECT t0");
    assertThat(
            get("/database/queries?from=2026-02-28T00:00:00Z&to=2026-02-28T01:00:00Z")
                .get("total")
                .asInt())
        .isZero();
    assertThat(pitwall.get(RunningPitwall.API + "/external?sort=nothing").status()).isEqualTo(422);
    assertThat(pitwall.get(RunningPitwall.API + "/external?limit=0").status()).isEqualTo(422);
    assertThat(pitwall.get(RunningPitwall.API + "/external?hours=1&from=1").status())
        .isEqualTo(422);
  }
}
