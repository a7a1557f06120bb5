package io.pitwall.analysis.workflow;

import static io.pitwall.analysis.workflow.SpanFixtures.TRACE;
import static io.pitwall.analysis.workflow.SpanFixtures.call;
import static io.pitwall.analysis.workflow.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every model call counts once, whoever else wrapped it and repeated its tokens and cost. */
class ModelUseTest {

  @Test
  void callsBesideEachOtherAddUp() {
    Run run = assemble(call(2, 1, 100, 0.5).build(), call(3, 1, 200, 0.25).build());

    assertThat(run.modelCalls()).isEqualTo(2);
    assertThat(run.tokens()).isEqualTo(new Tokens(300, 30, 0, 0));
    assertThat(run.costUsd()).isEqualTo(0.75);
    assertThat(run.costComplete()).isTrue();
  }

  @Test
  void wrapperSdkAndGatewayOfOneCallCountOnce() {
    Run run =
        assemble(
            call(2, 1, 100, 0.5).build(),
            call(3, 2, 100, 0.5).build(),
            span(4, 3, SpanKind.HTTP_CLIENT).build(),
            call(5, 4, 100, 0.5).build());

    assertThat(run.modelCalls()).isEqualTo(1);
    assertThat(run.tokens().input()).isEqualTo(100);
    assertThat(run.costUsd()).isEqualTo(0.5);
    assertThat(run.costComplete()).isTrue();
  }

  @Test
  void whatAgentsAndWorkflowsRepeatIsNotAddedUp() {
    Run run =
        assemble(
            span(1, 0, SpanKind.WORKFLOW)
                .tokens(new Tokens(900, 90, 0, 0))
                .cost(new Cost(9, Cost.Source.REPORTED))
                .build(),
            span(2, 1, SpanKind.AGENT).tokens(new Tokens(300, 30, 0, 0)).build(),
            call(3, 2, 100, 0.5).build());

    assertThat(run.tokens().input()).isEqualTo(100);
    assertThat(run.costUsd()).isEqualTo(0.5);
  }

  @Test
  void aWrapperSpeaksForACallThatItselfReportsNothing() {
    Run run =
        assemble(
            call(2, 1, 100, 0.5).build(),
            span(3, 2, SpanKind.MODEL).build(),
            span(4, 3, SpanKind.MODEL).build());

    assertThat(run.modelCalls()).isEqualTo(1);
    assertThat(run.tokens().input()).isEqualTo(100);
    assertThat(run.costUsd()).isEqualTo(0.5);
    assertThat(run.costComplete()).isTrue();
  }

  @Test
  void aCallThatReportsZeroTokensReportsNothing() {
    Run run =
        assemble(
            call(2, 1, 100, 0.5).build(), span(3, 2, SpanKind.MODEL).tokens(Tokens.NONE).build());

    assertThat(run.tokens().input()).isEqualTo(100);
  }

  @Test
  void tokensAndCostMayComeFromDifferentLayers() {
    Run run =
        assemble(
            span(2, 1, SpanKind.MODEL).cost(new Cost(0.5, Cost.Source.REPORTED)).build(),
            span(3, 2, SpanKind.MODEL).tokens(new Tokens(100, 10, 0, 0)).build());

    assertThat(run.modelCalls()).isEqualTo(1);
    assertThat(run.tokens().input()).isEqualTo(100);
    assertThat(run.costUsd()).isEqualTo(0.5);
    assertThat(run.costComplete()).isTrue();
  }

  @Test
  void aWrapperIsNotAddedToTheCallsThatDoReport() {
    Run run =
        assemble(
            call(2, 1, 500, 0.9).build(),
            call(3, 2, 100, 0.5).build(),
            span(4, 2, SpanKind.MODEL).build());

    assertThat(run.modelCalls()).isEqualTo(2);
    assertThat(run.tokens().input()).isEqualTo(100);
    assertThat(run.costUsd()).isEqualTo(0.5);
    assertThat(run.costComplete()).as("the call of span 4 has no known cost").isFalse();
  }

  @Test
  void aSuccessfulCallWithoutCostMakesTheCostIncomplete() {
    assertThat(
            assemble(call(2, 1, 9, 0.5).build(), span(3, 1, SpanKind.MODEL).build()).costComplete())
        .isFalse();
  }

