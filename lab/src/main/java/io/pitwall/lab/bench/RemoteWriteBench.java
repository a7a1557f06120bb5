package io.pitwall.lab.bench;

import io.pitwall.lab.bench.process.ProcessUse;
import io.pitwall.lab.bench.process.ServerProcess;
import io.pitwall.lab.bench.prometheus.PeerServer;
import io.pitwall.lab.bench.prometheus.WriteLoad;
import io.pitwall.lab.bench.prometheus.WriteTemplate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a million metric samples cost the server by Prometheus remote write, as Prometheus sends
 * them when it catches up: 10,000 series sampled every ten seconds of the past, 2,000 samples to a
 * request ({@code max_samples_per_send}), five shards that each wait for their answer. The time of
 * rolling up is waited for, and what the server costs at rest is subtracted. Asked for ({@code
 * --beside}), the same requests are sent to Prometheus and VictoriaMetrics, where they are
 * installed, and measured the same way.
 */
final class RemoteWriteBench implements Bench {
  private static final int SERIES = 10_000;
  private static final int SERIES_PER_REQUEST = 2_000;
  private static final int SHARDS = SERIES / SERIES_PER_REQUEST;
  private static final long STEP_MILLIS = 10_000;
  private static final Duration ROLL_UP = Duration.ofSeconds(25);

  /** What a server did with the load. */
  private record Cost(double secondsPerMillion, double sendingOnly, double samplesPerSecond) {}

  @Override
  public String name() {
    return "remote-write";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    List<Measurement> all = new ArrayList<>();
    try (ServerProcess.Started server = context.start(context.freshData("remote-write"))) {
      Cost cost = cost(context, "pitwall", server.address(), server::use);
      all.add(
          Measurement.of(
                  name(), "CPU of the server, rolled up", cost.secondsPerMillion, "s per million")
              .against(new Goal.AtMost(1.2, 0.5)));
      all.addAll(details("", cost));
    }
    if (context.settings().beside()) {
      for (PeerServer.Kind kind : PeerServer.KINDS) {
        if (kind.isInstalled()) {
          all.addAll(beside(context, kind));
        } else {
          context.say("remote-write: " + kind.program() + " is not installed");
        }
      }
    }
    return all;
  }

  private List<Measurement> beside(BenchContext context, PeerServer.Kind kind)
      throws IOException, InterruptedException {
    Path data = context.freshData("remote-write-" + kind.program());
    try (PeerServer server = PeerServer.start(kind, data)) {
      Cost cost = cost(context, kind.program(), server.address(), server::use);
      List<Measurement> all = new ArrayList<>();
      all.add(
          Measurement.of(
              name(),
              kind.program() + ": CPU of the server",
              cost.secondsPerMillion,
              "s per million"));
      all.addAll(details(kind.program() + ": ", cost));
      return all;
    }
  }

  private List<Measurement> details(String whose, Cost cost) {
    return List.of(
        Measurement.of(
            name(),
            whose + "of it until the last acknowledgement",
            cost.sendingOnly,
            "s per million"),
        Measurement.of(name(), whose + "acknowledged samples", cost.samplesPerSecond, "/s"));
  }

  private static Cost cost(BenchContext context, String who, URI address, Supplier<ProcessUse> use)
      throws IOException, InterruptedException {
    WriteLoad load =
        new WriteLoad(
            SHARDS,
            IntStream.range(0, SHARDS)
                .mapToObj(instance -> WriteTemplate.of(instance, SERIES_PER_REQUEST))
                .toList());
    long rounds = Math.max(2, context.settings().samples() / SERIES);
    long warmUp = Math.max(1, rounds / 5);
    long begin = context.nowNanos() / 1_000_000 - (warmUp + rounds) * STEP_MILLIS;
    context.say("%s: warming up with %,d samples".formatted(who, warmUp * load.samples()));
    load.send(address, 0, warmUp, round -> begin + round * STEP_MILLIS);
    Thread.sleep(ROLL_UP);
    double restBefore = use.get().cpuSeconds();
    long restStarted = context.clock().monotonicNanos();
    Thread.sleep(Duration.ofSeconds(10));
    double restCores = (use.get().cpuSeconds() - restBefore) / seconds(context, restStarted);

    double samples = rounds * (double) load.samples();
    context.say("%s: sending %,.0f, at rest %.3f cores".formatted(who, samples, restCores));
    double before = use.get().cpuSeconds();
    long started = context.clock().monotonicNanos();
    load.send(address, warmUp, rounds, round -> begin + round * STEP_MILLIS);
    double sending = seconds(context, started);
    double sent = use.get().cpuSeconds() - before;
    Thread.sleep(ROLL_UP);
    double all = use.get().cpuSeconds() - before;
    double millions = samples / 1e6;
    return new Cost(
        (all - restCores * seconds(context, started)) / millions,
        (sent - restCores * sending) / millions,
        samples / sending);
  }

  private static double seconds(BenchContext context, long sinceNanos) {
    return (context.clock().monotonicNanos() - sinceNanos) / 1e9;
  }
}
