package io.pitwall.server.ingest.file;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A server that takes OTLP/HTTP JSON, keeps each span once, refuses spans named "refuse me", and
 * answers 400 to what protobuf's strict reader cannot read. Ids must be hexadecimal.
 */
final class RecordingServer implements AutoCloseable {
  private static final Pattern ID =
      Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"([0-9a-fA-F]+)\"");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Span> spans = new LinkedHashMap<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Integer> batchSizes = new ArrayList<>();
  private final Deque<Integer> statuses = new ArrayDeque<>();
  private int admitted;
  private int dieAfterBatches = Integer.MAX_VALUE;

  RecordingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::traces);
    server.createContext("/v1/metrics", this::metrics);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Spans kept, by trace and span id. */
  synchronized Map<String, Span> spans() {
    return new LinkedHashMap<>(spans);
  }

  synchronized List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  /** Spans in each request that was answered with 200. */
  synchronized List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  /** The next requests get these statuses. */
  synchronized void answerFirst(Integer... with) {
    statuses.addAll(List.of(with));
  }

  /** From then on every request gets 503. */
  synchronized void failAfter(int batches) {
    dieAfterBatches = batches;
  }

  private void traces(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    if (!read(exchange, request)) {
      return;
    }
    int stored = 0;
    int duplicate = 0;
    int refused = 0;
    List<Span> sent =
        request.getResourceSpansList().stream()
            .flatMap(resource -> resource.getScopeSpansList().stream())
            .flatMap(scope -> scope.getSpansList().stream())
            .toList();
    synchronized (this) {
      for (Span span : sent) {
        String id = hex(span.getTraceId().toByteArray()) + hex(span.getSpanId().toByteArray());
        if (span.getName().equals("refuse me")) {
          refused++;
        } else if (spans.putIfAbsent(id, span) == null) {
          stored++;
        } else {
          duplicate++;
        }
      }
      batchSizes.add(sent.size());
    }
    exchange.getResponseHeaders().add("pitwall-spans-stored", Integer.toString(stored));
    exchange.getResponseHeaders().add("pitwall-spans-duplicate", Integer.toString(duplicate));
    exchange.getResponseHeaders().add("pitwall-spans-refused", Integer.toString(refused));
    answer(
        exchange,
        200,
        refused == 0
            ? "{}"
            : "{\"partialSuccess\":{\"rejectedSpans\":\""
                + refused
                + "\",\"errorMessage\":\"expected another name\"}}");
  }

  private void metrics(HttpExchange exchange) throws IOException {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    if (!read(exchange, request)) {
      return;
    }
    synchronized (this) {
      request.getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .forEach(scope -> metrics.addAll(scope.getMetricsList()));
    }
    answer(exchange, 200, "{}");
  }

  private boolean read(HttpExchange exchange, Message.Builder request) throws IOException {
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    Integer status;
    synchronized (this) {
      status = statuses.poll();
      if (status == null && admitted++ >= dieAfterBatches) {
        status = 503;
      }
    }
    if (status != null) {
      exchange.getResponseHeaders().add("Retry-After", "0");
      answer(exchange, status, "{\"detail\":\"not now\"}");
      return false;
    }
    try {
      JsonFormat.parser().merge(idsAsBase64(new String(body, StandardCharsets.UTF_8)), request);
      return true;
    } catch (InvalidProtocolBufferException | IllegalArgumentException malformed) {
      answer(exchange, 400, "{\"detail\":\"malformed span\"}");
      return false;
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Protobuf's own JSON mapping has bytes in base64 where OTLP has hexadecimal. */
  private static String idsAsBase64(String json) {
    return ID.matcher(json)
        .replaceAll(
            id -> {
              byte[] bytes = HexFormat.of().parseHex(id.group(2));
              String base64 = Base64.getEncoder().encodeToString(bytes);
              return "\"" + id.group(1) + "\":\"" + base64 + "\"";
            });
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
