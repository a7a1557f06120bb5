package io.pitwall.client;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP JSON receiver that reads strictly: unknown fields and malformed ids fail. */
public final class Receiver implements AutoCloseable {
  private static final Pattern ID =
      Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"([0-9a-f]+)\"");

  public final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

  /** Statuses to answer next; 200 once they are used up. */
  final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();

  final Map<String, String> answerHeaders = new java.util.concurrent.ConcurrentHashMap<>();
  private final HttpServer server;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/v1/traces", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The span of that name, the first if there are several. */
  public Span span(String name) {
    return spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing in " + spans()));
  }

  /** Name of the span that the named one is in. */
  public String parentOf(String name) {
    Span child = span(name);
    return spans().stream()
        .filter(span -> span.getSpanId().equals(child.getParentSpanId()))
        .map(Span::getName)
        .findFirst()
        .orElse("none");
  }

  public String text(String span, String attribute) {
    return value(span(span), attribute).getStringValue();
  }

  public static AnyValue value(Span span, String attribute) {
    return span.getAttributesList().stream()
        .filter(one -> one.getKey().equals(attribute))
        .findFirst()
        .orElseThrow(() -> new AssertionError(attribute + " is missing in " + span))
        .getValue();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers.add(exchange.getRequestHeaders());
      String json =
          new String(
              new GZIPInputStream(exchange.getRequestBody()).readAllBytes(),
              StandardCharsets.UTF_8);
      Integer status = statuses.poll();
      if (status == null) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        JsonFormat.parser().merge(idsAsBase64(json), request);
        requests.add(request.build());
        status = 200;
      }
      answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(status, 2);
      exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Protobuf's own JSON mapping has bytes in base64 where OTLP has hexadecimal. */
  private static String idsAsBase64(String json) {
    return ID.matcher(json)
        .replaceAll(
            id ->
                "\""
                    + id.group(1)
                    + "\":\""
                    + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(id.group(2)))
                    + "\"");
  }

  @Override
  public void close() {
    server.stop(0);
    if (server.getExecutor() instanceof java.util.concurrent.ExecutorService threads) {
      threads.shutdownNow();
    }
  }
}
