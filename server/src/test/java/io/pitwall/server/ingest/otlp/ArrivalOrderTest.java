package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunDetail;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs do not depend on how their spans arrive. */
class ArrivalOrderTest {
  private static final int RUNS = 30;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final RawSource SOURCE =
      new RawSource(Attributes.of("service.name", "fleet"), "test", "");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shuffledSplitRepeatedSpansGiveTheRunsOfSpansInOrder(long seed) {
    Random random = new Random(seed);
    List<RawSpan> spans = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      addRun(spans, run, random);
    }
    Seen inOrder = seen("ordered", List.of(spans), false);
    List<RawSpan> twice = new ArrayList<>(spans);
    twice.addAll(spans);
    Collections.shuffle(twice, random);

    Seen anyOrder = seen("shuffled", batches(twice, random), true);

    assertThat(anyOrder.runs).as("seed " + seed).isEqualTo(inOrder.runs);
    assertThat(inOrder.runs).hasSize(RUNS).allMatch(run -> run.state() == RunState.FINAL);
    assertThat(inOrder.runs.stream().mapToInt(Run::spanCount).sum()).isEqualTo(spans.size());
    assertThat(anyOrder.kept).as("seed " + seed).isEqualTo(inOrder.kept).hasSize(4);
    assertThat(anyOrder.live).isEqualTo(inOrder.live).isEqualTo(inOrder.kept);
    assertThat(inOrder.kept).isEqualTo(inOrder.shares);
  }

  /**
   * What was made of the spans.
   *
   * @param kept tokens by agent, as the store keeps them
   * @param live the same, as the window of the last day says
   * @param shares the same, added up from the details of all runs
   */
  private record Seen(
      List<Run> runs,
      Map<String, Tokens> kept,
      Map<String, Tokens> live,
      Map<String, Tokens> shares) {}

  /** What a store makes of the batches; runs may become final in between and be reopened. */
  private Seen seen(String name, List<List<RawSpan>> batches, boolean finalizeBetween) {
    Clock clock = Clock.system();
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder.resolve(name)), clock);
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .settings(EngineSettings.DEFAULT.withoutSystem())
                .build()) {
      for (int i = 0; i < batches.size(); i++) {
        engine.intake().accept(RawBatch.ofSpans(batches.get(i))).join();
        if (finalizeBetween && i % 7 == 3) {
          engine.runs().finalizeIdle(clock.nowMicros() + HOUR_MICROS);
        }
      }
      engine.runs().finalizeIdle(clock.nowMicros() + HOUR_MICROS);
      assertThat(engine.runs().running()).isZero();
      List<Run> runs = new ArrayList<>();
      for (int run = 1; run <= RUNS; run++) {
        runs.add(engine.runs().run(new TraceId(9, run)).orElseThrow());
      }
      return seen(engine, runs, clock.nowMicros());
    }
  }

  private static Seen seen(PerformanceEngine engine, List<Run> runs, long now) {
    engine.telemetry().fold();
    Map<String, Tokens> kept = new TreeMap<>();
    TimeRange lastDay = new TimeRange(now - 24 * HOUR_MICROS, now);
    for (AgentSlot slot : engine.telemetry().agentSlots(lastDay, HOUR_MICROS)) {
      kept.merge(slot.agentId(), slot.stats().tokens(), Tokens::plus);
    }
    Map<String, Tokens> live = new TreeMap<>();
    for (AgentProfile agent : engine.agents().all()) {
      String id = agent.agentId();
      live.put(id, engine.agents().window(id, AgentProfiles.Window.DAY, now).tokens());
    }
    Map<String, Tokens> shares = new TreeMap<>();
    for (Run run : runs) {
      for (RunDetail.AgentShare share :
          engine.runs().detail(run.traceId()).orElseThrow().agents()) {
        shares.merge(share.agentId(), share.tokens(), Tokens::plus);
      }
    }
    return new Seen(runs, kept, live, shares);
  }

  private static List<List<RawSpan>> batches(List<RawSpan> spans, Random random) {
    List<List<RawSpan>> batches = new ArrayList<>();
    int at = 0;
    while (at < spans.size()) {
      int end = Math.min(spans.size(), at + 1 + random.nextInt(500));
      batches.add(List.copyOf(spans.subList(at, end)));
      at = end;
    }
    return batches;
  }

  /** A tree with orphans, skewed clocks, children that outlive their parents, and nested calls. */
  private static void addRun(List<RawSpan> spans, int run, Random random) {
    long start = (Clock.system().nowMicros() / HOUR_MICROS - 2) * HOUR_MICROS * 1_000;
    int size = 1 + random.nextInt(120);
    for (int id = 1; id <= size; id++) {
      long parent = id == 1 ? 0 : random.nextInt(20) == 0 ? 1_000 + id : 1 + random.nextInt(id - 1);
      long from =
          start
              + random.nextLong(3_600_000_000_000L)
              - (random.nextInt(10) == 0 ? 5_000_000_000L : 0);
      spans.add(
          new RawSpan(
              9,
              run,
              id,
              parent,
              "step " + random.nextInt(5),
              RawSpan.Role.INTERNAL,
              from,
              from + random.nextLong(60_000_000_000L) - 1_000_000,
              List.of(SpanStatus.values()).get(random.nextInt(3)),
              "",
              attributes(random),
              List.of(),
              List.of(),
              SOURCE));
    }
  }

  private static Attributes attributes(Random random) {
    String agent = "agent-" + random.nextInt(4);
    return switch (random.nextInt(5)) {
      case 0 -> Attributes.of("gen_ai.operation.name", "invoke_agent", "gen_ai.agent.name", agent);
      case 1 -> Attributes.of("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", "grep");
      case 2 -> Attributes.of("x", 1L);
      default ->
          Attributes.of(
              "gen_ai.operation.name",
              "chat",
              "gen_ai.request.model",
              "gpt-4o",
              "gen_ai.usage.input_tokens",
              (long) random.nextInt(1_000),
              "gen_ai.usage.output_tokens",
              (long) random.nextInt(100),
              random.nextBoolean() ? "gen_ai.usage.cost" : "other",
              random.nextDouble());
    };
  }
}
