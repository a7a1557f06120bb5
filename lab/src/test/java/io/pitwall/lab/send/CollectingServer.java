package io.pitwall.lab.send;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Authorizer;
import io.pitwall.server.http.GrpcMethod;
import io.pitwall.server.http.GrpcReply;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.HttpObserver;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.HttpSettings;
import io.pitwall.server.http.Method;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's own HTTP layer with handlers that keep what they are sent. */
public final class CollectingServer implements AutoCloseable {
  private static final long LARGE = 10_000_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Span> grpcSpans = new CopyOnWriteArrayList<>();
  private final List<Span> httpSpans = new CopyOnWriteArrayList<>();
  private final List<Metric> metrics = new CopyOnWriteArrayList<>();
  private final List<JsonNode> executions = new CopyOnWriteArrayList<>();
  private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
  private final List<String> thresholds = new CopyOnWriteArrayList<>();
  private final AtomicInteger busyFor = new AtomicInteger();
  private final HttpServer server;

  public CollectingServer() {
    server =
        HttpServer.start(
            HttpSettings.anyPort(),
            List.of(
                post("/v1/traces", this::traces),
                post("/v1/metrics", this::metrics),
                post("/api/performance/metrics", body -> keep(body, "metrics", posted)),
                post(
                    "/api/performance/agent-performance",
                    body -> keep(body, "executions", executions)),
                Route.of(
                        Method.PUT,
                        "/api/performance/thresholds",
                        Access.ADMIN,
                        request -> thresholds(request.body()))
                    .maxBody(LARGE)),
            List.of(
                new GrpcMethod(
                    "opentelemetry.proto.collector.trace.v1.TraceService",
                    "Export",
                    Access.INGEST,
                    (message, caller) -> grpcTraces(message))),
            new Authorizer(List.of()),
            Clock.system(),
            HttpObserver.NONE);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  public List<Span> grpcSpans() {
    return grpcSpans;
  }

  public List<Span> httpSpans() {
    return httpSpans;
  }

  public List<Metric> metrics() {
    return metrics;
  }

  /** Reports of agents. */
  public List<JsonNode> executions() {
    return executions;
  }

  /** Metrics that came over REST. */
  public List<JsonNode> posted() {
    return posted;
  }

  /** Bodies of PUT /thresholds. */
  public List<String> thresholds() {
    return thresholds;
  }

  /** The next gRPC calls are answered with RESOURCE_EXHAUSTED. */
  public void beBusyFor(int calls) {
    busyFor.set(calls);
  }

  @Override
  public void close() {
    server.close();
  }

  private interface Taker {
    void take(byte[] body) throws InvalidProtocolBufferException;
  }

  private static Route post(String path, Taker taker) {
    return Route.post(
            path,
            Access.INGEST,
            request -> {
              taker.take(request.body());
              return Response.success(Map.of());
            })
        .maxBody(LARGE);
  }

  private GrpcReply grpcTraces(byte[] message) throws InvalidProtocolBufferException {
    if (busyFor.getAndDecrement() > 0) {
      return GrpcReply.retryLater(GrpcStatus.RESOURCE_EXHAUSTED, "busy", Duration.ofMillis(10));
    }
    keepSpans(message, grpcSpans);
    return GrpcReply.message(new byte[0]);
  }

  private void traces(byte[] body) throws InvalidProtocolBufferException {
    keepSpans(body, httpSpans);
  }

  private static void keepSpans(byte[] body, List<Span> into)
      throws InvalidProtocolBufferException {
    ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .forEach(scope -> into.addAll(scope.getSpansList()));
  }

  private void metrics(byte[] body) throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .forEach(scope -> metrics.addAll(scope.getMetricsList()));
  }

  private Response thresholds(byte[] body) {
    thresholds.add(new String(body, StandardCharsets.UTF_8));
    return Response.success(Map.of());
  }

  private static void keep(byte[] body, String field, List<JsonNode> into) {
    JSON.readTree(body).path(field).forEach(into::add);
  }
}
