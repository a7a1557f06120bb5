package io.pitwall.lab.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.pitwall.lab.fleet.DemoFleet;
import io.pitwall.lab.fleet.FleetEvent;
import io.pitwall.lab.fleet.FleetSimulation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShipperTest {
  private static final long START = 1_763_942_400_000_000_000L;

  private final CollectingServer server = new CollectingServer();
  private final URI url = server.url();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everythingAFleetTellsArrivesByItsOwnRoute() {
    server.beBusyFor(3);
    List<FleetEvent> told = new ArrayList<>();
    try (Shipper shipper = new Shipper(url)) {
      FleetSimulation simulation =
          new FleetSimulation(
              DemoFleet.of(50, 1),
              START,
              1,
              event -> {
                told.add(event);
                shipper.accept(event);
              });
      simulation.runUntil(START + Duration.ofMinutes(10).toNanos());
      shipper.flush();
      shipper.await();
      assertThat(shipper.requestsLost()).as(shipper.lastTrouble()).isZero();
      assertThat(shipper.spansSent()).isEqualTo(count(told, FleetEvent.SpanEnded.class));
    }
    assertThat(server.grpcSpans().size() + server.httpSpans().size())
        .isEqualTo((int) count(told, FleetEvent.SpanEnded.class));
    assertThat(server.grpcSpans()).extracting(Span::getName).contains("invoke_agent retriever");
    assertThat(server.httpSpans())
        .extracting(Span::getName)
        .contains("invoke_workflow invoice-flow");
    assertThat(server.executions()).hasSize((int) count(told, FleetEvent.ExecutionEnded.class));
    assertThat(server.executions())
        .allSatisfy(
            report -> {
              assertThat(report.path("agent_type").asString())
                  .isIn("writer", "indexer", "notifier");
              assertThat(report.path("memory_usage").asDouble()).isPositive();
              boolean thinks = report.path("agent_type").asString().equals("writer");
              assertThat(report.path("tokens").path("output").asLong() > 0).isEqualTo(thinks);
              assertThat(report.path("cost_usd").asDouble() > 0).isEqualTo(thinks);
              assertThat(report.path("timestamp").asString()).startsWith("2025-11-24T00:");
            });
    int overOtlp =
        server.metrics().stream().mapToInt(metric -> metric.getGauge().getDataPointsCount()).sum();
    assertThat(overOtlp + server.posted().size())
        .isEqualTo((int) count(told, FleetEvent.MetricRead.class));
  }

  @Test
  void metricsOfScriptsAreThoseOfTheWorkflows() {
    try (Shipper shipper = new Shipper(url)) {
      new FleetSimulation(DemoFleet.of(50, 1), START, 1, shipper::accept)
          .runUntil(START + Duration.ofMinutes(1).toNanos());
    }
    assertThat(server.posted()).hasSize(4 * 7);
    assertThat(server.posted().getLast().path("name").asString()).isEqualTo("workflow.runs.active");
    assertThat(server.posted().getLast().path("tags").path("workflow").asString())
        .isEqualTo("code-review");
    assertThat(server.posted())
        .anySatisfy(metric -> assertThat(metric.path("value").asDouble()).isPositive());
  }

  @Test
  void spansKeepTheirMeaning() {
    List<FleetEvent.SpanEnded> told = new ArrayList<>();
    new FleetSimulation(
            DemoFleet.of(50, 1),
            START,
            1,
            event -> {
              if (event instanceof FleetEvent.SpanEnded span) {
                told.add(span);
              }
            })
        .runUntil(START + Duration.ofMinutes(5).toNanos());
    ExportTraceServiceRequest request = OtlpEncoding.spans(told);
    List<Span> spans =
        request.getResourceSpansList().stream()
            .flatMap(resource -> resource.getScopeSpansList().stream())
            .flatMap(scope -> scope.getSpansList().stream())
            .toList();
    assertThat(spans).hasSameSizeAs(told);
    assertThat(request.getResourceSpansList())
        .extracting(resource -> resource.getResource().getAttributes(0).getValue().getStringValue())
        .contains("orchestrator", "knowledge", "billing")
        .doesNotHaveDuplicates();
    assertThat(spans)
        .allSatisfy(
            span -> {
              assertThat(span.getTraceId().size()).isEqualTo(16);
              assertThat(span.getSpanId().size()).isEqualTo(8);
              assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(START);
              boolean failed =
                  span.getAttributesList().stream().anyMatch(a -> a.getKey().equals("error.type"));
              assertThat(span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
                  .isEqualTo(failed || isFailedRoot(told, span));
            });
    assertThat(spans)
        .filteredOn(span -> span.getName().startsWith("chat "))
        .isNotEmpty()
        .allSatisfy(span -> assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT));
  }

  @Test
  void histogramsAreWhole() {
    List<FleetEvent.DurationsRead> told = new ArrayList<>();
    new FleetSimulation(
            DemoFleet.of(50, 1),
            START,
            1,
            event -> {
              if (event instanceof FleetEvent.DurationsRead read) {
                told.add(read);
              }
            })
        .runUntil(START + Duration.ofMinutes(30).toNanos());
    FleetEvent.DurationsRead last = told.getLast();
    ExportMetricsServiceRequest request = OtlpEncoding.metrics(List.of(), List.of(last));
    HistogramDataPoint point =
        request
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0)
            .getHistogram()
            .getDataPoints(0);
    assertThat(point.getBucketCountsCount()).isEqualTo(point.getExplicitBoundsCount() + 1);
    assertThat(point.getBucketCountsList().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(point.getCount())
        .isPositive();
  }

  @Test
  void anUnknownMethodIsAnErrorThatIsNotTriedAgain() {
    try (GrpcCaller grpc = new GrpcCaller(url)) {
      assertThatThrownBy(() -> grpc.call("no.such.Service/Method", new byte[0]))
          .isInstanceOfSatisfying(
              SendException.class, failed -> assertThat(failed.isWorthAnotherTry()).isFalse())
          .hasMessageContaining("Expected gRPC status 0 from no.such.Service/Method, but got 12");
    }
  }

  private static boolean isFailedRoot(List<FleetEvent.SpanEnded> told, Span span) {
    return told.stream()
        .anyMatch(
            one ->
                one.errorType() != null && OtlpEncoding.id(one.spanId()).equals(span.getSpanId()));
  }

  private static long count(List<FleetEvent> events, Class<? extends FleetEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }
}
