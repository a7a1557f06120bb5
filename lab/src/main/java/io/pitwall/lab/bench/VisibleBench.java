package io.pitwall.lab.bench;

import io.pitwall.lab.bench.grpc.GrpcAnswer;
import io.pitwall.lab.bench.grpc.GrpcConnection;
import io.pitwall.lab.bench.load.Load;
import io.pitwall.lab.bench.otlp.Ids;
import io.pitwall.lab.bench.otlp.SpanTraffic;
import io.pitwall.lab.bench.otlp.TraceTemplate;
import io.pitwall.lab.bench.process.ServerProcess;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * From the acknowledgement of a new trace until the API shows all its spans, while 10,000 other
 * spans arrive every second. The time of asking is part of it.
 */
final class VisibleBench implements Bench {
  private static final double BACKGROUND = 10_000;
  private static final int AGENTS = 200;
  private static final Duration GIVE_UP = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "visible";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    int probes = context.settings().probes();
    var background = new SpanLoad(context, AGENTS);
    try (ServerProcess.Started server = context.start(context.freshData("visible"));
        Load load = background.start(server, BACKGROUND, (template, first) -> {});
        GrpcConnection connection = GrpcConnection.open(server.address())) {
      Thread.sleep(Duration.ofSeconds(5));
      context.say("visible: %d probes at %,.0f spans/s".formatted(probes, BACKGROUND));
      var probe = new Probe(server, connection, context.clock());
      long spansBefore = load.tally().acknowledged();
      long started = context.clock().monotonicNanos();
      long[] nanos = new long[probes];
      for (int i = 0; i < probes; i++) {
        nanos[i] = probe.run(context.nowNanos());
        Thread.sleep(Duration.ofMillis(50));
      }
      double elapsed = (context.clock().monotonicNanos() - started) / 1e9;
      double rate = (load.tally().acknowledged() - spansBefore) / elapsed;
      load.tally().requireClean();
      if (rate < 0.98 * BACKGROUND) {
        context.say(
            "visible: the server took only %,.0f of %,.0f spans/s".formatted(rate, BACKGROUND));
      }
      Quantiles times = Quantiles.millis(nanos);
      return List.of(
          Measurement.of(name(), "background", rate, "spans/s"),
          Measurement.of(name(), "acknowledged to visible, p50", times.at(0.5), "ms"),
          Measurement.of(name(), "acknowledged to visible, p99 of " + probes, times.at(0.99), "ms")
              .against(new Goal.AtMost(1_000, 300)),
          Measurement.of(name(), "acknowledged to visible, longest", times.at(1), "ms"));
    }
  }

  /** Sends a trace and waits until it is shown. */
  private static final class Probe {
    private final ServerProcess.Started server;
    private final GrpcConnection connection;
    private final Clock clock;
    private final TraceTemplate template = SpanTraffic.single(7);
    private final Ids ids;
    private long trace;

    Probe(ServerProcess.Started server, GrpcConnection connection, Clock clock) {
      this.server = server;
      this.connection = connection;
      this.clock = clock;
      this.ids = new Ids(~clock.nowMicros());
    }

    long run(long endNanos) throws IOException, InterruptedException {
      template.patch(ids, ++trace, endNanos);
      var answered = new CompletableFuture<GrpcAnswer>();
      connection.call(Load.TRACES, template.framed(), answered::complete);
      GrpcAnswer answer = answered.join();
      long acknowledged = clock.monotonicNanos();
      if (!answer.isOk()) {
        throw new IllegalStateException(
            "Expected a probe to be taken, but got " + answer.status() + ": " + answer.message());
      }
      String traceId = ids.traceHex(trace);
      while (server.api().spanCount(traceId) < template.spans()) {
        if (clock.monotonicNanos() - acknowledged > GIVE_UP.toNanos()) {
          throw new IllegalStateException(
              "Expected trace " + traceId + " to be shown within " + GIVE_UP + ", but it was not");
        }
        Thread.sleep(Duration.ofMillis(2));
      }
      return clock.monotonicNanos() - acknowledged;
    }
  }
}
