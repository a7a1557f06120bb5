package io.pitwall.lab.send;

import io.pitwall.lab.fleet.FleetEvent;
import io.pitwall.lab.fleet.FleetEvent.DurationsRead;
import io.pitwall.lab.fleet.FleetEvent.ExecutionEnded;
import io.pitwall.lab.fleet.FleetEvent.MetricRead;
import io.pitwall.lab.fleet.FleetEvent.SpanEnded;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what a fleet tells to a server, in batches, a few requests at a time; a fleet that is
 * faster than the server is held back. Events come from one thread.
 */
public final class Shipper implements AutoCloseable {
  private static final int BATCH = 500;
  private static final int UNDER_WAY = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final GrpcCaller grpc;
  private final HttpCaller http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final List<SpanEnded> grpcSpans = new ArrayList<>();
  private final List<SpanEnded> httpSpans = new ArrayList<>();
  private final List<MetricRead> metrics = new ArrayList<>();
  private final List<MetricRead> posted = new ArrayList<>();
  private final List<DurationsRead> durations = new ArrayList<>();
  private final List<ExecutionEnded> executions = new ArrayList<>();
  private final AtomicLong spansSent = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicReference<String> lastTrouble = new AtomicReference<>("");

  /**
   * A sender.
   *
   * @param server base URL of the server; gRPC goes to the same port
   */
  public Shipper(URI server) {
    grpc = new GrpcCaller(server);
    http = new HttpCaller(server);
  }

  /** Takes an event; may wait until the server has caught up. */
  public void accept(FleetEvent event) {
    switch (event) {
      case SpanEnded span -> {
        List<SpanEnded> batch = span.grpc() ? grpcSpans : httpSpans;
        batch.add(span);
        if (batch.size() >= BATCH) {
          shipSpans(batch, span.grpc());
        }
      }
      case ExecutionEnded execution -> {
        executions.add(execution);
        if (executions.size() >= BATCH) {
          shipExecutions();
        }
      }
      case MetricRead metric when metric.service().isEmpty() -> {
        posted.add(metric);
        if (posted.size() >= BATCH) {
          postMetrics();
        }
      }
      case MetricRead metric -> {
        metrics.add(metric);
        if (metrics.size() >= BATCH) {
          shipMetrics();
        }
      }
      case DurationsRead read -> durations.add(read);
      case FleetEvent.PageViewed view -> {
        String body = JSON.writeValueAsString(Reports.pageView(view));
        ship(() -> http.sendJson("POST", "/api/performance/frontend/beacon", body));
      }
      case FleetEvent.RunEnded truth -> {
        // The truth about a run is for those who judge findings, not for the server.
      }
    }
  }

  /** Sends what has gathered; does not wait for the answers. */
  public void flush() {
    shipSpans(grpcSpans, true);
    shipSpans(httpSpans, false);
    shipExecutions();
    shipMetrics();
    postMetrics();
  }

  /** Waits until everything sent so far was answered. */
  public void await() {
    room.acquireUninterruptibly(UNDER_WAY);
    room.release(UNDER_WAY);
  }

  /** Spans that the server has acknowledged. */
  public long spansSent() {
    return spansSent.get();
  }

  /** Requests that were given up. */
  public long requestsLost() {
    return lost.get();
  }

  /** Why a request was last given up, empty if none was. */
  public String lastTrouble() {
    return lastTrouble.get();
  }

  @Override
  public void close() {
    flush();
    await();
    threads.close();
    grpc.close();
    http.close();
  }

  private void shipSpans(List<SpanEnded> gathered, boolean overGrpc) {
    if (gathered.isEmpty()) {
      return;
    }
    List<SpanEnded> batch = List.copyOf(gathered);
    gathered.clear();
    ship(
        () -> {
          byte[] message = OtlpEncoding.spans(batch).toByteArray();
          if (overGrpc) {
            grpc.call(GrpcCaller.TRACE_EXPORT, message);
          } else {
            http.postProtobuf("/v1/traces", message);
          }
          spansSent.addAndGet(batch.size());
        });
  }

  private void shipMetrics() {
    if (metrics.isEmpty() && durations.isEmpty()) {
      return;
    }
    List<MetricRead> readings = List.copyOf(metrics);
    List<DurationsRead> read = List.copyOf(durations);
    metrics.clear();
    durations.clear();
    ship(
        () -> http.postProtobuf("/v1/metrics", OtlpEncoding.metrics(readings, read).toByteArray()));
  }

  private void shipExecutions() {
    if (executions.isEmpty()) {
      return;
    }
    List<Map<String, Object>> reports = executions.stream().map(Reports::execution).toList();
    executions.clear();
    String body = JSON.writeValueAsString(Map.of("executions", reports));
    ship(() -> http.sendJson("POST", "/api/performance/agent-performance", body));
  }

  private void postMetrics() {
    if (posted.isEmpty()) {
      return;
    }
    List<Map<String, Object>> reports = posted.stream().map(Reports::metric).toList();
    posted.clear();
    String body = JSON.writeValueAsString(Map.of("metrics", reports));
    ship(() -> http.sendJson("POST", "/api/performance/metrics", body));
  }

  private void ship(Runnable request) {
    room.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            tryFor(request);
          } catch (SendException failed) {
            lost.incrementAndGet();
            lastTrouble.set(String.valueOf(failed.getMessage()));
          } finally {
            room.release();
          }
        });
  }

  /** Tries again while the server is busy, a little later each time. */
  private static void tryFor(Runnable request) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long wait = 50; ; wait = Math.min(2_000, wait * 2)) {
      try {
        request.run();
        return;
      } catch (SendException failed) {
        if (!failed.isWorthAnotherTry() || System.nanoTime() - deadline > 0) {
          throw failed;
        }
        try {
          Thread.sleep(wait);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw failed;
        }
      }
    }
  }
}
