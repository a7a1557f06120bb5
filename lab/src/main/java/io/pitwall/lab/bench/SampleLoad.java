package io.pitwall.lab.bench;

import io.pitwall.lab.bench.load.Load;
import io.pitwall.lab.bench.load.SampleSource;
import io.pitwall.lab.bench.otlp.MetricTemplate;
import io.pitwall.lab.bench.otlp.MetricTraffic;
import io.pitwall.lab.bench.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Metric samples for the server of a bench: 10,000 series of ten services. */
final class SampleLoad {
  static final int SERIES = 10_000;
  private static final int SERVICES = 10;

  private final BenchContext context;
  private final List<MetricTemplate> templates;

  SampleLoad(BenchContext context) {
    this.context = context;
    this.templates =
        MetricTraffic.templates(
            SERVICES, SERIES / SERVICES, context.nowNanos() - Duration.ofDays(8).toNanos());
  }

  /** Sends rounds of one sample for each series; waits until all are acknowledged. */
  void send(ServerProcess.Started server, LongUnaryOperator nanosOfRound, long rounds)
      throws IOException, InterruptedException {
    send(server, templates, nanosOfRound, rounds);
  }

  /** Sends a history of the machine itself, as the server's own collector would have kept it. */
  void sendSystemHistory(ServerProcess.Started server, Duration past, int stepSeconds)
      throws IOException, InterruptedException {
    int points = 500;
    MetricTemplate template = MetricTraffic.systemHistory(points, stepSeconds);
    long from = context.nowNanos() - past.toNanos();
    long roundNanos = Duration.ofSeconds((long) points * stepSeconds).toNanos();
    send(
        server, List.of(template), round -> from + round * roundNanos, past.toNanos() / roundNanos);
  }

  private void send(
      ServerProcess.Started server,
      List<MetricTemplate> chosen,
      LongUnaryOperator nanosOfRound,
      long rounds)
      throws IOException, InterruptedException {
    try (Load load =
        Load.start(
            server.address(),
            Load.METRICS,
            SampleSource.share(context.settings().connections(), chosen, nanosOfRound, rounds),
            context.settings().inFlight(),
            Load.UNLIMITED,
            context.clock())) {
      load.await();
      load.tally().requireClean();
      long expected = rounds * chosen.stream().mapToLong(MetricTemplate::points).sum();
      if (load.tally().acknowledged() < expected) {
        context.say(
            "  %,d of %,d samples were taken; %d requests were pushed back"
                .formatted(load.tally().acknowledged(), expected, load.tally().pushedBack()));
      }
    }
  }
}
