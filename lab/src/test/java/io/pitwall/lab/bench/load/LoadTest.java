package io.pitwall.lab.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.lab.bench.TestServers;
import io.pitwall.lab.bench.otlp.Ids;
import io.pitwall.lab.bench.otlp.SpanTraffic;
import io.pitwall.lab.bench.otlp.TraceTemplate;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.GrpcReply;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Against the product's own HTTP layer. */
class LoadTest {
  private static final String SERVICE = "opentelemetry.proto.collector.trace.v1.TraceService";
  private static final Clock CLOCK = Clock.system();

  @Test
  void countsExactlyWhatWasTaken() throws Exception {
    Set<String> arrived = ConcurrentHashMap.newKeySet();
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    var ids = new Ids(3);
    try (HttpServer server =
        TestServers.grpc(
            SERVICE,
            bytes -> {
              arrived.addAll(traceIds(bytes));
              return GrpcReply.message(new byte[0]);
            })) {
      List<RequestSource> sources =
          limited(
              10,
              SpanSource.share(
                  2,
                  SpanTraffic.templates(1, 10, 100),
                  ids,
                  new AtomicLong(),
                  trace -> 0,
                  (template, first) -> acknowledged.addAll(names(ids, template, first))));
      Tally tally = run(server, sources, Load.UNLIMITED);
      tally.requireClean();
      assertThat(tally.acknowledged()).isBetween(20 * 100L, 20 * 150L);
      assertThat(tally.latencies().between(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2)).hasSize(20);
    }
    assertThat(arrived).hasSizeGreaterThan(40).isEqualTo(acknowledged);
  }

  @Test
  void backsOffAndDoesNotCountWhatWasPushedBack() throws Exception {
    var calls = new AtomicInteger();
    try (HttpServer server =
        TestServers.grpc(
            SERVICE,
            bytes ->
                calls.incrementAndGet() % 2 == 1
                    ? GrpcReply.retryLater(
                        GrpcStatus.RESOURCE_EXHAUSTED, "full", Duration.ofMillis(30))
                    : GrpcReply.message(new byte[0]))) {
      long started = CLOCK.monotonicNanos();
      Tally tally = run(server, List.of(tenItems(6)), Load.UNLIMITED);
      tally.requireClean();
      assertThat(tally.acknowledged()).isEqualTo(30);
      assertThat(tally.pushedBack()).isEqualTo(3);
      assertThat(tally.firstPushBack()).contains("full");
      assertThat(Duration.ofNanos(CLOCK.monotonicNanos() - started))
          .isGreaterThanOrEqualTo(Duration.ofMillis(90));
    }
  }

  @Test
  void whatWasRejectedIsNotAcknowledged() throws Exception {
    byte[] partial =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(4)
                    .setErrorMessage("no span id"))
            .build()
            .toByteArray();
    var whole = new AtomicInteger();
    RequestSource source = tenItems(2, whole::incrementAndGet);
    try (HttpServer server = TestServers.grpc(SERVICE, bytes -> GrpcReply.message(partial))) {
      Tally tally = run(server, List.of(source), Load.UNLIMITED);
      assertThat(tally.acknowledged()).isEqualTo(12);
      assertThat(whole).hasValue(0);
      assertThatIllegalStateException()
          .isThrownBy(tally::requireClean)
          .withMessageContaining("8 items")
          .withMessageContaining("no span id");
    }
  }

  @Test
  void keepsThePace() throws Exception {
    try (HttpServer server = TestServers.grpc(SERVICE, bytes -> GrpcReply.message(new byte[0]))) {
      long started = CLOCK.monotonicNanos();
      run(server, List.of(tenItems(11), tenItems(11)), 1_000);
      assertThat(Duration.ofNanos(CLOCK.monotonicNanos() - started))
          .as("the last of 110 items of each is due after 0.2 s")
          .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  private static Tally run(HttpServer server, List<RequestSource> sources, double pace)
      throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port());
    try (Load load = Load.start(address, Load.TRACES, sources, 1, pace, CLOCK)) {
      load.await();
      assertThat(load.isRunning()).isFalse();
      return load.tally();
    }
  }

  private static RequestSource tenItems(int requests) {
    return tenItems(requests, () -> {});
  }

  private static RequestSource tenItems(int requests, Runnable acknowledged) {
    var left = new AtomicInteger(requests);
    return () ->
        left.getAndDecrement() > 0
            ? new RequestSource.Request(new byte[5], 10, acknowledged)
            : null;
  }

  private static List<RequestSource> limited(int requests, List<RequestSource> sources) {
    List<RequestSource> limited = new ArrayList<>();
    for (RequestSource source : sources) {
      var left = new AtomicInteger(requests);
      limited.add(() -> left.getAndDecrement() > 0 ? source.next() : null);
    }
    return limited;
  }

  private static List<String> names(Ids ids, TraceTemplate template, long first) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < template.traces(); i++) {
      names.add(ids.traceHex(first + i));
    }
    return names;
  }

  private static List<String> traceIds(byte[] message) throws Exception {
    return ExportTraceServiceRequest.parseFrom(message).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(Span::getTraceId)
        .map(id -> java.util.HexFormat.of().formatHex(id.toByteArray()))
        .toList();
  }
}
