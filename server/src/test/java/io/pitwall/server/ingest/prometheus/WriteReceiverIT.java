package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.pitwall.model.metric.Sample;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Remote write from its bytes to what the API shows. */
class WriteReceiverIT {
  private static final long NOON = RunningPitwall.START.toEpochMilli();
  private static final double STALE = Double.longBitsToDouble(WriteReader.STALE);
  private static final String PROTOBUF = "application/x-protobuf";

  private RunningPitwall pitwall;

  @BeforeEach
  void start(@TempDir Path folder) {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private static UnknownFieldSet series(String name, double value, long secondsAgo) {
    return WriteMessages.series(
        new TreeMap<>(Map.of("__name__", name, "job", "fleet", "instance", "a:1")),
        value,
        NOON - secondsAgo * 1_000);
  }

  private Answer write(UnknownFieldSet... series) {
    return send(WriteMessages.snappy(WriteMessages.request(series)), PROTOBUF, "snappy");
  }

  private Answer send(byte[] body, String type, String encoding) {
    HttpRequest.Builder request =
        pitwall.request("/api/v1/write").POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return pitwall.send(request.header("X-Prometheus-Remote-Write-Version", "0.1.0"));
  }

  private JsonNode shown(String metric) {
    return pitwall
        .get(
            RunningPitwall.API
                + "/series?metric="
                + metric
                + "&from=2026-03-01T11:59:00Z&to=2026-03-01T12:00:00Z&step=10")
        .json();
  }

  private List<String> mean(String metric) {
    return shown(metric).at("/series/0/mean").valueStream().map(JsonNode::toString).toList();
  }

  @Test
  void whatIsWrittenIsShown() {
    Answer answer = write(series("depth", 4, 60), series("depth", 8, 40), series("up", 1, 60));

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertThat(mean("depth")).containsExactly("4.0", "null", "8.0", "null", "null", "null");
    JsonNode depth = shown("depth").at("/series/0");
    assertThat(depth.at("/tags/job").asString()).isEqualTo("fleet");
    assertThat(depth.at("/tags/instance").asString()).isEqualTo("a:1");
    assertThat(depth.get("tags").size()).isEqualTo(2);
    assertThat(depth.get("type").asString()).isEqualTo("gauge");
  }

  @Test
  void countersAreShownAsRatesAlsoWhenTheyComeOutOfOrderAndRestart() {
    assertThat(write(series("jobs_total", 100, 60)).status()).isEqualTo(204);
    assertThat(write(series("jobs_total", 10, 30)).status()).isEqualTo(204);
    assertThat(write(series("jobs_total", 150, 50)).status()).isEqualTo(204);

    assertThat(shown("jobs_total").at("/series/0/type").asString()).isEqualTo("rate");
    assertThat(mean("jobs_total")).containsExactly("null", "5.0", "null", "0.5", "null", "null");
  }

  @Test
  void aStaleMarkerLeavesAGapAndNoLatestValue() {
    write(series("depth", 4, 60));
    assertThat(pitwall.engine().latest().of("depth"))
        .extracting(Sample::value)
        .containsExactly(4.0);

    assertThat(write(series("depth", STALE, 45)).status()).isEqualTo(204);

    assertThat(pitwall.engine().latest().of("depth")).isEmpty();
    assertThat(mean("depth")).containsExactly("4.0", "null", "null", "null", "null", "null");
    assertThat(pitwall.get("/metrics").text()).contains("pitwall_intake_ended_series_total 1");

    write(series("depth", 5, 30));
    assertThat(pitwall.engine().latest().of("depth"))
        .extracting(Sample::value)
        .containsExactly(5.0);
  }

  @Test
  void whatCannotBeTakenIsNamedAndTheRestKept() {
    Answer answer =
        write(
            series("depth", 4, 60),
            series("depth", 5, -2 * 86_400),
            series("depth", 6, 11 * 366 * 86_400L),
            series("depth", Double.POSITIVE_INFINITY, 50),
            series("depth", Double.NaN, 40));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.text())
        .startsWith("Refused 3 of 4 samples and kept the others: ")
        .contains("timestamp: expected a time from", "2026-03-03T12:00:00Z", "a finite number");
    assertThat(mean("depth").getFirst()).isEqualTo("4.0");
    assertThat(pitwall.engine().intake().refusals().byReason())
        .containsEntry("time_ahead", 1L)
        .containsEntry("time_too_old", 1L)
        .containsEntry("value_not_finite", 1L)
        .containsEntry("not_a_number", 1L);
  }

