package io.pitwall.lab.bench;

import io.pitwall.lab.bench.api.Api;
import io.pitwall.lab.bench.load.Load;
import io.pitwall.lab.bench.otlp.Ids;
import io.pitwall.lab.bench.otlp.TraceTemplate;
import io.pitwall.lab.bench.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Kills the server under load again and again, and asks it after each start for every trace that it
 * had acknowledged before; at the end for all of all rounds.
 */
final class KillBench implements Bench {
  private static final int AGENTS = 200;
  private static final int ASKING = 8;
  private static final int SHORTEST_MILLIS = 800;
  private static final int LONGEST_MILLIS = 3_000;

  /** Traces that were acknowledged together. */
  private record Acknowledged(TraceTemplate template, long firstTrace) {}

  /** What asking for traces came to. */
  private record Check(long spans, long lost) {}

  @Override
  public String name() {
    return "kill9";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    int kills = context.settings().kills();
    var random = new java.util.SplittableRandom(context.clock().nowMicros());
    Path data = context.freshData("kill9");
    var spanLoad = new SpanLoad(context, AGENTS);
    List<Acknowledged> all = new ArrayList<>();
    double[] readySeconds = new double[kills];
    long lost = 0;
    ServerProcess.Started server = context.start(data);
    try {
      for (int kill = 0; kill < kills; kill++) {
        List<Acknowledged> round = loadAndKill(spanLoad, server, random);
        all.addAll(round);
        server = context.start(data);
        readySeconds[kill] = server.readyAfter().toNanos() / 1e9;
        Check check = check(server.api(), spanLoad.ids(), round);
        lost += check.lost;
        context.say(
            "kill9: %d of %d, %,d acknowledged spans, %d lost, ready after %.2f s"
                .formatted(kill + 1, kills, check.spans, check.lost, readySeconds[kill]));
      }
      Check last = check(server.api(), spanLoad.ids(), all);
      context.say(
          "kill9: at the end %,d spans asked for, %d lost".formatted(last.spans, last.lost));
      return List.of(
          Measurement.of(
                  name(),
                  "acknowledged spans lost in " + kills + " kills",
                  (double) (lost + last.lost),
                  "")
              .against(new Goal.AtMost(0, 0)),
          Measurement.of(name(), "acknowledged spans asked for", (double) last.spans, ""),
          Measurement.of(name(), "start to ready after a kill", Quantiles.of(readySeconds), "s"));
    } finally {
      server.close();
    }
  }

  private static List<Acknowledged> loadAndKill(
      SpanLoad spanLoad, ServerProcess.Started server, RandomGenerator random) throws Exception {
    Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    try (Load load =
        spanLoad.start(
            server,
            Load.UNLIMITED,
            (template, first) -> acknowledged.add(new Acknowledged(template, first)))) {
      Thread.sleep(Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS)));
      server.kill();
      load.await();
    }
    return List.copyOf(acknowledged);
  }

  private static Check check(Api api, Ids ids, List<Acknowledged> requests) throws Exception {
    try (var threads = Executors.newFixedThreadPool(ASKING)) {
      List<Future<Check>> checks = new ArrayList<>();
      for (Acknowledged request : requests) {
        checks.add(threads.submit(() -> check(api, ids, request)));
      }
      long spans = 0;
      long lost = 0;
      for (Future<Check> check : checks) {
        spans += check.get().spans;
        lost += check.get().lost;
      }
      return new Check(spans, lost);
    }
  }

  private static Check check(Api api, Ids ids, Acknowledged request) throws Exception {
    long lost = 0;
    for (int i = 0; i < request.template.traces(); i++) {
      long shown = api.spanCount(ids.traceHex(request.firstTrace + i));
      lost += Math.max(0, request.template.spansOf(i) - shown);
    }
    return new Check(request.template.spans(), lost);
  }
}
