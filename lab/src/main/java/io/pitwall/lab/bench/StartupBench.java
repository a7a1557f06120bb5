package io.pitwall.lab.bench;

import io.pitwall.lab.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of the process until {@code /readyz} answers 200: with an empty data folder, and
 * with one that holds a million spans of the last day. The first start is not counted, because it
 * may build the program and its start-up cache.
 */
final class StartupBench implements Bench {
  private static final long SPANS = 1_000_000;
  private static final int AGENTS = 200;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    long spans = (long) (SPANS * Math.min(1, context.settings().scale()));
    Path filled = context.freshData("startup-filled");
    context.say("startup: filling a folder with %,d spans".formatted(spans));
    try (ServerProcess.Started server = context.start(filled)) {
      new SpanLoad(context, AGENTS).fill(server, spans, Duration.ofDays(1));
    }
    List<Measurement> measurements = new ArrayList<>();
    List<Double> empty = new ArrayList<>();
    List<Double> withData = new ArrayList<>();
    for (int i = 0; i < context.settings().repeats(); i++) {
      empty.add(seconds(context, context.freshData("startup-empty")));
      withData.add(seconds(context, filled));
      context.say(
          "startup: %.2f s empty, %.2f s with data".formatted(empty.getLast(), withData.getLast()));
    }
    measurements.add(Measurement.of(name(), "start to ready, empty folder", all(empty), "s"));
    measurements.add(
        Measurement.of(
                name(), "start to ready, " + "%,d".formatted(spans) + " spans", all(withData), "s")
            .against(new Goal.AtMost(2, 1)));
    return measurements;
  }

  private static double seconds(BenchContext context, Path data)
      throws IOException, InterruptedException {
    try (ServerProcess.Started server = context.start(data)) {
      return server.readyAfter().toNanos() / 1e9;
    }
  }

  private static Quantiles all(List<Double> values) {
    return Quantiles.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
