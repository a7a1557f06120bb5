package io.pitwall.store.contract;

import static io.pitwall.store.contract.Telemetry.DAY;
import static io.pitwall.store.contract.Telemetry.HOUR;
import static io.pitwall.store.contract.Telemetry.MINUTE;
import static io.pitwall.store.contract.Telemetry.SECOND;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.execution;
import static io.pitwall.store.contract.Telemetry.histogram;
import static io.pitwall.store.contract.Telemetry.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.Retention;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Agents and operations: sums that outlive what they were made from. */
public abstract class AgentContract extends TelemetryStoreContract {

  private static SpanBuilder agentSpan(long id, SpanKind kind, String agent, long endSecond) {
    return Span.builder(trace(7), id, kind, "work")
        .service("orchestrator")
        .agent(agent, "researcher")
        .time((TODAY + endSecond * SECOND) * 1_000 - 2_000_000_000L, 2_000_000_000L);
  }

  @Test
  void fault20ProfilesAreMadeOfReportsAndAgentSpansAndOutliveARestart() {
    stored(
        new TelemetryBatch(
            List.of(),
            List.of(),
            List.of(
                agentSpan(1, SpanKind.AGENT, "r", 10).status(SpanStatus.ERROR).build(),
                agentSpan(2, SpanKind.AGENT, "r", 20).build(),
                agentSpan(3, SpanKind.TOOL, "r", 30).build()),
            List.of(execution("w", TODAY, 4, true), execution("w", TODAY + SECOND, 2, false))));

    for (int steps = 0; steps < 3; steps++) {
      assertThat(totals())
          .containsExactly(
              new AgentTotals(
                  "r", "researcher", 2, 1, 4, Double.NaN, Double.NaN, TODAY + 20 * SECOND),
              new AgentTotals("w", "worker", 2, 1, 6, 256, 12.5, TODAY + SECOND));
      store.fold();
      restart();
    }
  }

  @Test
  void totalsOutliveTheirRecords() {
    stored(TelemetryBatch.ofExecutions(List.of(execution("w", TODAY, 4, true))));
    clock.advance(Duration.ofDays(500));
    store.expire(Retention.DEFAULT);
    stored(TelemetryBatch.ofExecutions(List.of(execution("w", clock.nowMicros(), 2, false))));

    assertThat(totals()).extracting(AgentTotals::taskCount).containsExactly(2L);
    assertThat(totals()).extracting(AgentTotals::totalSeconds).containsExactly(6.0);
    assertThat(store.agentSlots(new TimeRange(TODAY - DAY, TODAY + DAY), HOUR)).isEmpty();
  }

  @Test
  void unknownMemoryDoesNotHideWhatWasKnown() {
    TaskExecution known = execution("w", TODAY, 1, true);
    TaskExecution unknown =
        new TaskExecution(
            "w",
            "worker",
            TODAY + SECOND,
            5,
            true,
            Double.NaN,
            Double.NaN,
            -1,
            null,
            null,
            null,
            null,
            null);
    stored(TelemetryBatch.ofExecutions(List.of(known)));
    store.fold();
    stored(TelemetryBatch.ofExecutions(List.of(unknown)));

    AgentTotals totals = totals().getFirst();

    assertThat(totals.memoryMb()).isEqualTo(256);
    assertThat(totals.cpuPercent()).isEqualTo(12.5);
    assertThat(totals.lastActivityMicros()).isEqualTo(TODAY + SECOND);
  }

  @Test
  void tokensAndCostOfAnAgentComeFromItsRunsAndNotFromSingleSpans() {
    Tokens tokens = new Tokens(100, 20, 3, 4);
    stored(
        TelemetryBatch.ofSpans(
            List.of(
                agentSpan(1, SpanKind.AGENT, "r", 10)
                    .queueWait(1_500_000_000)
                    .tokens(tokens)
                    .build(),
                agentSpan(2, SpanKind.MODEL, "caller", 11)
                    .tokens(tokens)
                    .cost(new Cost(0.5, Cost.Source.REPORTED))
                    .build())));
    assertThat(slots(MINUTE)).extracting(AgentSlot::agentId).containsExactly("r");
    assertThat(totals()).extracting(AgentTotals::agentId).containsExactly("caller", "r");
    assertThat(totals()).extracting(AgentTotals::taskCount).containsExactly(0L, 1L);

    List<AgentUse> uses = List.of(new AgentUse(trace(7), "r", TODAY, 90, 18, 3, 4, 0.25));
    assertThat(store.saveRuns(List.of(run(7)), uses)).isEqualTo(uses);

    for (int folds = 0; folds < 2; folds++) {
      WindowStats stats = slots(MINUTE).getFirst().stats();
      assertThat(stats.count()).isEqualTo(1);
      assertThat(stats.tokens()).isEqualTo(new Tokens(90, 18, 3, 4));
      assertThat(stats.costUsd()).isEqualTo(0.25);
      assertThat(stats.seconds()).isEqualTo(histogram(2));
      assertThat(stats.queueWaitSeconds()).isEqualTo(histogram(1.5));
      store.fold();
      restart();
    }
  }

