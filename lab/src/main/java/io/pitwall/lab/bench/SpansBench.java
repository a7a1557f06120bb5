package io.pitwall.lab.bench;

import io.pitwall.lab.bench.load.Load;
import io.pitwall.lab.bench.process.MachineUse;
import io.pitwall.lab.bench.process.ProcessUse;
import io.pitwall.lab.bench.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans that the server takes by OTLP/gRPC on loopback. The load generator runs on the same machine
 * and is measured too. What comes before the server's code is compiled is not counted.
 */
final class SpansBench implements Bench {
  private static final int AGENTS = 200;
  private static final int SLICES = 6;

  /** Spans of warm-up for each second of measurement. */
  private static final long WARM_UP = 5_000;

  /** Counters at one moment. */
  private record Mark(long nanos, long spans, ProcessUse server, double generator, double machine) {
    static Mark now(BenchContext context, ServerProcess.Started server, Load load) {
      return new Mark(
          context.clock().monotonicNanos(),
          load.tally().acknowledged(),
          server.use(),
          ProcessUse.alone(ProcessHandle.current()).cpuSeconds(),
          MachineUse.busySeconds());
    }
  }

  @Override
  public String name() {
    return "spans";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    int seconds = context.settings().seconds();
    Path data = context.freshData("spans");
    var spanLoad = new SpanLoad(context, AGENTS);
    List<Mark> marks = new ArrayList<>();
    try (ServerProcess.Started server = context.start(data);
        Load load = spanLoad.start(server, context.settings().rate(), (template, first) -> {})) {
      warmUp(load, seconds);
      context.say("spans: warm after %,d, measuring".formatted(load.tally().acknowledged()));
      marks.add(Mark.now(context, server, load));
      for (int slice = 0; slice < SLICES; slice++) {
        Thread.sleep(Duration.ofMillis(1_000L * seconds / SLICES));
        marks.add(Mark.now(context, server, load));
        context.say("spans: %,.0f/s".formatted(rate(marks.get(slice), marks.getLast())));
      }
      load.tally().requireClean();
      if (!load.isRunning()) {
        throw new IllegalStateException(
            "Expected the connections to hold, but they broke: " + load.tally().firstPushBack());
      }
      return report(marks, load, data);
    }
  }

  /** By spans rather than by time, because a busy machine warms up more slowly. */
  private static void warmUp(Load load, int seconds) throws InterruptedException {
    for (int i = 0; i < 10 * seconds && load.tally().acknowledged() < WARM_UP * seconds; i++) {
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private List<Measurement> report(List<Mark> marks, Load load, Path data) {
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    double elapsed = (last.nanos - first.nanos) / 1e9;
    double millions = (last.spans - first.spans) / 1e6;
    double server = last.server.cpuSeconds() - first.server.cpuSeconds();
    double generator = last.generator - first.generator;
    double others = last.machine - first.machine - server - generator;
    double[] rates = new double[SLICES];
    for (int i = 0; i < SLICES; i++) {
      rates[i] = rate(marks.get(i), marks.get(i + 1));
    }
    Quantiles latency = Quantiles.millis(load.tally().latencies().between(first.nanos, last.nanos));
    return List.of(
        new Measurement(
            name(),
            "acknowledged spans",
            rate(first, last),
            Quantiles.of(rates).at(0),
            Quantiles.of(rates).at(1),
            "/s",
            new Goal.AtLeast(20_000, 60_000)),
        Measurement.of(name(), "CPU of the server", server / millions, "s per million"),
        Measurement.of(name(), "CPU of the generator", generator / millions, "s per million"),
        Measurement.of(name(), "cores used by the server", server / elapsed, ""),
        Measurement.of(name(), "cores used by other programs", others / elapsed, ""),
        Measurement.of(name(), "acknowledged after, p50", latency.at(0.5), "ms"),
        Measurement.of(name(), "acknowledged after, p99", latency.at(0.99), "ms"),
        Measurement.of(name(), "requests pushed back", (double) load.tally().pushedBack(), ""),
        Measurement.of(name(), "resident memory", last.server.residentBytes() / 1e6, "MB"),
        Measurement.of(
            name(), "disk per span", (double) Folders.bytes(data) / last.spans, "bytes"));
  }

  private static double rate(Mark from, Mark to) {
    return (to.spans - from.spans) / ((to.nanos - from.nanos) / 1e9);
  }
}
