package io.pitwall.lab.bench;

import io.pitwall.lab.bench.process.ProcessUse;
import io.pitwall.lab.bench.process.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * What the server costs while nothing arrives: after an hour's history of 50 agents was sent. It
 * rests twice as long as is measured before that begins: compiling what the load made hot goes on
 * for a minute, and belongs to the load.
 */
final class IdleBench implements Bench {
  private static final int AGENTS = 50;
  private static final long SPANS = 20_000;
  private static final double MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    int seconds = context.settings().seconds();
    try (ServerProcess.Started server = context.start(context.freshData("idle"))) {
      new SpanLoad(context, AGENTS).fill(server, SPANS, Duration.ofHours(1));
      context.say("idle: settling, then measuring for %d s".formatted(seconds));
      Thread.sleep(Duration.ofSeconds(2L * seconds));
      ProcessUse before = server.use();
      long started = context.clock().monotonicNanos();
      Thread.sleep(Duration.ofSeconds(seconds));
      ProcessUse after = server.use();
      double elapsed = (context.clock().monotonicNanos() - started) / 1e9;
      double cpu = 100 * (after.cpuSeconds() - before.cpuSeconds()) / elapsed;
      return List.of(
          Measurement.of(name(), "CPU of one core", cpu, "%").against(new Goal.AtMost(2, 1)),
          Measurement.of(
                  name(), "resident memory, 50 agents", after.residentBytes() / MEGABYTE, "MB")
              .against(new Goal.AtMost(400, 250)),
          Measurement.of(
              name(), "the same, shared pages divided", after.proportionalBytes() / MEGABYTE, "MB"),
          Measurement.of(name(), "peak of resident memory", after.peakBytes() / MEGABYTE, "MB"));
    }
  }
}