  @Test
  void whatAgentsUsedIsReplacedWhenTheirRunIsSavedAgain() {
    List<AgentUse> first = List.of(use(1, "a", TODAY, 100), use(1, "b", TODAY + MINUTE, 10));
    List<AgentUse> later = List.of(use(1, "a", TODAY, 60), use(1, "c", TODAY + MINUTE, 40));
    List<AgentUse> other = List.of(use(2, "a", TODAY, 7));
    store.saveRuns(List.of(run(1), run(2)), concat(first, other));

    for (int steps = 0; steps < 3; steps++) {
      store.fold();
      restart();
      assertThat(store.saveRuns(List.of(run(1)), later))
          .containsExactlyInAnyOrder(
              use(1, "a", TODAY, -40),
              use(1, "b", TODAY + MINUTE, -10),
              use(1, "c", TODAY + MINUTE, 40));
      assertThat(inputs(HOUR)).containsOnly(Map.entry("a", 67L), Map.entry("c", 40L));
      assertThat(inputs(MINUTE)).containsOnly(Map.entry("a", 67L), Map.entry("c", 40L));
      assertThat(store.saveRuns(List.of(run(1)), later)).isEmpty();
      clock.advance(Duration.ofHours(2));
      store.saveRuns(List.of(run(1)), first);
      assertThat(inputs(HOUR)).containsOnly(Map.entry("a", 107L), Map.entry("b", 10L));
    }
  }

  @Test
  void whatWasUsedBeforeTheSpansThatAreLeftOfARunStays() {
    store.saveRuns(List.of(run(1)), List.of(use(1, "a", TODAY, 100)));
    Run rest = Telemetry.run(trace(1), "report", TODAY + 2 * MINUTE, 1);

    assertThat(store.saveRuns(List.of(rest), List.of(use(1, "a", TODAY + 2 * MINUTE, 5))))
        .containsExactly(use(1, "a", TODAY + 2 * MINUTE, 5));

    assertThat(inputs(HOUR)).containsOnly(Map.entry("a", 105L));
  }

