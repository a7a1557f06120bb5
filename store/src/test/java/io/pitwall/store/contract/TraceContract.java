package io.pitwall.store.contract;

import static io.pitwall.store.contract.Telemetry.SECOND;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.richSpan;
import static io.pitwall.store.contract.Telemetry.run;
import static io.pitwall.store.contract.Telemetry.span;
import static io.pitwall.store.contract.Telemetry.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.OpenTrace;
import io.pitwall.store.api.Retention;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traces and the runs made from them. */
public abstract class TraceContract extends TelemetryStoreContract {
  private static final TraceId A = trace(1);
  private static final TraceId B = trace(2);

  @Test
  void aSpanComesBackAsItWent() {
    Span rich = richSpan(A, 5);
    Span bare = span(B, 6, 0);
    stored(TelemetryBatch.ofSpans(List.of(rich, bare)));

    assertThat(store.spans(A, 0, 10)).containsExactly(rich);
    assertThat(store.spans(B, 0, 10)).containsExactly(bare);
    restart();
    assertThat(store.spans(A, 0, 10)).containsExactly(rich);
    assertThat(store.spanCount(A)).isEqualTo(1);
  }

  @Test
  void everyKindStatusAndSourceOfCostComesBack() {
    List<Span> spans = new ArrayList<>();
    for (SpanKind kind : SpanKind.values()) {
      for (SpanStatus status : SpanStatus.values()) {
        for (Cost.Source source : Cost.Source.values()) {
          spans.add(
              Span.builder(A, spans.size() + 1L, kind, kind + " " + status)
                  .status(status)
                  .cost(new Cost(0, source))
                  .build());
        }
      }
    }
    stored(TelemetryBatch.ofSpans(spans));
    restart();
    assertThat(store.spans(A, 0, 1_000)).containsExactlyElementsOf(spans);
  }

  @Test
  void anUnknownTraceIsEmpty() {
    assertThat(store.spans(A, 0, 10)).isEmpty();
    assertThat(store.spanCount(A)).isZero();
    assertThat(store.outlines(List.of(A, B))).containsExactly(List.of(), List.of());
    assertThat(store.run(A)).isEmpty();
  }

  @Test
  void spansComeInOrderOfStartThenIdAndInPages() {
    stored(
        TelemetryBatch.ofSpans(
            List.of(span(A, 4, 9), span(A, 3, 5), span(B, 8, 0), span(A, 2, 5), span(A, 1, 7))));

    assertThat(store.spans(A, 0, 10)).extracting(Span::spanId).containsExactly(2L, 3L, 1L, 4L);
    assertThat(store.spans(A, 1, 2)).extracting(Span::spanId).containsExactly(3L, 1L);
    assertThat(store.spans(A, 4, 2)).isEmpty();
  }

  @Test
  void outlinesLeaveOutWhatIsLongAndKeepTheOrderAskedFor() {
    Span rich = richSpan(A, 5);
    stored(TelemetryBatch.ofSpans(List.of(rich, span(B, 2, 1), span(B, 1, 0))));

    List<List<Span>> outlines = store.outlines(List.of(B, trace(9), A));

    assertThat(outlines.get(0)).extracting(Span::spanId).containsExactly(1L, 2L);
    assertThat(outlines.get(1)).isEmpty();
    Span outline = outlines.get(2).getFirst();
    assertThat(outline.attributes()).isEqualTo(Attributes.EMPTY);
    assertThat(outline.events()).isEmpty();
    assertThat(outline.tokens()).isEqualTo(rich.tokens());
    assertThat(outline.cost()).isEqualTo(rich.cost());
    assertThat(outline.errorClass()).isEqualTo("RateLimitError");
  }

  @Test
  void tracesThatAreReadTogetherAreAsWholeAsThoseReadAlone() {
    Span rich = richSpan(A, 5);
    stored(TelemetryBatch.ofSpans(List.of(rich, span(B, 2, 1), span(B, 1, 0))));

    assertThat(store.spans(List.of(B, trace(9), A)))
        .containsExactly(store.spans(B, 0, 10), List.of(), store.spans(A, 0, 10));
    assertThat(store.spans(A, 0, 10).getFirst().attributes()).isEqualTo(rich.attributes());
  }

