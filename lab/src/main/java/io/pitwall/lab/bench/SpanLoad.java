package io.pitwall.lab.bench;

import io.pitwall.lab.bench.load.Load;
import io.pitwall.lab.bench.load.SpanSource;
import io.pitwall.lab.bench.otlp.Ids;
import io.pitwall.lab.bench.otlp.SpanTraffic;
import io.pitwall.lab.bench.otlp.TraceTemplate;
import io.pitwall.lab.bench.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/** Spans for the server of a bench. */
final class SpanLoad {
  private static final long SEED = 20_261_122;
  private static final double SPANS_PER_TRACE = 34;

  private final BenchContext context;
  private final List<TraceTemplate> templates;
  private final Ids ids;
  private final AtomicLong nextTrace = new AtomicLong();

  /** Spans of a fleet of so many agents; every object has trace ids of its own. */
  SpanLoad(BenchContext context, int agents) {
    this.context = context;
    this.templates = SpanTraffic.templates(SEED, agents, SpanTraffic.SPANS_PER_REQUEST);
    this.ids = new Ids(context.clock().nowMicros());
  }

  Ids ids() {
    return ids;
  }

  /** Begins to send traces that end now. */
  Load start(ServerProcess.Started server, double spansPerSecond, SpanSource.Listener acknowledged)
      throws IOException {
    return start(server, spansPerSecond, trace -> context.nowNanos(), acknowledged);
  }

  /** Sends so many spans, or a few more, spread evenly over the last while. */
  void fill(ServerProcess.Started server, long spans, Duration past)
      throws IOException, InterruptedException {
    long to = context.nowNanos();
    double traces = spans / SPANS_PER_TRACE;
    LongUnaryOperator endNanos =
        trace -> to - past.toNanos() + (long) (Math.min(1, trace / traces) * past.toNanos());
    try (Load load = start(server, Load.UNLIMITED, endNanos, (template, first) -> {})) {
      long next = 0;
      while (load.tally().acknowledged() < spans) {
        if (!load.isRunning()) {
          load.tally().requireClean();
          throw new IllegalStateException(
              "Expected "
                  + spans
                  + " spans to be taken, but the connections broke: "
                  + load.tally().firstPushBack());
        }
        if (load.tally().acknowledged() >= next) {
          context.say("  %,d of %,d spans".formatted(load.tally().acknowledged(), spans));
          next += Math.max(spans / 5, 1_000_000);
        }
        Thread.sleep(50);
      }
      load.tally().requireClean();
    }
  }

  private Load start(
      ServerProcess.Started server,
      double spansPerSecond,
      LongUnaryOperator endNanos,
      SpanSource.Listener acknowledged)
      throws IOException {
    return Load.start(
        server.address(),
        Load.TRACES,
        SpanSource.share(
            context.settings().connections(), templates, ids, nextTrace, endNanos, acknowledged),
        context.settings().inFlight(),
        spansPerSecond,
        context.clock());
  }
}