  @Test
  void fault13SlotsEqualADirectComputation() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<TaskExecution> all = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      List<TaskExecution> some = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        some.add(
            execution(
                "agent-" + random.nextInt(4),
                TODAY + random.nextLong(3 * HOUR),
                random.nextDouble() * 30,
                random.nextInt(5) > 0));
      }
      stored(TelemetryBatch.ofExecutions(some));
      all.addAll(some);
      clock.advance(Duration.ofMinutes(random.nextInt(30)));
      if (random.nextInt(4) == 0) {
        store.fold();
      }
      if (random.nextInt(10) == 0) {
        restart();
      }
    }

    for (long width : new long[] {MINUTE, 5 * MINUTE, HOUR}) {
      List<AgentSlot> slots = slots(width);
      assertThat(slots.stream().mapToLong(slot -> slot.stats().count()).sum()).isEqualTo(600);
      for (AgentSlot slot : slots) {
        List<TaskExecution> inside =
            all.stream()
                .filter(e -> e.agentId().equals(slot.agentId()))
                .filter(e -> e.endMicros() / width * width == slot.startMicros())
                .toList();
        assertThat(slot.stats().count()).isEqualTo(inside.size());
        assertThat(slot.stats().errors())
            .isEqualTo(inside.stream().filter(e -> !e.success()).count());
        ExpHistogram expected =
            histogram(inside.stream().mapToDouble(TaskExecution::seconds).toArray());
        assertThat(slot.stats().seconds().indexes()).isEqualTo(expected.indexes());
        assertThat(slot.stats().seconds().counts()).isEqualTo(expected.counts());
        assertThat(slot.stats().seconds().max()).isEqualTo(expected.max());
        assertThat(slot.stats().costUsd()).isCloseTo(0.5 * inside.size(), within(1e-9));
      }
    }
  }

  @Test
  void operationsAreSummedUpByServiceKindAndName() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      spans.add(
          Span.builder(trace(i), 1, i % 4 == 0 ? SpanKind.TOOL : SpanKind.MODEL, "call " + i)
              .operation(i % 4 == 0 ? "search" : "gpt-5.2")
              .service("orchestrator")
              .time((TODAY - 3 * HOUR + i * 100L * SECOND) * 1_000, i * 10_000_000L)
              .status(i % 10 == 0 ? SpanStatus.ERROR : SpanStatus.OK)
              .tokens(new Tokens(i, 1, 0, 0))
              .build());
    }
    stored(TelemetryBatch.ofSpans(spans));
    TimeRange range = new TimeRange(TODAY - DAY, TODAY + DAY);

    for (int folds = 0; folds < 3; folds++) {
      List<OperationStats> all = store.operations(new OperationQuery(range, Set.of()));
      assertThat(all).extracting(OperationStats::operation).containsExactly("gpt-5.2", "search");
      OperationStats search =
          store.operations(new OperationQuery(range, Set.of(SpanKind.TOOL))).getFirst();
      assertThat(search.service()).isEqualTo("orchestrator");
      assertThat(search.kind()).isEqualTo(SpanKind.TOOL);
      assertThat(search.count()).isEqualTo(25);
      assertThat(search.errors()).isEqualTo(5);
      assertThat(search.tokens()).isEqualTo(new Tokens(1300, 25, 0, 0));
      assertThat(search.seconds().count()).isEqualTo(25);
      assertThat(search.seconds().sum()).isCloseTo(13, within(1e-9));
      assertThat(search.seconds().max()).isEqualTo(1);
      assertThat(search.seconds().quantile(0.5)).isCloseTo(0.52, within(0.02));
      store.fold();
      clock.advance(Duration.ofHours(1));
    }
  }

  @Test
  void slotsOfOneAgentAreThoseOfAllThatAreIts() {
    TimeRange range = new TimeRange(TODAY - DAY, TODAY + DAY);
    for (int steps = 0; steps < 2; steps++) {
      stored(
          TelemetryBatch.ofExecutions(
              List.of(
                  execution("a", TODAY, 1, true),
                  execution("b", TODAY, 7, false),
                  execution("a", TODAY + 3 * HOUR, 2, false))));
      List<AgentSlot> ofAll =
          slots(HOUR).stream().filter(slot -> slot.agentId().equals("a")).toList();

      assertThat(ofAll).hasSize(2);
      assertThat(store.agentSlots("a", range, HOUR)).isEqualTo(ofAll);
      assertThat(store.agentSlots("nobody", range, HOUR)).isEmpty();
      store.fold();
    }
  }

  @Test
  void slotsAsOfNowHoldWhatCameBeforeAndNothingAfter() {
    TimeRange range = new TimeRange(TODAY - DAY, TODAY + DAY);
    for (int i = 0; i < 20; i++) {
      stored(TelemetryBatch.ofExecutions(List.of(execution("a", TODAY, 1, true))));
      List<AgentSlot> before = slots(HOUR);
      CompletableFuture<List<AgentSlot>> asOfNow = store.agentSlotsAsOfNow(range, HOUR);
      stored(TelemetryBatch.ofExecutions(List.of(execution("a", TODAY, 1, false))));
      if (i % 4 == 0) {
        store.fold();
      }
      assertThat(before.getFirst().stats().count()).isEqualTo(2 * i + 1);
      assertThat(await(asOfNow)).hasSize(1);
      assertThat(await(asOfNow).getFirst().stats().count()).isEqualTo(2 * i + 1);
      assertThat(await(asOfNow).getFirst().stats().errors()).isEqualTo(i);
    }
  }

  private List<AgentTotals> totals() {
    return store.agentTotals().stream().sorted(Comparator.comparing(AgentTotals::agentId)).toList();
  }

  private List<AgentSlot> slots(long width) {
    return store.agentSlots(new TimeRange(TODAY - DAY, TODAY + DAY), width);
  }

  private static Run run(long id) {
    return Telemetry.run(trace(id), "report", TODAY, 1);
  }

  private static AgentUse use(long run, String agent, long minute, long input) {
    return new AgentUse(trace(run), agent, minute, input, 0, 0, 0, 0);
  }

  private static List<AgentUse> concat(List<AgentUse> one, List<AgentUse> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** Input tokens by agent, of those that used any. */
  private Map<String, Long> inputs(long width) {
    return slots(width).stream()
        .filter(slot -> slot.stats().tokens().input() > 0)
        .collect(
            Collectors.toMap(AgentSlot::agentId, slot -> slot.stats().tokens().input(), Long::sum));
  }
}