  @Test
  void theFirstOfTwoSpansWithTheSameIdsStands() {
    Span first = span(A, 1, 0);
    Span second = span(A, 1, 50);
    Commit commit = stored(TelemetryBatch.ofSpans(List.of(first, second, span(B, 1, 0))));

    assertThat(commit.duplicateSpans()).isEqualTo(1);
    assertThat(commit.stored().spans()).hasSize(2);
    assertThat(stored(TelemetryBatch.ofSpans(List.of(second))).duplicateSpans()).isEqualTo(1);
    store.fold();
    restart();
    clock.advance(Duration.ofHours(30));
    assertThat(stored(TelemetryBatch.ofSpans(List.of(second, span(A, 2, 1)))).duplicateSpans())
        .isEqualTo(1);
    assertThat(store.spans(A, 0, 10)).extracting(Span::startNanos).contains(first.startNanos());
    assertThat(store.spanCount(A)).isEqualTo(2);
    assertThat(store.stats().spans()).isEqualTo(3);
    assertThat(store.stats().duplicateSpans()).isEqualTo(1);
  }

  @Test
  void everySpanIsStoredOnceWhateverTheOrderTheRepeatsAndTheRestarts() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Set<List<Long>> expected = new HashSet<>();
    long left = 0;
    long sent = 0;
    for (int round = 0; round < 60; round++) {
      List<Span> spans = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        long trace = 1L + random.nextInt(12);
        long id = 1L + random.nextInt(60);
        spans.add(span(trace(trace), id, random.nextInt(100)));
        expected.add(List.of(trace, id));
      }
      sent += spans.size();
      left += stored(TelemetryBatch.ofSpans(spans)).duplicateSpans();
      clock.advance(Duration.ofSeconds(random.nextInt(600)));
      if (random.nextInt(6) == 0) {
        store.fold();
      }
      if (random.nextInt(8) == 0) {
        restart();
      }
    }

    assertThat(store.stats().spans()).isEqualTo(expected.size());
    assertThat(left).isEqualTo(sent - expected.size());
    for (long trace = 1; trace <= 12; trace++) {
      List<Span> spans = store.spans(trace(trace), 0, 1_000);
      assertThat(spans).extracting(Span::spanId).doesNotHaveDuplicates();
      long number = trace;
      assertThat(spans).hasSize((int) expected.stream().filter(e -> e.get(0) == number).count());
      assertThat(store.spanCount(trace(trace))).isEqualTo(spans.size());
    }
  }

  @Test
  void aTraceOfAHundredThousandSpansIsNoTrouble() {
    for (int batch = 0; batch < 10; batch++) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        long id = batch * 10_000L + i + 1;
        spans.add(span(A, id, id % 977));
      }
      stored(TelemetryBatch.ofSpans(spans));
    }
    restart();

    assertThat(stored(TelemetryBatch.ofSpans(List.of(span(A, 77_777, 0)))).duplicateSpans())
        .isEqualTo(1);
    assertThat(store.spanCount(A)).isEqualTo(100_000);
    assertThat(store.spans(A, 99_990, 100)).hasSize(10);
    assertThat(store.outlines(List.of(A)).getFirst()).hasSize(100_000);
  }

  @Test
  void aRunIsKeptAndReplaced() {
    Run first = run(A, "report", TODAY, 5);
    store.saveRuns(List.of(first, run(B, "other", TODAY, 7)));
    assertThat(store.run(A)).contains(first);

    Run second =
        new Run(
            A,
            "report",
            "orchestrator",
            RunState.FINAL,
            SpanStatus.ERROR,
            TODAY * 1_000,
            9,
            3,
            0,
            0,
            0,
            0,
            1,
            Tokens.NONE,
            null,
            false,
            List.of());
    store.saveRuns(List.of(second));
    restart();

    assertThat(store.run(A)).contains(second);
    assertThat(store.runs(RunQuery.newest(10)).total()).isEqualTo(2);
    assertThat(store.stats().runs()).isEqualTo(2);
  }

  @Test
  void runsAreChosenSortedAndPaged() {
    List<Run> saved = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      saved.add(run(trace(i), i % 3 == 0 ? "third" : "other", TODAY + i * SECOND, 100 - i));
    }
    store.saveRuns(saved);

    RunPage page =
        store.runs(
            new RunQuery("third", "writer-1", SpanStatus.OK, 93, null, RunQuery.Sort.NEWEST, 1, 0));
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.runs()).containsExactly(saved.get(5));
    assertThat(
            store.runs(new RunQuery(null, null, null, 0, null, RunQuery.Sort.SLOWEST, 2, 1)).runs())
        .containsExactly(saved.get(1), saved.get(2));
    TimeRange range = new TimeRange(TODAY + 2 * SECOND, TODAY + 4 * SECOND);
    assertThat(
            store
                .runs(new RunQuery(null, null, null, 0, range, RunQuery.Sort.OLDEST, 10, 0))
                .runs())
        .containsExactly(saved.get(1), saved.get(2));
    assertThat(
            store
                .runs(new RunQuery(null, "nobody", null, 0, null, RunQuery.Sort.DEAREST, 10, 0))
                .total())
        .isZero();
  }

  @Test
  void aTraceIsOpenUntilARunHoldsAllOfItsSpans() {
    Commit commit = stored(TelemetryBatch.ofSpans(List.of(span(A, 1, 0), span(B, 1, 0))));
    assertThat(store.openTraces())
        .containsExactlyInAnyOrder(
            new OpenTrace(A, commit.seq(), 1), new OpenTrace(B, commit.seq(), 1));

    store.saveRuns(List.of(run(A, "report", TODAY, 5)));
    assertThat(store.openTraces()).extracting(OpenTrace::traceId).containsExactly(B);
    restart();
    assertThat(store.openTraces()).extracting(OpenTrace::traceId).containsExactly(B);

    Commit late = stored(TelemetryBatch.ofSpans(List.of(span(A, 2, 9))));
    store.fold();
    for (int starts = 0; starts < 2; starts++) {
      assertThat(store.openTraces()).contains(new OpenTrace(A, late.seq(), 2));
      store.saveRuns(List.of(run(A, "report", TODAY, 5)));
      assertThat(store.openTraces())
          .as("a run of one span does not cover two")
          .extracting(OpenTrace::traceId)
          .contains(A);
      restart();
    }
  }

  @Test
  void spansGoByArrivalAndTheirRunsStayLonger() {
    stored(TelemetryBatch.ofSpans(List.of(span(A, 1, 0), span(B, 1, 0))));
    store.saveRuns(List.of(run(A, "report", TODAY, 5)));
    clock.advance(Duration.ofDays(6));
    stored(TelemetryBatch.ofSpans(List.of(span(B, 2, 0))));
    clock.advance(Duration.ofDays(2));

    store.expire(Retention.DEFAULT);

    for (int starts = 0; starts < 2; starts++) {
      assertThat(store.spanCount(A)).isZero();
      assertThat(store.spans(A, 0, 10)).isEmpty();
      assertThat(store.run(A)).isPresent();
      assertThat(store.spanCount(B)).isEqualTo(1);
      assertThat(store.spans(B, 0, 10)).extracting(Span::spanId).containsExactly(2L);
      assertThat(store.openTraces()).extracting(OpenTrace::traceId).containsExactly(B);
      restart();
    }
    clock.advance(Duration.ofDays(90));
    store.expire(Retention.DEFAULT);
    assertThat(store.run(A)).isEmpty();
    assertThat(stored(TelemetryBatch.ofSpans(List.of(span(A, 1, 0)))).duplicateSpans())
        .as("what was deleted is no repeat any more")
        .isZero();
  }
}
