package io.pitwall.analysis.workflow;

import static io.pitwall.analysis.workflow.SpanFixtures.TRACE;
import static io.pitwall.analysis.workflow.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shape, outcome and name of a run. What its model calls used is in {@link ModelUseTest}. */
class RunAssemblerTest {

  @Test
  void aRunReachesFromItsEarliestStartToItsLatestEnd() {
    Run run =
        assemble(
            span(1, 0, SpanKind.WORKFLOW).time(1_000, 50).build(),
            span(2, 1, SpanKind.TASK).time(990, 20).build(),
            span(3, 1, SpanKind.TOOL).time(1_010, 500).build());

    assertThat(run.traceId()).isEqualTo(TRACE);
    assertThat(run.startNanos()).isEqualTo(990);
    assertThat(run.durationNanos()).isEqualTo(520);
    assertThat(run.endNanos()).isEqualTo(1_510);
    assertThat(run.state()).isEqualTo(RunState.FINAL);
  }

  @Test
  void spansAreCountedByKindAndOutcome() {
    Run run =
        assemble(
            span(1, 0, SpanKind.WORKFLOW).build(),
            span(2, 1, SpanKind.AGENT).build(),
            span(3, 1, SpanKind.AGENT).status(SpanStatus.ERROR).build(),
            span(4, 2, SpanKind.TOOL).build(),
            span(5, 2, SpanKind.TOOL).status(SpanStatus.ERROR).build(),
            span(6, 2, SpanKind.MODEL).build(),
            span(7, 3, SpanKind.MODEL).status(SpanStatus.ERROR).build(),
            span(8, 3, SpanKind.EMBEDDING).build());

    assertThat(run.spanCount()).isEqualTo(8);
    assertThat(run.agentSpans()).isEqualTo(2);
    assertThat(run.toolCalls()).isEqualTo(2);
    assertThat(run.modelCalls()).isEqualTo(2);
    assertThat(run.failedModelCalls()).isEqualTo(1);
    assertThat(run.errorSpans()).isEqualTo(3);
  }

  @Test
  void agentsAreListedInTheOrderTheyAppeared() {
    Run run =
        assemble(
            span(1, 0, SpanKind.AGENT).time(30, 1).agent("late", "x").build(),
            span(2, 0, SpanKind.MODEL).time(10, 1).agent("first", "x").build(),
            span(3, 0, SpanKind.AGENT).time(20, 1).agent("second", "x").build(),
            span(4, 0, SpanKind.TOOL).time(25, 1).agent("first", "x").build());

    assertThat(run.agents()).containsExactly("first", "second", "late");
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    Property.holds(
        50,
        random -> {
          List<Span> spans = SpanFixtures.randomTrace(random, 1 + random.nextInt(40));
          Run inOrder = RunAssembler.assemble(spans, RunState.FINAL);
          List<Span> shuffled = new ArrayList<>(spans);
          Collections.shuffle(shuffled, random);

          assertThat(RunAssembler.assemble(shuffled, RunState.FINAL)).isEqualTo(inOrder);
        });
  }

  @Test
  void theRootSaysHowARunEnded() {
    for (SpanStatus said : SpanStatus.values()) {
      Run run =
          assemble(
              span(1, 0, SpanKind.WORKFLOW).status(said).build(),
              span(2, 1, SpanKind.TOOL).status(SpanStatus.ERROR).build());

      assertThat(run.status()).isEqualTo(said);
    }
  }

  @Test
  void withoutARootAnyTopSpanThatFailedMakesTheRunFail() {
    assertThat(
            assemble(
                    span(2, 77, SpanKind.AGENT).time(1, 1).status(SpanStatus.OK).build(),
                    span(3, 78, SpanKind.AGENT).time(2, 1).status(SpanStatus.ERROR).build())
                .status())
        .isEqualTo(SpanStatus.ERROR);
    assertThat(
            assemble(
                    span(2, 77, SpanKind.AGENT).status(SpanStatus.OK).build(),
                    span(3, 2, SpanKind.TOOL).status(SpanStatus.ERROR).build())
                .status())
        .isEqualTo(SpanStatus.OK);
  }

  @Test
  void ofSeveralRootsTheEarliestNamesTheRun() {
    Run run =
        assemble(
            span(5, 0, SpanKind.TASK).time(20, 1).operation("second").service("b").build(),
            span(9, 0, SpanKind.TASK).time(10, 1).operation("first").service("a").build());

    assertThat(run.workflow()).isEqualTo("first");
    assertThat(run.service()).isEqualTo("a");
  }

  @Test
  void theWorkflowIsWhatTheTopSpanSaysElseTheFirstThatSaysAnything() {
    assertThat(
            assemble(
                    span(1, 0, SpanKind.TASK).time(1, 9).operation("root").build(),
                    span(2, 1, SpanKind.WORKFLOW).time(2, 1).workflow("billing").build(),
                    span(3, 1, SpanKind.WORKFLOW).time(3, 1).workflow("other").build())
                .workflow())
        .isEqualTo("billing");
    assertThat(assemble(span(1, 0, SpanKind.TASK).operation("root").build()).workflow())
        .isEqualTo("root");
  }

  @Test
  void aNestedWorkflowThatStartsAtTheSameInstantDoesNotNameTheRun() {
    Run run =
        assemble(
            span(9, 0, SpanKind.WORKFLOW).time(10, 5).workflow("outer").build(),
            span(2, 9, SpanKind.WORKFLOW).time(10, 3).workflow("inner").build());

    assertThat(run.workflow()).isEqualTo("outer");
  }

  @Test
  void spansThatAreTheirOwnAncestorsAreBorne() {
    Run self = assemble(span(1, 1, SpanKind.MODEL).build());
    assertThat(self.modelCalls()).isEqualTo(1);
    assertThat(self.spanCount()).isEqualTo(1);

    Run circle =
        assemble(
            span(1, 3, SpanKind.AGENT).status(SpanStatus.ERROR).build(),
            span(2, 1, SpanKind.TASK).build(),
            span(3, 2, SpanKind.MODEL).build());
    assertThat(circle.spanCount()).isEqualTo(3);
    assertThat(circle.modelCalls()).isEqualTo(1);
    assertThat(circle.errorSpans()).isEqualTo(1);
  }

  @Test
  void aSpanIdThatStandsTwiceIsBorne() {
    Run run =
        assemble(
            span(1, 0, SpanKind.WORKFLOW).time(5, 5).operation("one").build(),
            span(1, 0, SpanKind.WORKFLOW).time(1, 5).operation("other").build());

    assertThat(run.workflow()).isEqualTo("other");
    assertThat(run.durationNanos()).isEqualTo(9);
  }

  private static Run assemble(Span... spans) {
    return RunAssembler.assemble(List.of(spans), RunState.FINAL);
  }
}
