package io.pitwall.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Retention;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When runs are over, and when they are not after all. The idle time is 30 seconds. */
class RunTrackerTest {
  private static final long SECOND = 1_000_000;
  private static final TraceId A = new TraceId(0, 1);
  private static final TraceId B = new TraceId(0, 2);

  private final ManualClock clock = new ManualClock(1_793_613_600L * SECOND);
  private final InMemoryTelemetryStore store = new InMemoryTelemetryStore(clock);
  private final List<AgentUse> used = new ArrayList<>();
  private RunTracker runs = tracker();

  @Test
  void aRunIsUnderWayUntilNothingCameForTheIdleTime() {
    arrives(A, 1);
    assertThat(runs.running()).isEqualTo(1);
    assertThat(runs.run(A).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    pass(29);
    assertThat(finalized()).isEmpty();
    pass(1);
    List<Run> finals = finalized();

    assertThat(finals).extracting(Run::traceId).containsExactly(A);
    assertThat(finals.getFirst().state()).isEqualTo(RunState.FINAL);
    assertThat(runs.running()).isZero();
    assertThat(store.run(A)).contains(finals.getFirst());
    assertThat(runs.run(A)).contains(finals.getFirst());
    assertThat(finalized()).isEmpty();
  }

  @Test
  void everySpanStartsTheIdleTimeAnew() {
    arrives(A, 1);
    for (int i = 2; i < 6; i++) {
      pass(20);
      arrives(A, i);
      assertThat(finalized()).isEmpty();
    }
    pass(30);

    assertThat(finalized().getFirst().spanCount()).isEqualTo(5);
  }

  @Test
  void aLateSpanReopensItsRun() {
    arrives(A, 1);
    pass(30);
    finalized();
    pass(600);
    arrives(A, 2);

    assertThat(runs.run(A).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(runs.run(A).orElseThrow().spanCount()).isEqualTo(2);
    pass(30);
    assertThat(finalized().getFirst().spanCount()).isEqualTo(2);
    assertThat(store.runs(RunQuery.newest(9)).total()).isEqualTo(1);
  }

  @Test
  void importedHistorySettlesSooner() {
    store.append(TelemetryBatch.ofSpans(List.of(span(A, 1, -3_600)))).join();
    pass(1);
    assertThat(finalized()).isEmpty();
    pass(1);

    assertThat(finalized()).extracting(Run::traceId).containsExactly(A);
  }

  @Test
  void importedHistoryIsNotAtWorkNow() {
    store.append(TelemetryBatch.ofSpans(List.of(span(A, 1, -3_600)))).join();
    arrives(B, 1);

    assertThat(runs.running()).isEqualTo(2);
    assertThat(runs.active(clock.nowMicros())).isEqualTo(1);
  }

  @Test
  void aTraceWithOneFreshSpanWaitsEvenIfItsOthersArePast() {
    store.append(TelemetryBatch.ofSpans(List.of(span(A, 1, -3_600), span(A, 2, 0)))).join();
    pass(29);
    assertThat(finalized()).isEmpty();
    pass(1);
    assertThat(finalized()).hasSize(1);
  }

  @Test
  void runsUnderWayAreListedThoseThatGrewLastFirst() {
    arrives(A, 1);
    pass(1);
    arrives(B, 1);
    assertThat(runs.running(9)).extracting(Run::traceId).containsExactly(B, A);
    pass(1);
    arrives(A, 2);

    assertThat(runs.running(9)).extracting(Run::traceId).containsExactly(A, B);
    assertThat(runs.running(1)).extracting(Run::traceId).containsExactly(A);
    assertThat(runs.running(9)).allMatch(run -> run.state() == RunState.RUNNING);
  }

  @Test
  void anUnknownTraceHasNoRun() {
    assertThat(runs.run(A)).isEmpty();
  }

  @Test
  void afterARestartWhatWasOpenBecomesFinalAndWhatWasFinalStaysSo() {
    arrives(A, 1);
    pass(30);
    finalized();
    arrives(B, 1);
    pass(5);

    store.reopen();
    runs = tracker();

    assertThat(runs.running()).isEqualTo(1);
    assertThat(runs.run(A).orElseThrow().state()).isEqualTo(RunState.FINAL);
    pass(30);
    assertThat(finalized()).extracting(Run::traceId).containsExactly(B);
  }

  @Test
  void afterARestartARunThatHadGrownAgainIsSavedAgain() {
    arrives(A, 1);
    pass(30);
    finalized();
    arrives(A, 2);
    store.reopen();
    runs = tracker();
    pass(30);

    assertThat(finalized().getFirst().spanCount()).isEqualTo(2);
  }

  @Test
  void whatAgentsUsedIsToldWhenARunIsFinalAndCorrectedWhenItGrew() {
    Span wrapper =
        Span.builder(A, 2, SpanKind.MODEL, "wrapper")
            .parent(1)
            .time(clock.nowMicros() * 1_000, 1_000)
            .tokens(new Tokens(100, 0, 0, 0))
            .build();
    store.append(TelemetryBatch.ofSpans(List.of(wrapper))).join();
    pass(30);
    finalized();
    assertThat(used).as("nobody's call").isEmpty();

    Span agent =
        Span.builder(A, 1, SpanKind.AGENT, "work")
            .agent("planner", "planner")
            .time(wrapper.startNanos(), 5_000)
            .build();
    store.append(TelemetryBatch.ofSpans(List.of(agent))).join();
    pass(30);
    finalized();
    assertThat(used).extracting(AgentUse::agentId).containsExactly("planner");
    assertThat(used).extracting(AgentUse::input).containsExactly(100L);

    store.reopen();
    runs = tracker();
    Span call =
        Span.builder(A, 3, SpanKind.MODEL, "call")
            .parent(2)
            .time(wrapper.startNanos(), 500)
            .tokens(new Tokens(90, 0, 0, 0))
            .build();
    store.append(TelemetryBatch.ofSpans(List.of(call))).join();
    pass(30);
    finalized();
    assertThat(used).extracting(AgentUse::input).containsExactly(100L, -10L);
  }

  @Test
  void whatCannotBeSavedStaysOpen() {
    arrives(A, 1);
    pass(30);
    store.setBroken(true);
    assertThatThrownBy(() -> finalized()).isInstanceOf(StoreException.class);
    assertThat(runs.running()).isEqualTo(1);

    store.setBroken(false);
    assertThat(finalized()).hasSize(1);
  }

  @Test
  void thousandsOfRunsBecomeFinalAtOnce() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 2_500; i++) {
      spans.add(span(new TraceId(1, i), 1, 0));
    }
    store.append(TelemetryBatch.ofSpans(spans)).join();
    pass(30);

    assertThat(finalized()).hasSize(2_500);
    assertThat(store.runs(RunQuery.newest(1)).total()).isEqualTo(2_500);
    assertThat(runs.running()).isZero();
  }

  @Test
  void aTraceWhoseSpansAreGoneIsForgotten() {
    store.append(TelemetryBatch.ofSpans(List.of(span(A, 1, 0)))).join();
    clock.advance(Duration.ofDays(30));
    store.expire(Retention.DEFAULT);

    assertThat(finalized()).isEmpty();
    assertThat(runs.running()).isZero();
  }

  private RunTracker tracker() {
    RunTracker tracker = new RunTracker(store, Duration.ofSeconds(30), used::addAll);
    tracker.restore(store.openTraces());
    store.onCommit(tracker::committed);
    return tracker;
  }

  private List<Run> finalized() {
    return runs.finalizeIdle(clock.nowMicros());
  }

  private void arrives(TraceId trace, long spanId) {
    store.append(TelemetryBatch.ofSpans(List.of(span(trace, spanId, 0)))).join();
  }

  private void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** A span of a second that ended some seconds from now. */
  private Span span(TraceId trace, long id, int atSecond) {
    return Span.builder(trace, id, SpanKind.TASK, "step")
        .time((clock.nowMicros() + (atSecond - 1) * SECOND) * 1_000, 1_000_000_000L)
        .build();
  }
}
