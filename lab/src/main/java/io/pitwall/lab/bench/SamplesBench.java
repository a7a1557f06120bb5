package io.pitwall.lab.bench;

import io.pitwall.lab.bench.process.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * What a million metric samples cost the server, by OTLP/gRPC with 1,000 points to a request. The
 * series are sampled every ten seconds of the past, so that rolling them up is as dear as in real
 * life, and the time of rolling up is waited for. What the server costs at rest is subtracted.
 */
final class SamplesBench implements Bench {
  private static final long STEP_NANOS = Duration.ofSeconds(10).toNanos();
  private static final Duration ROLL_UP = Duration.ofSeconds(35);

  @Override
  public String name() {
    return "samples";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    long rounds = Math.max(2, context.settings().samples() / SampleLoad.SERIES);
    long warmUp = Math.max(1, rounds / 5);
    long now = context.nowNanos();
    var load = new SampleLoad(context);
    try (ServerProcess.Started server = context.start(context.freshData("samples"))) {
      context.say("samples: warming up with %,d samples".formatted(warmUp * SampleLoad.SERIES));
      load.send(server, round -> now - (warmUp + rounds - round) * STEP_NANOS, warmUp);
      Thread.sleep(ROLL_UP);
      double restCores = cores(context, server, Duration.ofSeconds(10));

      long samples = rounds * SampleLoad.SERIES;
      context.say("samples: sending %,d, at rest %.3f cores".formatted(samples, restCores));
      double cpuBefore = server.use().cpuSeconds();
      long started = context.clock().monotonicNanos();
      load.send(server, round -> now - (rounds - round) * STEP_NANOS, rounds);
      double sending = (context.clock().monotonicNanos() - started) / 1e9;
      double cpuSent = server.use().cpuSeconds() - cpuBefore;
      Thread.sleep(ROLL_UP);
      double elapsed = (context.clock().monotonicNanos() - started) / 1e9;
      double cpu = server.use().cpuSeconds() - cpuBefore;
      double millions = samples / 1e6;
      return List.of(
          Measurement.of(
                  name(),
                  "CPU of the server, rolled up",
                  (cpu - restCores * elapsed) / millions,
                  "s per million")
              .against(new Goal.AtMost(2, 0.7)),
          Measurement.of(
              name(),
              "of it until the last acknowledgement",
              (cpuSent - restCores * sending) / millions,
              "s per million"),
          Measurement.of(name(), "acknowledged samples", samples / sending, "/s"),
          Measurement.of(name(), "CPU at rest", 100 * restCores, "%"));
    }
  }

  private static double cores(BenchContext context, ServerProcess.Started server, Duration duration)
      throws InterruptedException {
    double before = server.use().cpuSeconds();
    long started = context.clock().monotonicNanos();
    Thread.sleep(duration);
    return (server.use().cpuSeconds() - before)
        / ((context.clock().monotonicNanos() - started) / 1e9);
  }
}
