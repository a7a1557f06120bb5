package io.pitwall.lab.bench.load;

import io.pitwall.lab.bench.grpc.GrpcConnection;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests under way: a connection for each source, several requests in flight on each. Runs until
 * the sources have nothing more or it is stopped. Thread-safe.
 */
public final class Load implements AutoCloseable {

  /** Export of spans. */
  public static final String TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  /** Export of metrics. */
  public static final String METRICS =
      "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

  /** No limit but the server's. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private final Tally tally = new Tally();
  private final List<Sender> senders = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load() {}

  /**
   * Begins to send.
   *
   * @param path gRPC method
   * @param sources one for each connection
   * @param inFlight requests of a connection that may wait for their answer
   * @param itemsPerSecond pace of all together, or {@link #UNLIMITED}
   */
  public static Load start(
      URI server,
      String path,
      List<RequestSource> sources,
      int inFlight,
      double itemsPerSecond,
      Clock clock)
      throws IOException {
    var load = new Load();
    for (RequestSource source : sources) {
      load.senders.add(
          new Sender(
              GrpcConnection.open(server),
              path,
              source,
              inFlight,
              itemsPerSecond / sources.size(),
              clock,
              load.tally));
    }
    for (Sender sender : load.senders) {
      load.threads.add(Thread.ofPlatform().daemon().name("load").start(sender));
    }
    return load;
  }

  /** What came back so far. */
  public Tally tally() {
    return tally;
  }

  /** Waits until the sources have nothing more and all is answered, or the connections broke. */
  public void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Whether requests are still being sent. */
  public boolean isRunning() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** Sends nothing more, waits for the answers that are due for up to 30 s, disconnects. */
  @Override
  public void close() {
    senders.forEach(Sender::stop);
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(30));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    senders.forEach(Sender::disconnect);
  }
}
