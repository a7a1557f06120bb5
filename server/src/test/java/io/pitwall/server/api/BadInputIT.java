package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.config.ServerConfig;
import io.pitwall.server.http.HttpLimits;
import io.pitwall.store.api.SeriesQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is clear, the process lives, and nothing of it is kept. */
class BadInputIT {
  private static final String METRICS = RunningPitwall.API + "/metrics";
  private static final String EXECUTIONS = RunningPitwall.API + "/agent-performance";
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start(@TempDir Path folder) {
    PitwallConfig config = RunningPitwall.config(folder, false);
    ServerConfig server = config.server();
    HttpLimits limits = server.limits();
    HttpLimits tight =
        new HttpLimits(
            64 << 10,
            128 << 10,
            limits.maxBufferedBytes(),
            limits.maxHeaderBytes(),
            limits.maxConnections(),
            limits.maxRequests(),
            limits.maxEventStreams(),
            limits.eventQueue(),
            limits.headTimeout(),
            limits.bodyTimeout(),
            limits.writeTimeout(),
            limits.idleTimeout(),
            limits.heartbeat(),
            limits.drainTimeout());
    pitwall =
        RunningPitwall.start(
            config.with(
                new ServerConfig(
                    server.host(),
                    0,
                    server.otlpPorts(),
                    server.allowedHosts(),
                    server.allowedOrigins(),
                    tight)),
            new io.pitwall.model.time.ManualClock(RunningPitwall.micros(RunningPitwall.START)));
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static Arguments metric(String what, String json, int status, String field, String text) {
    return argumentSet("metric: " + what, METRICS, json, status, field, text);
  }

  private static Arguments task(String what, String json, int status, String field, String text) {
    return argumentSet("task: " + what, EXECUTIONS, json, status, field, text);
  }

  private static String of(String name, String value, String rest) {
    return "{\"name\": %s, \"value\": %s, \"metric_type\": \"gauge\"%s}"
        .formatted(name, value, rest);
  }

  private static String done(String id, String seconds, String rest) {
    return "{\"agent_id\": %s, \"agent_type\": \"t\", \"execution_time\": %s, \"success\": true%s}"
        .formatted(id, seconds, rest);
  }

  static Stream<Arguments> refused() {
    String longName = "\"" + "n".repeat(300) + "\"";
    return Stream.of(
        metric("malformed", "{\"name\": ", 400, "", "malformed"),
        metric("no object", "[]", 422, "$", "an object"),
        metric("nothing", "", 422, "$", "an object"),
        metric("trailing text", of("\"bad\"", "1", "") + "x", 400, "", "malformed"),
        metric("repeated field", of("\"bad\"", "1", ", \"value\": 2"), 400, "", "uplicate"),
        metric("NaN", of("\"bad\"", "NaN", ""), 400, "", "NaN"),
        metric("NaN as text", of("\"bad\"", "\"NaN\"", ""), 422, "value", "finite"),
        metric("infinite", of("\"bad\"", "1e999", ""), 422, "value", "finite"),
        metric("a number as text", of("\"bad\"", "\"12\"", ""), 422, "value", "a number"),
        metric("no value", of("\"bad\"", "null", ""), 422, "value", "finite"),
        metric("empty name", of("\"\"", "1", ""), 422, "name", "name of a metric"),
        metric("oversized name", of(longName, "1", ""), 422, "name", "255 characters"),
        metric("unknown field", of("\"bad\"", "1", ", \"vaule\": 2"), 422, "vaule", "one of"),
        metric(
            "tag without value",
            of("\"bad\"", "1", ", \"tags\": {\"a\": null}"),
            422,
            "tags.a",
            "text"),
        metric(
            "too far back",
            of("\"bad\"", "1", ", \"timestamp\": \"2015-01-01T00:00:00Z\""),
            422,
            "timestamp",
            "2016-02-29"),
        metric(
            "too far ahead",
            of("\"bad\"", "1", ", \"timestamp\": \"2026-03-02T12:00:01Z\""),
            422,
            "timestamp",
            "2026-03-02"),
        metric(
            "time without zone",
            of("\"bad\"", "1", ", \"timestamp\": \"2026-03-01T12:00:00\""),
            422,
            "timestamp",
            "zone"),
        metric("one and many", of("\"bad\"", "1", ", \"metrics\": []"), 422, "metrics", "either"),
        metric(
            "unknown type",
            "{\"name\": \"bad\", \"value\": 1, \"metric_type\": \"GAUGE\"}",
            422,
            "metric_type",
            "one of counter, gauge"),
        task("empty id", done("\"\"", "1", ""), 422, "agent_id", "id of an agent"),
        task("oversized id", done(longName, "1", ""), 422, "agent_id", "255 characters"),
        task("negative time", done("\"bad\"", "-1", ""), 422, "execution_time", "from 0"),
        task("infinite time", done("\"bad\"", "1e999", ""), 422, "execution_time", "from 0"),
        task("milliseconds", done("\"bad\"", "99999999", ""), 422, "execution_time", "8640000"),
        task(
            "huge memory",
            done("\"bad\"", "1", ", \"memory_usage\": 1e300"),
            422,
            "memory_usage",
            "from 0"),
        task(
            "negative tokens",
            done("\"bad\"", "1", ", \"tokens\": {\"input\": -1}"),
            422,
            "tokens.input",
            "from 0"),
        task(
            "tokens as a number",
            done("\"bad\"", "1", ", \"tokens\": 5"),
            422,
            "tokens",
            "an object"),
        task("unknown field", done("\"bad\"", "1", ", \"agent\": 1"), 422, "agent", "one of"),
        task(
            "success as text",
            "{\"agent_id\": \"bad\", \"agent_type\": \"t\", \"execution_time\": 1, \"success\": \"yes\"}",
            422,
            "success",
            "true or false"),
        task(
            "no success",
            "{\"agent_id\": \"bad\", \"agent_type\": \"t\", \"execution_time\": 1}",
            422,
            "success",
            "true or false"),
        task(
            "day ahead",
            done("\"bad\"", "1", ", \"timestamp\": 9999999999999"),
            422,
            "timestamp",
            "2026-03-02"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String path, String json, int status, String field, String text) {
    long before = pitwall.engine().intake().refusals().total();

    Answer answer = pitwall.post(path, json);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.at("/success").asBoolean()).isFalse();
    assertThat(answer.at("/errors/0/field").asString("")).isEqualTo(field);
    assertThat(answer.at("/detail").asString()).contains(text);
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("at io.pitwall");
    assertThat(pitwall.engine().intake().refusals().total()).isGreaterThan(before);
    assertThat(pitwall.engine().telemetry().findSeries(SeriesQuery.named("bad"))).isEmpty();
    assertThat(pitwall.engine().agents().profile("bad")).isEmpty();
  }

  @Test
  void allFaultsOfABatchAreNamedAtOnce() {
    Answer answer =
        pitwall.post(
            METRICS,
            """
            {"metrics": [{"name": "", "value": null, "metric_type": "x"}, null,
                         {"name": "ok", "value": 1, "metric_type": "gauge", "timestamp": true}]}
            """);

    assertThat(answer.json().get("errors").valueStream().map(e -> e.get("field").asString()))
        .containsExactly(
            "metrics[0].name",
            "metrics[0].value",
            "metrics[0].metric_type",
            "metrics[1]",
            "metrics[2].timestamp");
  }

  @Test
  void anotherContentTypeIsRefused() {
    Answer answer =
        pitwall.send(
            pitwall
                .request(METRICS)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<x/>")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.at("/detail").asString()).contains("application/json", "text/xml");
  }

  @Test
  void anOversizedBodyIsRefused() {
    Answer answer = pitwall.post(METRICS, of("\"" + "x".repeat(200_000) + "\"", "1", ""));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.at("/detail").asString()).contains("server.max-");
  }

  @Test
  void anUnknownQueryParameterIsRefusedWithItsName() {
    Answer answer = pitwall.get(RunningPitwall.API + "/summary?hour=1");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/errors/0/field").asString()).isEqualTo("hour");
    assertThat(answer.at("/errors/0/expected").asString()).contains("hours");
  }

  @Test
  void aRangeIsGivenOnceAndInOrder() {
    for (String query :
        new String[] {
          "hours=1&from=2026-03-01T00:00:00Z",
          "to=2026-03-01T00:00:00Z",
          "from=2026-03-01T12:00:00Z&to=2026-03-01T11:00:00Z",
          "from=2026-03-02T00:00:00Z",
          "from=2026-03-01T12:00:00",
          "from=1900-01-01T00:00:00Z"
        }) {
      Answer answer = pitwall.get(RunningPitwall.API + "/historical?" + query);
      assertThat(answer.status()).as(query).isEqualTo(422);
      assertThat(answer.at("/errors/0/field").asString()).isIn("hours", "from", "to");
    }
  }

  @Test
  void aClientThatSendsHalfARequestHarmsNobody() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), pitwall.application().port())) {
      OutputStream out = slow.getOutputStream();
      out.write(
          ("POST " + METRICS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      slow.shutdownOutput();

      assertThat(pitwall.get("/healthz").status()).isEqualTo(200);
      assertThat(
              pitwall
                  .post(
                      METRICS, "{\"name\": \"meanwhile\", \"value\": 1, \"metric_type\": \"rate\"}")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void hugeButFiniteValuesAreTaken() {
    assertThat(pitwall.post(METRICS, of("\"huge\"", "1.7e308", "")).status()).isEqualTo(200);
    assertThat(pitwall.post(METRICS, of("\"huge\"", "-1.7e308", "")).status()).isEqualTo(200);

    Answer answer = pitwall.get(RunningPitwall.API + "/series?metric=huge");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(pitwall.roundAfter(Duration.ZERO).get("/readyz").status()).isEqualTo(200);
  }
}
