package io.pitwall.server.ingest.otlp;

import static io.pitwall.server.ingest.otlp.OtlpPeer.JSON;
import static io.pitwall.server.ingest.otlp.OtlpPeer.PROTOBUF;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.duckdb.DuckDbSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender is told, and what is in the store then. */
class OtlpAnswersIT {
  private static final String TRACES = "trace.v1.TraceService";
  private static final String METRICS = "metrics.v1.MetricsService";
  private static final TraceId TRACE = new TraceId(1, 2);
  private static final long NOW = System.currentTimeMillis() * 1_000_000;
  private static final long HOUR = 3_600_000_000_000L;

  @TempDir Path folder;
  private OtlpPeer peer;

  @BeforeEach
  void start() {
    peer = new OtlpPeer(DuckDbSettings.in(folder));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void everythingTakenIsAnEmptyAnswerInTheEncodingOfTheRequest() throws Exception {
    ExportTraceServiceRequest one = traces(span(1));
    ExportTraceServiceRequest other = traces(span(2));
    OtlpPeer.Answer protobuf = peer.post("/v1/traces", PROTOBUF, one.toByteArray());
    assertThat(protobuf.status()).isEqualTo(200);
    assertThat(protobuf.headers().get("content-type")).isEqualTo(PROTOBUF);
    assertThat(protobuf.body().size()).isZero();
    OtlpPeer.Answer json = peer.post("/v1/traces", JSON + "; charset=utf-8", json(other));
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.headers().get("content-type")).isEqualTo(JSON);
    assertThat(json.body().utf8()).isEqualTo("{}");
    assertThat(peer.call(TRACES, traces(span(3)).toByteArray()).status()).isZero();
    assertThat(peer.store().spans(TRACE, 0, 10))
        .extracting(io.pitwall.model.trace.Span::spanId)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void sendingTwiceChangesNothingAndIsCounted() {
    byte[] request = traces(span(1), span(2), span(3).setSpanId(ByteString.EMPTY)).toByteArray();
    OtlpPeer.Answer first = peer.post("/v1/traces", PROTOBUF, request);
    assertThat(counts(first)).containsExactly("2", "0", "1");
    OtlpPeer.Answer second =
        peer.post("/v1/traces", PROTOBUF, OtlpPeer.gzip(request), "Content-Encoding", "gzip");
    assertThat(second.status()).isEqualTo(200);
    assertThat(counts(second)).containsExactly("0", "2", "1");
    assertThat(peer.store().spanCount(TRACE)).isEqualTo(2);
  }

  private static List<String> counts(OtlpPeer.Answer answer) {
    return answer.headers().values(OtlpReceiver.SPANS_STORED).isEmpty()
        ? List.of()
        : List.of(
            answer.headers().values(OtlpReceiver.SPANS_STORED).getFirst(),
            answer.headers().values(OtlpReceiver.SPANS_DUPLICATE).getFirst(),
            answer.headers().values(OtlpReceiver.SPANS_REFUSED).getFirst());
  }

  @Test
  void badSpansAreRefusedOneByOneAndNamed() throws Exception {
    byte[] request =
        traces(
                span(1),
                span(2).setTraceId(ByteString.EMPTY),
                span(3).setTraceId(ByteString.copyFrom(new byte[16])),
                span(4).setSpanId(ByteString.copyFrom(new byte[5])),
                span(5).setStartTimeUnixNano(0),
                span(6).setStartTimeUnixNano(NOW - 11 * 366 * 24 * HOUR),
                span(7).setStartTimeUnixNano(NOW + 25 * HOUR).setEndTimeUnixNano(NOW + 26 * HOUR),
                span(8).setStartTimeUnixNano(-1),
                span(9))
            .toByteArray();
    ExportTraceServiceResponse grpc =
        ExportTraceServiceResponse.parseFrom(peer.call(TRACES, request).body().toByteArray());
    assertThat(grpc.getPartialSuccess().getRejectedSpans()).isEqualTo(7);
    assertThat(grpc.getPartialSuccess().getErrorMessage())
        .contains("spans[1].trace_id", "spans[3].span_id", "spans[4].start_time", "spans[5]")
        .contains("a time from ");
    assertThat(peer.store().spans(TRACE, 0, 10))
        .extracting(io.pitwall.model.trace.Span::spanId)
        .containsExactly(1L, 9L);

    OtlpPeer.Answer json =
        peer.post("/v1/traces", JSON, json(ExportTraceServiceRequest.parseFrom(request)));
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.body().utf8())
        .startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"7\",\"errorMessage\":\"spans[1]");
    assertThat(counts(json)).containsExactly("0", "2", "7");
    assertThat(peer.refused("trace_id")).isEqualTo(4);
    assertThat(peer.refused("time_ahead")).isEqualTo(2);
    assertThat(peer.refused("time_too_old")).isEqualTo(2);
  }

  @Test
  void badPointsAreRefusedOneByOneAndNamed() throws Exception {
    NumberDataPoint good = NumberDataPoint.newBuilder().setTimeUnixNano(NOW).setAsInt(5).build();
    ExportMetricsServiceRequest request =
        metrics(
            gauge(
                "depth",
                good,
                good.toBuilder().setAsDouble(Double.NaN).build(),
                good.toBuilder().setAsDouble(Double.NEGATIVE_INFINITY).build(),
                good.toBuilder().clearValue().build(),
                good.toBuilder().setTimeUnixNano(0).build(),
                good.toBuilder().setTimeUnixNano(-1).build(),
                good.toBuilder().setFlags(1).clearValue().build()),
            gauge("", good),
            gauge("n".repeat(300), good),
            Metric.newBuilder()
                .setName("unfounded")
                .setSum(
                    Sum.newBuilder()
                        .setAggregationTemporality(
                            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(good))
                .build(),
            Metric.newBuilder()
                .setName("latency")
                .setHistogram(
                    Histogram.newBuilder()
                        .setAggregationTemporality(
                            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(
                            HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(NOW)
                                .addExplicitBounds(1)
                                .addBucketCounts(1))
                        .addDataPoints(
                            HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(NOW)
                                .setSum(6)
                                .addExplicitBounds(2)
                                .addBucketCounts(3)
                                .addBucketCounts(0)))
                .build());
    OtlpPeer.Answer answer = peer.post("/v1/metrics", PROTOBUF, request.toByteArray());
    ExportMetricsServiceResponse response =
        ExportMetricsServiceResponse.parseFrom(answer.body().toByteArray());
    assertThat(response.getPartialSuccess().getErrorMessage())
        .contains("latency.bucket_counts: expected one more than the 1 bounds, but got 1")
        .contains("a finite number, but got NaN")
        .contains("limits.max_name_length");
    assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(9);
    assertThat(peer.stored("depth"))
        .singleElement()
        .satisfies(
            depth -> {
              assertThat(depth.count()).isEqualTo(1);
              assertThat(depth.current()).isEqualTo(5);
            });
    assertThat(peer.stored("latency"))
        .singleElement()
        .satisfies(latency -> assertThat(latency.histogram().count()).isEqualTo(3));
    assertThat(peer.stored("unfounded")).isEmpty();
    assertThat(peer.refused("histogram")).isEqualTo(1);
    assertThat(peer.refused("value_not_finite")).isEqualTo(3);

    ExportMetricsServiceResponse grpc =
        ExportMetricsServiceResponse.parseFrom(
            peer.call(METRICS, request.toByteArray()).body().toByteArray());
    assertThat(grpc.getPartialSuccess().getRejectedDataPoints()).isEqualTo(9);
    assertThat(grpc.getPartialSuccess().getErrorMessage()).startsWith("latency.bucket_counts: ");
  }

  @Test
  void malformedBodiesAreToldInTheEncodingOfTheRequest() throws Exception {
    byte[] cut = Arrays.copyOf(traces(span(1)).toByteArray(), 40);
    for (String path : List.of("/v1/traces", "/v1/metrics")) {
      OtlpPeer.Answer protobuf = peer.post(path, PROTOBUF, cut);
      assertThat(protobuf.status()).isEqualTo(400);
      assertThat(protobuf.headers().get("content-type")).isEqualTo(PROTOBUF);
      assertThat(rpcCode(protobuf.body().toByteArray())).isEqualTo(3);
      assertThat(protobuf.body().utf8()).contains("Expected ").contains("at byte");
      OtlpPeer.Answer json =
          peer.post(path, JSON, "{\"resourceSpans\":[".getBytes(StandardCharsets.UTF_8));
      assertThat(json.status()).isEqualTo(400);
      assertThat(json.headers().get("content-type")).isEqualTo(JSON);
      assertThat(json.body().utf8()).startsWith("{\"code\":3,\"message\":\"Expected JSON: ");
    }
    OtlpPeer.Answer grpc = peer.call(TRACES, cut);
    assertThat(grpc.status()).isEqualTo(3);
    assertThat(grpc.headers().get("grpc-message")).startsWith("Expected ");
    assertThat(peer.refused("malformed_otlp")).isEqualTo(5);
    assertThat(peer.store().spanCount(TRACE)).isZero();
  }

  @Test
  void anotherContentTypeIsTold() {
    byte[] body = traces(span(1)).toByteArray();
    for (String type : List.of("text/plain", "application/octet-stream", "")) {
      OtlpPeer.Answer answer = peer.post("/v1/traces", type, body);
      assertThat(answer.status()).as(type).isEqualTo(415);
      assertThat(answer.body().utf8()).contains("application/x-protobuf or application/json");
    }
    assertThat(peer.store().spanCount(TRACE)).isZero();
  }

  @Test
  void damagedAndOversizedGzipIsTold() throws Exception {
    byte[] whole = OtlpPeer.gzip(traces(span(1)).toByteArray());
    OtlpPeer.Answer cut = gzipped(Arrays.copyOf(whole, whole.length - 9));
    assertThat(cut.status()).isEqualTo(400);
    assertThat(cut.headers().get("content-type")).isEqualTo(PROTOBUF);
    assertThat(rpcCode(cut.body().toByteArray())).isEqualTo(3);
    OtlpPeer.Answer bomb = gzipped(OtlpPeer.gzip(new byte[100 << 20]));
    assertThat(bomb.status()).isEqualTo(413);
    assertThat(bomb.body().utf8()).contains("server.max-decoded-bytes");
    assertThat(gzipped("no gzip".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    assertThat(gzipped(whole).status()).isEqualTo(200);
    assertThat(peer.store().spanCount(TRACE)).isEqualTo(1);
  }

  private OtlpPeer.Answer gzipped(byte[] body) {
    return peer.post("/v1/traces", PROTOBUF, body, "Content-Encoding", "gzip");
  }

  @Test
  void aRequestOfTooManyItemsIsNotToBeSentAgain() {
    byte[] spans = new byte[4 << 20];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = 0x12;
    }
    byte[] request =
        ResourceSpans.newBuilder()
            .setUnknownFields(field(1, field(2, ByteString.copyFrom(spans)).toByteString()))
            .build()
            .toByteArray();
    assertThat(peer.post("/v1/traces", PROTOBUF, request).status()).isEqualTo(413);
    OtlpPeer.Answer grpc = peer.call(TRACES, request);
    assertThat(grpc.status()).isEqualTo(8);
    assertThat(grpc.headers().get("grpc-status-details-bin")).isNull();
    assertThat(peer.refused("request_too_large")).isEqualTo(2);
  }

  private static UnknownFieldSet field(int number, ByteString bytes) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build())
        .build();
  }

  @Test
  void logsAreRefusedSayingWhatIsKept() {
    OtlpPeer.Answer http = peer.post("/v1/logs", JSON, "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(http.status()).isEqualTo(404);
    assertThat(http.body().utf8()).contains("Logs are not kept");
    OtlpPeer.Answer grpc = peer.call("logs.v1.LogsService", new byte[0]);
    assertThat(grpc.status()).isEqualTo(12);
    assertThat(grpc.headers().get("grpc-message")).contains("Logs are not kept");
    assertThat(peer.refused("logs_not_kept")).isEqualTo(2);
  }

  @Test
  void textThatNoDatabaseLikesIsKept() {
    String json =
        """
        {"resourceSpans":[{"resource":{"attributes":[
            {"key":"service.name","value":{"stringValue":"s\\u0000\\ud800"}}]},
          "scopeSpans":[{"spans":[{
            "traceId":"%s","spanId":"0000000000000001","name":"half \\ud83c pair \\u0000",
            "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
            "status":{"code":2,"message":"\\udfff"},
            "attributes":[{"key":"\\ud800","value":{"stringValue":"\\u0000"}},
              {"key":"gen_ai.agent.name","value":{"stringValue":"a\\udc00"}}]}]}]}]}"""
            .formatted(TRACE, NOW, NOW + 1000);
    OtlpPeer.Answer spans = peer.post("/v1/traces", JSON, json.getBytes(StandardCharsets.UTF_8));
    assertThat(counts(spans)).containsExactly("1", "0", "0");
    assertThat(peer.store().spans(TRACE, 0, 10))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.name()).isEqualTo("half \ufffd pair \0");
              assertThat(span.service()).isEqualTo("s\0\ufffd");
              assertThat(span.agentType()).isEqualTo("a\ufffd");
              assertThat(span.attributes().get("\ufffd")).isEqualTo("\0");
            });
    String points =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m\\ud800","unit":"\\u0000",
          "gauge":{"dataPoints":[{"timeUnixNano":"%d","asDouble":1,
            "attributes":[{"key":"k\\u0000","value":{"stringValue":"\\udc00"}}]}]}}]}]}]}"""
            .formatted(NOW);
    assertThat(
            peer.post("/v1/metrics", JSON, points.getBytes(StandardCharsets.UTF_8)).body().utf8())
        .isEqualTo("{}");
    assertThat(peer.post("/v1/traces", PROTOBUF, traces(span(2)).toByteArray()).status())
        .isEqualTo(200);
    assertThat(peer.store().spanCount(TRACE)).isEqualTo(2);
  }

  @Test
  void whatTheStoreHasNoRoomForIsToBeSentAgainAndNothingIsLost() throws Exception {
    peer.close();
    peer = new OtlpPeer(DuckDbSettings.in(folder.resolve("small")).withQueue(1, 1));
    List<Future<List<OtlpPeer.Answer>>> senders = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int sender = 0; sender < 8; sender++) {
        boolean grpc = sender % 2 == 0;
        int first = 1 + 10 * sender;
        senders.add(threads.submit(() -> sendUntilTaken(first, grpc)));
      }
    }
    List<OtlpPeer.Answer> http = new ArrayList<>();
    List<OtlpPeer.Answer> grpc = new ArrayList<>();
    for (int sender = 0; sender < 8; sender++) {
      (sender % 2 == 0 ? grpc : http).addAll(senders.get(sender).get());
    }
    assertThat(http).as("refusals over HTTP").isNotEmpty();
    assertThat(grpc).as("refusals over gRPC").isNotEmpty();
    assertThat(http)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.headers().get("retry-after")).isEqualTo("1");
              assertThat(rpcCode(answer.body().toByteArray())).isEqualTo(14);
              assertThat(answer.body().utf8()).contains("store.queue_records");
            });
    assertThat(grpc)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(14);
              String details = answer.headers().get("grpc-status-details-bin");
              assertThat(details).isNotNull();
              assertThat(new String(Base64.getDecoder().decode(details), StandardCharsets.UTF_8))
                  .contains("google.rpc.RetryInfo");
            });
    assertThat(peer.store().spanCount(TRACE)).isEqualTo(80);
  }

  /** Sends ten spans, one after the other, each until it is taken; returns the refusals. */
  private List<OtlpPeer.Answer> sendUntilTaken(int first, boolean grpc) {
    List<OtlpPeer.Answer> refusals = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] request = traces(span(first + i)).toByteArray();
      while (true) {
        OtlpPeer.Answer answer =
            grpc ? peer.call(TRACES, request) : peer.post("/v1/traces", PROTOBUF, request);
        if (answer.status() == (grpc ? 0 : 200)) {
          break;
        }
        refusals.add(answer);
      }
    }
    return refusals;
  }

  private static int rpcCode(byte[] status) throws InvalidProtocolBufferException {
    return UnknownFieldSet.parseFrom(status).getField(1).getVarintList().getFirst().intValue();
  }

  private static byte[] json(com.google.protobuf.MessageOrBuilder message)
      throws InvalidProtocolBufferException {
    return JsonFormat.printer().print(message).getBytes(StandardCharsets.UTF_8);
  }

  private static Span.Builder span(long id) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex(TRACE.toString()))
        .setSpanId(ByteString.fromHex("%016x".formatted(id)))
        .setName("work")
        .setStartTimeUnixNano(NOW + id)
        .setEndTimeUnixNano(NOW + 1_000);
  }

  private static ExportTraceServiceRequest traces(Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    Arrays.stream(spans).forEach(scope::addSpans);
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build();
  }

  private static Metric gauge(String name, NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points)))
        .build();
  }

  private static ExportMetricsServiceRequest metrics(Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
        .build();
  }
}