  @Test
  void aFailedCallWithoutCostDoesNot() {
    Run run =
        assemble(
            call(2, 1, 9, 0.5).build(),
            span(3, 1, SpanKind.MODEL).status(SpanStatus.ERROR).build());

    assertThat(run.costComplete()).isTrue();
    assertThat(run.failedModelCalls()).isEqualTo(1);
  }

  @Test
  void aCostOfNothingIsKnownAndNoCostIsNot() {
    assertThat(assemble(call(2, 1, 9, 0).build()).costUsd()).isZero();
    assertThat(assemble(span(2, 1, SpanKind.MODEL).build()).costUsd()).isNull();
    assertThat(assemble(span(2, 1, SpanKind.TOOL).build()).costUsd()).isNull();
    assertThat(assemble(span(2, 1, SpanKind.TOOL).build()).costComplete()).isTrue();
  }

  @Test
  void callsWhoseParentsAreMissingCountToo() {
    Run run = assemble(call(2, 71, 100, 0.5).build(), call(3, 72, 100, 0.5).build());

    assertThat(run.modelCalls()).isEqualTo(2);
    assertThat(run.costUsd()).isEqualTo(1);
  }

  @Test
  void modelUseIsWhatATreeWalkSays() {
    Property.holds(
        200,
        random -> {
          List<Span> spans = SpanFixtures.randomTrace(random, 1 + random.nextInt(25));
          Run run = RunAssembler.assemble(spans, RunState.FINAL);
          SlowModelUse slow = SlowModelUse.of(spans);

          assertThat(run.modelCalls()).isEqualTo(slow.calls());
          assertThat(run.tokens()).isEqualTo(slow.tokens());
          assertThat(run.costUsd()).isEqualTo(slow.costUsd());
          assertThat(run.costComplete()).isEqualTo(slow.complete());
        });
  }

  @Test
  void aCallThatTwoInstrumentationsTellOfIsOne() {
    Span outer =
        call(2, 1, 100, 0.5).model("gpt-4o", null).operation("gpt-4o").time(1_000, 1_000).build();
    Span inner =
        span(3, 0, SpanKind.MODEL)
            .model("gpt-4o-2024-08-06", null)
            .tokens(new Tokens(100, 10, 0, 0))
            .time(1_010, 980)
            .build();

    Run run = assemble(span(1, 0, SpanKind.TASK).build(), outer, inner);

    assertThat(run.modelCalls()).isEqualTo(1);
    assertThat(run.tokens()).isEqualTo(new Tokens(100, 10, 0, 0));
    assertThat(run.costUsd()).isEqualTo(0.5);
    assertThat(run.costComplete()).isTrue();
  }

  @Test
  void parallelCallsOfOneInstrumentationAreNotTakenForOne() {
    Run run =
        assemble(
            Span.builder(TRACE, 1, SpanKind.MODEL, "chat").model("m", null).time(0, 100).build(),
            Span.builder(TRACE, 2, SpanKind.MODEL, "chat").model("m", null).time(1, 98).build());

    assertThat(run.modelCalls()).isEqualTo(2);
  }

  @Test
  void aReportedCostGoesBeforeAComputedOneWhereverItStands() {
    Run outside =
        assemble(
            call(1, 0, 100, 0.5).build(),
            span(2, 1, SpanKind.MODEL).cost(new Cost(0.7, Cost.Source.COMPUTED)).build());
    Run inside =
        assemble(
            span(1, 0, SpanKind.MODEL).cost(new Cost(0.7, Cost.Source.COMPUTED)).build(),
            call(2, 1, 100, 0.5).build(),
            span(3, 0, SpanKind.MODEL).cost(new Cost(0.25, Cost.Source.COMPUTED)).build());

    assertThat(outside.costUsd()).isEqualTo(0.5);
    assertThat(outside.costComplete()).isTrue();
    assertThat(inside.costUsd()).isEqualTo(0.75);
  }

  private static Run assemble(Span... spans) {
    return RunAssembler.assemble(List.of(spans), RunState.FINAL);
  }
}