  @Test
  void aTypeThatMetadataTellsLaterDoesNotSpoilTheSeries() {
    write(series("clicks", 4, 60));
    byte[] metadata = WriteMessages.metadata(1, "clicks", "Clicks", "");
    assertThat(send(WriteMessages.snappy(metadata), PROTOBUF, "snappy").status()).isEqualTo(204);

    UnknownFieldSet other =
        WriteMessages.series(Map.of("__name__", "clicks", "job", "b"), 1, NOON - 30_000);
    Answer answer = write(series("clicks", 5, 50), other);

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(shown("clicks").get("series_total").asInt()).isEqualTo(2);
  }

  @Test
  void aClassicHistogramHasPercentiles() {
    for (int scrape = 0; scrape < 3; scrape++) {
      long ago = 60L - 10L * scrape;
      assertThat(
              write(
                      bucket("0.1", 10 * scrape, ago),
                      bucket("1", 20 * scrape, ago),
                      bucket("+Inf", 20 * scrape, ago),
                      series("rpc_seconds_sum", 5 * scrape, ago),
                      series("rpc_seconds_count", 20 * scrape, ago))
                  .status())
          .isEqualTo(204);
    }

    // The first round teaches the buckets, the second sets the base, the third has 20 observations.
    JsonNode distribution = shown("rpc_seconds").at("/series/0");
    assertThat(distribution.get("type").asString()).isEqualTo("timer");
    assertThat(distribution.get("unit").asString()).isEqualTo("s");
    assertThat(distribution.get("n").toString()).isEqualTo("[0,0,20,0,0,0]");
    assertThat(distribution.at("/mean/2").asDouble()).isEqualTo(0.25);
    assertThat(mean("rpc_seconds_count").subList(1, 3)).containsExactly("2.0", "2.0");
  }

  private static UnknownFieldSet bucket(String bound, double count, long ago) {
    return WriteMessages.series(
        new TreeMap<>(
            Map.of(
                "__name__", "rpc_seconds_bucket", "job", "fleet", "instance", "a:1", "le", bound)),
        count,
        NOON - ago * 1_000);
  }

  @Test
  void otherProtocolsAreToldWhatIsExpected() {
    byte[] body = WriteMessages.snappy(WriteMessages.request(series("depth", 4, 60)));

    Answer second = send(body, PROTOBUF + ";proto=io.prometheus.write.v2.Request", "snappy");
    assertThat(second.status()).isEqualTo(415);
    assertThat(second.text()).contains("remote write 1.0", "protobuf_message");
    assertThat(send(body, PROTOBUF + ";proto=prometheus.WriteRequest", "snappy").status())
        .isEqualTo(204);
    assertThat(send(body, "application/json", "snappy").status()).isEqualTo(415);
    assertThat(send(body, "", "snappy").status()).isEqualTo(415);
    assertThat(send(body, PROTOBUF, "").text()).contains("content encoding snappy, but got none");
    assertThat(send(body, PROTOBUF, "zstd").status()).isEqualTo(415);
    assertThat(send(new byte[] {1, 2, 3}, PROTOBUF, "snappy").status()).isEqualTo(400);
    assertThat(send(new byte[0], PROTOBUF, "snappy").status()).isEqualTo(400);
    assertThat(send(WriteMessages.snappy(new byte[40 << 20]), PROTOBUF, "snappy").status())
        .isEqualTo(413);
    assertThat(pitwall.get("/api/v1/write").status()).isEqualTo(405);
  }
}
