package io.pitwall.lab.bench;

import io.pitwall.lab.bench.api.Api;
import io.pitwall.lab.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How long a server that holds a week of a large fleet thinks about what the first screens ask: 10
 * million spans of 10,000 agents, 50 million samples of 10,000 series, the machine's history every
 * 5 seconds. One question at a time.
 */
final class QueriesBench implements Bench {
  private static final long SPANS = 10_000_000;
  private static final long SAMPLES = 50_000_000;
  private static final int AGENTS = 10_000;
  private static final Duration PAST = Duration.ofDays(7).minusMinutes(5);
  private static final int SYSTEM_STEP_SECONDS = 5;
  private static final String MARKER = "bench-loaded.txt";
  private static final Goal GOAL = new Goal.AtMost(100, 30);
  private static final int CYCLE_MILLIS = 5_200;
  private static final int WARM_UP = 3;

  /** A question, the fewest elements at a place of its answer, and what its p95 is held against. */
  private record Question(String path, String place, int fewest, Goal goal) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("overview", "", 1, GOAL),
          new Question("agents?columnar=true&limit=10000", "/total", AGENTS, GOAL),
          new Question("agents?limit=10000", "/agents", AGENTS, GOAL),
          new Question("historical?hours=168", "/data", 100, GOAL),
          new Question("summary?hours=24", "/summary/system_metrics", 1, new Goal.None()),
          new Question("runs?limit=50", "/runs", 50, new Goal.None()));

  @Override
  public String name() {
    return "queries";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    Path data = context.data("queries");
    load(context, data);
    List<Measurement> measurements = new ArrayList<>();
    try (ServerProcess.Started server = context.start(data)) {
      measurements.add(
          Measurement.of(name(), "start to ready", server.readyAfter().toNanos() / 1e9, "s"));
      settle(context, server);
      measurements.addAll(ask(context, server.api()));
      measurements.add(
          Measurement.of(name(), "resident memory", server.use().residentBytes() / 1e6, "MB"));
      measurements.add(Measurement.of(name(), "disk", Folders.bytes(data) / 1e6, "MB"));
    }
    return measurements;
  }

  private static void load(BenchContext context, Path data)
      throws IOException, InterruptedException {
    long spans = (long) (SPANS * context.settings().scale());
    long samples = (long) (SAMPLES * context.settings().scale());
    String content = spans + " spans, " + samples + " samples\n";
    Path marker = data.resolveSibling("queries-" + MARKER);
    if (Files.exists(marker) && Files.readString(marker).equals(content)) {
      context.say("queries: %s holds %s already".formatted(data, content.strip()));
      return;
    }
    context.freshData("queries");
    context.say("queries: loading %s into %s".formatted(content.strip(), data));
    long started = context.clock().monotonicNanos();
    try (ServerProcess.Started server = context.start(data)) {
      var sampleLoad = new SampleLoad(context);
      sampleLoad.sendSystemHistory(server, PAST, SYSTEM_STEP_SECONDS);
      long rounds = Math.max(1, samples / SampleLoad.SERIES);
      long from = context.nowNanos() - PAST.toNanos();
      sampleLoad.send(server, round -> from + PAST.toNanos() / rounds * round, rounds);
      context.say("queries: %,d samples sent".formatted(samples));
      new SpanLoad(context, AGENTS).fill(server, spans, PAST);
      settle(context, server);
    }
    Files.writeString(marker, content);
    context.say(
        "queries: loaded within %.0f s"
            .formatted((context.clock().monotonicNanos() - started) / 1e9));
  }

  /** Waits until the server has done what it does after taking in so much. */
  private static void settle(BenchContext context, ServerProcess.Started server)
      throws InterruptedException {
    long deadline = context.clock().monotonicNanos() + Duration.ofMinutes(10).toNanos();
    int quiet = 0;
    while (quiet < 3 && context.clock().monotonicNanos() < deadline) {
      double before = server.use().cpuSeconds();
      Thread.sleep(Duration.ofSeconds(4));
      quiet = server.use().cpuSeconds() - before < 0.6 ? quiet + 1 : 0;
    }
  }

  private List<Measurement> ask(BenchContext context, Api api)
      throws IOException, InterruptedException {
    int cycles = Math.max(10, context.settings().seconds());
    double[][] millis = new double[QUESTIONS.size()][cycles];
    long due = context.clock().monotonicNanos();
    for (int cycle = -WARM_UP; cycle < cycles; cycle++) {
      for (int i = 0; i < QUESTIONS.size(); i++) {
        long started = context.clock().monotonicNanos();
        Api.Answer answer = api.get("/api/performance/" + QUESTIONS.get(i).path);
        double took = (context.clock().monotonicNanos() - started) / 1e6;
        requireContent(QUESTIONS.get(i), answer);
        if (cycle >= 0) {
          millis[i][cycle] = took;
        }
      }
      due += Duration.ofMillis(CYCLE_MILLIS).toNanos();
      Thread.sleep(Duration.ofNanos(Math.max(0, due - context.clock().monotonicNanos())));
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < QUESTIONS.size(); i++) {
      String path = "/" + QUESTIONS.get(i).path;
      Quantiles times = Quantiles.of(millis[i]);
      context.say(
          "queries: %s p50 %.1f ms, p95 %.1f ms".formatted(path, times.at(0.5), times.at(0.95)));
      measurements.add(Measurement.of(name(), path + ", p50", times.at(0.5), "ms"));
      measurements.add(
          Measurement.of(name(), path + ", p95 of " + cycles, times.at(0.95), "ms")
              .against(QUESTIONS.get(i).goal));
    }
    return measurements;
  }

  /** A quick answer with nothing in it would be worth nothing. */
  private static void requireContent(Question question, Api.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(
          "Expected 200 for /" + question.path + ", but got " + answer.status());
    }
    JsonNode place = answer.json().at(question.place);
    int found = place.isNumber() ? place.asInt() : place.size();
    if (found < question.fewest) {
      throw new IllegalStateException(
          "Expected "
              + question.fewest
              + " or more at "
              + question.place
              + " of /"
              + question.path
              + ", but got "
              + found);
    }
  }
}
