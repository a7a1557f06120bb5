package io.pitwall.store.duckdb;

import com.sun.management.OperatingSystemMXBean;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Fills a store with a week of synthetic telemetry and measures it; no test. Arguments: folder,
 * millions of spans, millions of samples. With a folder that is filled already only the reads are
 * measured, each as often as the property {@code times} says, and of them those whose name begins
 * as the property {@code only} says.
 */
final class StoreLoad {
  private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1_000;
  private static final long BEGIN = 1_793_000_000_000_000L;
  private static final int BATCH = 1_000;
  private static final int SPANS_PER_TRACE = 20;
  private static final int FOLD_EVERY = Integer.getInteger("fold", 100);
  private static final int AGENTS = 10_000;

  private final SplittableRandom random = new SplittableRandom(42);
  private final ManualClock clock = new ManualClock(BEGIN);
  private final List<Series> series = new ArrayList<>();
  private long traces;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long spans = (long) (Double.parseDouble(arguments[1]) * 1e6);
    long samples = (long) (Double.parseDouble(arguments[2]) * 1e6);
    new StoreLoad().run(folder, spans, samples);
  }

  private void run(Path folder, long spans, long samples) throws IOException {
    for (int i = 0; i < 2_000; i++) {
      MetricType type = i % 10 == 0 ? MetricType.TIMER : MetricType.GAUGE;
      series.add(
          Series.of("metric." + i % 50, Map.of("host", "host-" + i / 50), type, "s", "synthetic"));
    }
    boolean filled = Files.exists(folder.resolve("telemetry.duckdb"));
    if (!filled) {
      fill(folder, spans, samples);
    }
    clock.step(Duration.ofDays(filled ? 7 : 0));
    long began = System.nanoTime();
    DuckDbStores.loadLibrary();
    say("library loaded", began);
    began = System.nanoTime();
    try (DuckDbStores stores = DuckDbStores.open(settings(folder), clock)) {
      say("opened", began);
      System.out.printf(
          "resident after opening %d MB, %s%n", residentMb(), stores.telemetry().stats());
      queries(stores.telemetry());
      System.out.printf("resident after queries %d MB%n", residentMb());
      began = System.nanoTime();
      stores.telemetry().fold();
      say("empty fold", began);
    }
  }

  private void fill(Path folder, long spans, long samples) {
    long batches = Math.max(spans, 1) / BATCH;
    long samplesPerBatch = samples / batches;
    long step = WEEK_MICROS / batches;
    try (DuckDbStores stores = DuckDbStores.open(settings(folder), clock)) {
      TelemetryStore store = stores.telemetry();
      long began = System.nanoTime();
      long cpu = cpuNanos();
      long making = 0;
      long foldCpu = 0;
      double slowest = 0;
      List<CompletableFuture<?>> waiting = new ArrayList<>();
      List<Run> runs = new ArrayList<>();
      for (long i = 0; i < batches; i++) {
        clock.advance(Duration.ofNanos(step * 1_000));
        long before = threadCpuNanos();
        TelemetryBatch batch =
            new TelemetryBatch(samples(samplesPerBatch), List.of(), spans(runs), List.of());
        making += threadCpuNanos() - before;
        waiting.add(store.append(batch));
        if (waiting.size() == 8) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
          store.saveRuns(runs);
          runs.clear();
          slowest = Math.max(slowest, store.stats().lastCommitMillis());
        }
        if (i % FOLD_EVERY == FOLD_EVERY - 1) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
          before = cpuNanos();
          store.fold();
          foldCpu += cpuNanos() - before;
        }
      }
      store.saveRuns(runs);
      waiting.forEach(CompletableFuture::join);
      long used = cpuNanos() - cpu;
      System.out.printf(
          "%d spans and %d samples in %.1f s; CPU: %.1f s in all, %.1f s making them, %.1f s folding; store %.2f us per span and its %.1f samples; slowest commit %.0f ms, resident %d MB%n",
          batches * BATCH,
          batches * samplesPerBatch,
          (System.nanoTime() - began) / 1e9,
          used / 1e9,
          making / 1e9,
          foldCpu / 1e9,
          (used - making - foldCpu) / 1e3 / (batches * BATCH),
          (double) samplesPerBatch / BATCH,
          slowest,
          residentMb());
      System.out.println(store.stats());
    }
  }

  private List<Sample> samples(long count) {
    List<Sample> samples = new ArrayList<>();
    long now = clock.nowMicros();
    for (long i = 0; i < count; i++) {
      Series one = series.get(random.nextInt(series.size()));
      samples.add(new Sample(one, now - random.nextInt(5_000_000), random.nextDouble() * 100));
    }
    return samples;
  }

  private List<Span> spans(List<Run> runs) {
    List<Span> spans = new ArrayList<>();
    while (spans.size() < BATCH) {
      TraceId trace = new TraceId(random.nextLong() | 1, ++traces);
      long start = clock.nowMicros() * 1_000;
      for (int i = 0; i < SPANS_PER_TRACE; i++) {
        spans.add(span(trace, i, start));
      }
      runs.add(
          new Run(
              trace,
              "workflow-" + traces % 20,
              "orchestrator",
              RunState.FINAL,
              SpanStatus.OK,
              start,
              random.nextLong(60_000_000_000L),
              SPANS_PER_TRACE,
              3,
              8,
              0,
              5,
              0,
              new Tokens(1000, 100, 0, 0),
              0.25,
              true,
              List.of("agent-" + random.nextInt(AGENTS), "agent-" + random.nextInt(AGENTS))));
    }
    return spans;
  }

  private Span span(TraceId trace, int i, long start) {
    SpanKind kind =
        i == 0
            ? SpanKind.WORKFLOW
            : i % 7 == 1 ? SpanKind.AGENT : i % 2 == 0 ? SpanKind.MODEL : SpanKind.TOOL;
    int operation = random.nextInt(20);
    int agent = random.nextInt(AGENTS);
    return Span.builder(trace, random.nextLong() | 1, kind, kind + " operation-" + operation)
        .parent(i == 0 ? 0 : 77)
        .operation("operation-" + operation)
        .service("orchestrator-" + agent % 5)
        .agent("agent-" + agent, "type-" + agent % 12)
        .workflow(i == 0 ? "workflow-" + trace.low() % 20 : null)
        .time(start + i * 1_000_000L, random.nextLong(5_000_000_000L))
        .queueWait(random.nextInt(100_000_000))
        .status(random.nextInt(50) == 0 ? SpanStatus.ERROR : SpanStatus.OK)
        .model(kind == SpanKind.MODEL ? "gpt-5.2-2026-01" : null, "openai")
        .tokens(
            kind == SpanKind.MODEL
                ? new Tokens(random.nextInt(8_000), random.nextInt(900), 0, 0)
                : null)
        .attributes(
            Attributes.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.request.model",
                "gpt-5.2",
                "gen_ai.response.id",
                "resp-" + Long.toHexString(random.nextLong()),
                "gen_ai.request.temperature",
                0.7,
                "gen_ai.usage.input_tokens",
                (long) random.nextInt(8_000),
                "gen_ai.conversation.id",
                "conversation-" + trace.low(),
                "server.address",
                "api.example.com",
                "server.port",
                443L))
        .build();
  }

  private static DuckDbSettings settings(Path folder) {
    return new DuckDbSettings(
        folder,
        Integer.getInteger("memory", 256),
        2,
        3,
        200_000,
        128,
        Integer.getInteger("group", 20_000),
        Integer.getInteger("checkpoint", 16),
        Integer.getInteger("rowgroup", 16_384));
  }

  private void queries(TelemetryStore store) {
    long now = clock.nowMicros();
    TimeRange week = TimeRange.last(Duration.ofDays(7), now);
    TimeRange day = TimeRange.last(Duration.ofDays(1), now);
    TimeRange hour = TimeRange.last(Duration.ofHours(1), now);
    Set<SpanKind> all = new HashSet<>();
    measure("agent totals (10,000 agents)", () -> store.agentTotals().size());
    measure("agent slots, day by 15 min", () -> store.agentSlots(day, 900_000_000L).size());
    measure("agent slots, hour by minute", () -> store.agentSlots(hour, 60_000_000L).size());
    measure("operations, week", () -> store.operations(new OperationQuery(week, all)).size());
    measure("operations, hour", () -> store.operations(new OperationQuery(hour, all)).size());
    measure(
        "historical, 5 series, week by 20 min",
        () -> store.read(series.subList(100, 105), week, 1_200_000_000L).size());
    measure(
        "historical, 5 series, day by 2 min",
        () -> store.read(series.subList(100, 105), day, 120_000_000L).size());
    measure(
        "historical, 5 series, hour by 10 s",
        () -> store.read(series.subList(100, 105), hour, 10_000_000L).size());
    measure(
        "summary, 40 series, week",
        () -> store.summarize(SeriesQuery.named("metric.7"), week).size());
    measure(
        "summary, 2000 series, week",
        () -> store.summarize(SeriesQuery.startingWith(""), week).size());
    measure(
        "summary, 2000 series, hour",
        () -> store.summarize(SeriesQuery.startingWith(""), hour).size());
    measure("runs, newest 50", () -> store.runs(RunQuery.newest(50)).runs().size());
    measure(
        "runs of an agent, slowest 50",
        () ->
            store
                .runs(new RunQuery(null, "agent-77", null, 0, week, RunQuery.Sort.SLOWEST, 50, 0))
                .runs()
                .size());
    List<TraceId> some =
        store.runs(RunQuery.newest(20_000)).runs().stream().map(Run::traceId).toList();
    measure("a trace", () -> store.spans(some.get(random.nextInt(some.size())), 0, 100).size());
    measure("outlines of 500 traces", () -> store.outlines(some.subList(0, 500)).size());
    measure("a run", () -> store.run(some.get(random.nextInt(some.size()))).isPresent() ? 1 : 0);
    measure("stats", () -> (int) store.stats().series());
  }

  private static void measure(String name, Supplier<Integer> query) {
    if (!name.startsWith(System.getProperty("only", ""))) {
      return;
    }
    long began = System.nanoTime();
    int answer = query.get();
    double first = (System.nanoTime() - began) / 1e6;
    double[] millis = new double[Integer.getInteger("times", 20)];
    long cpu = cpuNanos();
    for (int i = 0; i < millis.length; i++) {
      began = System.nanoTime();
      answer = query.get();
      millis[i] = (System.nanoTime() - began) / 1e6;
    }
    double cpuMillis = (cpuNanos() - cpu) / 1e6 / millis.length;
    Arrays.sort(millis);
    System.out.printf(
        "%-40s %7d rows  first %6.1f  p50 %6.1f  p90 %6.1f ms  CPU %6.1f ms%n",
        name, answer, first, millis[millis.length / 2], millis[millis.length * 9 / 10], cpuMillis);
  }

  private static void say(String what, long began) {
    System.out.printf("%s in %.0f ms%n", what, (System.nanoTime() - began) / 1e6);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long residentMb() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException notLinux) {
      return -1;
    }
  }
}
