package io.pitwall.server.self;

import io.pitwall.engine.around.AroundMetrics;
import io.pitwall.engine.live.RecentActivity;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.HttpObserver;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the server is asked and what becomes of it, and tells the engine how fast the
 * endpoints answer. Bounded by the number of routes. Thread-safe.
 */
public final class HttpMetrics implements HttpObserver {
  private static final String NO_ROUTE = "unmatched";
  private static final String STREAM = "/stream";

  private final RecentActivity activity;
  private final AroundMetrics around;
  private final Clock clock;
  private final Map<Operation, CallStats> requests = new ConcurrentHashMap<>();
  private final Map<String, CallStats> calls = new ConcurrentHashMap<>();
  private final Map<Cut, LongAdder> cuts = new ConcurrentHashMap<>();
  private final Map<StreamEnd, LongAdder> streamEnds = new ConcurrentHashMap<>();
  private final LongAdder openStreams = new LongAdder();
  private volatile int connections;

  private record Operation(String method, String route) implements Comparable<Operation> {
    @Override
    public int compareTo(Operation other) {
      int byRoute = route.compareTo(other.route);
      return byRoute != 0 ? byRoute : method.compareTo(other.method);
    }
  }

  public HttpMetrics(RecentActivity activity, AroundMetrics around, Clock clock) {
    this.activity = activity;
    this.around = around;
    this.clock = clock;
  }

  @Override
  public void answered(
      String method, String route, int status, long nanos, long bytesIn, long bytesOut) {
    requests
        .computeIfAbsent(new Operation(method, route), operation -> new CallStats())
        .add(status == 0 ? "client_left" : Integer.toString(status), nanos, bytesIn, bytesOut);
    // A stream lasts as long as its listener stays, which is no response time.
    if (!route.equals(NO_ROUTE) && !route.endsWith(STREAM)) {
      activity.served(method + " " + route, clock.nowMicros(), nanos, status >= 500);
      around.served(method, route, status, clock.nowMicros(), nanos);
    }
  }

  @Override
  public void called(String method, GrpcStatus status, long nanos, long bytesIn, long bytesOut) {
    calls
        .computeIfAbsent(method, name -> new CallStats())
        .add(status.name().toLowerCase(Locale.ROOT), nanos, bytesIn, bytesOut);
    if (!method.equals(NO_ROUTE)) {
      boolean failed = status == GrpcStatus.INTERNAL;
      activity.served(method, clock.nowMicros(), nanos, failed);
      around.served("RPC", method, failed ? 500 : 200, clock.nowMicros(), nanos);
    }
  }

  @Override
  public void connections(int open) {
    connections = open;
  }

  @Override
  public void cut(Cut reason) {
    cuts.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  @Override
  public void streamOpened() {
    openStreams.increment();
  }

  @Override
  public void streamEnded(StreamEnd reason) {
    openStreams.decrement();
    streamEnds.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  /** Writes all of it. */
  void write(Exposition out) {
    Map<Operation, CallStats> sorted = new TreeMap<>(requests);
    out.family(
        "pitwall_http_requests", MetricKind.COUNTER, "HTTP requests answered, by route and status");
    sorted.forEach(
        (operation, stats) ->
            stats
                .outcomes()
                .forEach(
                    (status, count) ->
                        out.sample(
                            count,
                            "method",
                            operation.method,
                            "route",
                            operation.route,
                            "status",
                            status)));
    out.family(
        "pitwall_http_request_duration_seconds",
        MetricKind.HISTOGRAM,
        "From the end of a request's headers to the end of the answer");
    sorted.forEach(
        (operation, stats) ->
            stats.writeDurations(out, "method", operation.method, "route", operation.route));
    out.family(
        "pitwall_http_received_bytes", MetricKind.COUNTER, "Bytes of request bodies, decompressed");
    sorted.forEach(
        (operation, stats) ->
            out.sample(stats.bytesIn(), "method", operation.method, "route", operation.route));
    out.family("pitwall_http_sent_bytes", MetricKind.COUNTER, "Bytes of answers on the wire");
    sorted.forEach(
        (operation, stats) ->
            out.sample(stats.bytesOut(), "method", operation.method, "route", operation.route));
    writeCalls(out);
    out.single(
        "pitwall_http_connections", MetricKind.GAUGE, "Connections that are open", connections);
    out.single(
        "pitwall_http_event_streams",
        MetricKind.GAUGE,
        "Event streams that are open",
        openStreams.sum());
    writeByName(out, "pitwall_http_cuts", "Connections refused or cut, by reason", cuts);
    writeByName(
        out, "pitwall_http_event_stream_ends", "Event streams that ended, by reason", streamEnds);
  }

  private void writeCalls(Exposition out) {
    Map<String, CallStats> sorted = new TreeMap<>(calls);
    out.family(
        "pitwall_grpc_calls", MetricKind.COUNTER, "gRPC calls answered, by method and status");
    sorted.forEach(
        (method, stats) ->
            stats
                .outcomes()
                .forEach((status, count) -> out.sample(count, "method", method, "status", status)));
    out.family(
        "pitwall_grpc_call_duration_seconds",
        MetricKind.HISTOGRAM,
        "From the end of a call's headers to the end of the answer");
    sorted.forEach((method, stats) -> stats.writeDurations(out, "method", method));
    out.family(
        "pitwall_grpc_received_bytes", MetricKind.COUNTER, "Bytes of messages, decompressed");
    sorted.forEach((method, stats) -> out.sample(stats.bytesIn(), "method", method));
  }

  private static void writeByName(
      Exposition out, String name, String help, Map<? extends Enum<?>, LongAdder> counts) {
    out.family(name, MetricKind.COUNTER, help);
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach(
        (reason, count) -> sorted.put(reason.name().toLowerCase(Locale.ROOT), count.sum()));
    sorted.forEach((reason, count) -> out.sample(count, "reason", reason));
  }
}
