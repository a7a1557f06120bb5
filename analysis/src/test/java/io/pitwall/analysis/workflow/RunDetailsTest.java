package io.pitwall.analysis.workflow;

import static io.pitwall.analysis.workflow.SpanFixtures.TRACE;
import static io.pitwall.analysis.workflow.SpanFixtures.call;
import static io.pitwall.analysis.workflow.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.RunDetail;
import io.pitwall.model.trace.RunDetail.Handoff;
import io.pitwall.model.trace.RunDetail.Outcome;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDetailsTest {

  @Test
  void workThatNamesNoAgentIsThatOfTheNearestAgentAbove() {
    RunDetail detail =
        detail(
            agent(1, 0, "boss").time(0, 100).build(),
            span(2, 1, SpanKind.TASK).time(1, 90).build(),
            call(3, 2, 100, 0.5).time(2, 10).build(),
            agent(4, 2, "helper").time(20, 50).build(),
            call(5, 4, 30, 0.25).time(21, 10).build(),
            span(6, 4, SpanKind.TOOL).time(40, 5).status(SpanStatus.ERROR).build());

    assertThat(detail.agents())
        .containsExactly(
            new RunDetail.AgentShare("boss", 3, 1, 0, 0, new Tokens(100, 10, 0, 0), 0.5),
            new RunDetail.AgentShare("helper", 3, 1, 1, 1, new Tokens(30, 3, 0, 0), 0.25));
  }

  @Test
  void nestedCallsOfOneModelAreCreditedOnce() {
    RunDetail detail =
        detail(
            agent(1, 0, "boss").time(0, 100).build(),
            call(2, 1, 100, 0.5).agent("boss", "boss").time(2, 50).build(),
            call(3, 2, 100, 0.5).time(3, 40).build());

    assertThat(detail.agents())
        .containsExactly(
            new RunDetail.AgentShare("boss", 3, 1, 0, 0, new Tokens(100, 10, 0, 0), 0.5));
  }

  @Test
  void anAgentWaitsForTheAgentThatWorksWithinItsSpan() {
    assertThat(
            detail(
                    agent(1, 0, "boss").time(0, 100).build(),
                    span(2, 1, SpanKind.TOOL).time(10, 60).build(),
                    agent(3, 2, "helper").time(20, 30).build(),
                    agent(4, 1, "helper").time(80, 40).build(),
                    agent(5, 3, "helper").time(21, 1).build())
                .handoffs())
        .containsExactly(new Handoff("boss", "helper", Handoff.How.NESTED, 2, 50));
  }

  @Test
  void agentsThatFollowEachOtherHandWorkOn() {
    assertThat(
            detail(
                    span(1, 0, SpanKind.WORKFLOW).time(0, 100).build(),
                    agent(2, 1, "a").time(10, 10).build(),
                    agent(3, 1, "b").time(25, 10).build(),
                    agent(4, 1, "c").time(30, 40).build())
                .handoffs())
        .containsExactly(new Handoff("a", "b", Handoff.How.SEQUENCE, 1, 5));
  }

  @Test
  void aSpanMaySayThatWorkIsHandedOn() {
    assertThat(
            detail(
                    agent(1, 0, "a").build(),
                    span(2, 1, SpanKind.TASK)
                        .attributes(Attributes.of(SpanAttribute.HANDOFF_TO, "b"))
                        .build())
                .handoffs())
        .containsExactly(new Handoff("a", "b", Handoff.How.NAMED, 1, 0));
  }

  @Test
  void whatFailedAndWasDoneAgainIsARetry() {
    RunDetail detail =
        detail(
            agent(1, 0, "a").time(0, 1_000).build(),
            attempt(2, 10, SpanStatus.ERROR),
            attempt(3, 30, SpanStatus.ERROR),
            attempt(4, 70, SpanStatus.OK),
            attempt(5, 90, SpanStatus.OK));

    assertThat(detail.retries())
        .containsExactly(new RunDetail.Retry(SpanKind.MODEL, "gpt", "a", 3, true, 10, 60));
    assertThat(detail.outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void parallelWorkIsNoRetry() {
    assertThat(
            detail(
                    agent(1, 0, "a").time(0, 1_000).build(),
                    attempt(2, 10, SpanStatus.ERROR),
                    attempt(3, 15, SpanStatus.OK))
                .retries())
        .isEmpty();
  }

  @Test
  void waitsAreSaidOrDerivedFromMessages() {
    RunDetail detail =
        detail(
            span(1, 0, SpanKind.TASK).time(0, 500).queueWait(7).build(),
            span(2, 1, SpanKind.MESSAGING).time(10, 5).build(),
            span(3, 2, SpanKind.MESSAGING).time(40, 5).build(),
            span(4, 0, SpanKind.MESSAGING)
                .time(115, 5)
                .links(List.of(new SpanLink(TRACE, 2)))
                .build(),
            span(5, 2, SpanKind.MESSAGING).time(60, 5).queueWait(3).build());

    assertThat(detail.waits()).isEqualTo(new RunDetail.Waits(2, 10, 2, 25 + 100));
  }

  @Test
  void whatALimiterHoldsBackWaitsUntilTheFirstIsLetThrough() {
    RunDetail detail =
        detail(
            Span.builder(TRACE, 1, SpanKind.TASK, "acquire rate_limit").time(0, 500).build(),
            call(2, 1, 10, 0.5).time(40, 5).build(),
            call(3, 1, 10, 0.5).time(90, 5).build(),
            Span.builder(TRACE, 4, SpanKind.TASK, "read the questionnaire").time(0, 500).build(),
            call(5, 4, 10, 0.5).time(40, 5).build(),
            span(6, 0, SpanKind.MESSAGING).time(600, 10).build(),
            span(7, 0, SpanKind.TASK).time(650, 10).links(List.of(new SpanLink(TRACE, 6))).build());

    assertThat(detail.waits()).isEqualTo(new RunDetail.Waits(0, 0, 2, 40 + 40));
  }

  @Test
  void attemptsThatAskForDifferentThingsAreNoRetries() {
    RunDetail detail =
        detail(
            agent(1, 0, "a").time(0, 1_000).build(),
            asking(2, 10, 77, SpanStatus.ERROR),
            asking(3, 30, 78, SpanStatus.ERROR),
            asking(4, 50, 78, SpanStatus.OK));

    assertThat(detail.retries())
        .containsExactly(new RunDetail.Retry(SpanKind.MODEL, "gpt", "a", 2, true, 30, 20));
  }

  @Test
  void aSpanThatSaysItWasSentAgainIsARetryEvenAlone() {
    RunDetail detail =
        detail(
            agent(1, 0, "a").time(0, 1_000).build(),
            sent(2, 10, 0, "POST /chat"),
            sent(3, 30, 1, "POST /chat"),
            sent(4, 50, 2, "POST /other"));

    assertThat(detail.retries())
        .containsExactly(
            new RunDetail.Retry(SpanKind.HTTP_CLIENT, "POST /chat", "a", 2, true, 10, 20),
            new RunDetail.Retry(SpanKind.HTTP_CLIENT, "POST /other", "a", 3, true, 50, 0));
  }

  @Test
  void answersThatAreNotWholeAreSoftErrorsAndNoFailures() {
    Attributes cut = Attributes.of(SpanAttribute.SOFT_ERROR, "length");
    RunDetail detail =
        detail(
            agent(1, 0, "a").time(0, 1_000).build(),
            call(2, 1, 10, 0.5).operation("gpt").attributes(cut).time(1, 9).build(),
            call(3, 2, 10, 0.5).operation("gpt").attributes(cut).time(2, 5).build(),
            call(4, 1, 10, 0.5).operation("gpt").attributes(cut).time(20, 5).build(),
            call(5, 1, 10, 0.5).time(40, 5).build());

    assertThat(detail.softErrors())
        .containsExactly(new RunDetail.SoftError("length", "gpt", "a", 2));
    assertThat(detail.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void whatSpansReportIsHeldAgainstTheCallsBelowThem() {
    RunDetail detail =
        detail(
            // The call of 100 tells 110 tokens, that of 50 tells 55.
            agent(1, 0, "whole").tokens(new Tokens(150, 16, 0, 0)).time(0, 90).build(),
            agent(2, 1, "short").tokens(new Tokens(300, 0, 0, 0)).time(1, 50).build(),
            call(3, 2, 100, 0.5).time(2, 9).build(),
            call(4, 1, 50, 0.5).time(60, 9).build(),
            span(5, 1, SpanKind.TASK).tokens(new Tokens(7, 0, 0, 0)).time(80, 2).build(),
            span(6, 0, SpanKind.WORKFLOW).tokens(new Tokens(1, 0, 0, 0)).time(0, 99).build(),
            call(7, 6, 20, 0.5).time(3, 9).build());

    assertThat(detail.tokenCheck())
        .isEqualTo(
            new RunDetail.TokenCheck(
                1,
                1,
                2,
                List.of(
                    new RunDetail.TokenCheck.Missing(2, "span-2", 300, 110),
                    new RunDetail.TokenCheck.Missing(5, "span-5", 7, 0))));
  }

  @Test
  void reportedAndComputedCostsStandSideBySide() {
    RunDetail detail =
        detail(
            call(1, 0, 10, 0.5)
                .attributes(Attributes.of(SpanAttribute.COMPUTED_COST_USD, 0.75))
                .build(),
            span(2, 0, SpanKind.MODEL)
                .tokens(new Tokens(1, 1, 0, 0))
                .cost(new Cost(0.25, Cost.Source.COMPUTED))
                .build());

    assertThat(detail.reportedUsd()).isEqualTo(0.5);
    assertThat(detail.computedUsd()).isEqualTo(1.0);
    assertThat(detail(span(1, 0, SpanKind.TASK).build()).reportedUsd()).isNull();
    assertThat(detail(span(1, 0, SpanKind.TASK).build()).computedUsd()).isNull();
  }

  @Test
  void orphansAndSpansThatOutliveTheirParentAreCounted() {
    RunDetail detail =
        detail(
            span(1, 0, SpanKind.TASK).time(100, 50).build(),
            span(2, 1, SpanKind.TASK).time(90, 10).build(),
            span(3, 1, SpanKind.TASK).time(120, 100).build(),
            span(4, 1, SpanKind.TASK).time(120, 10).build(),
            span(5, 77, SpanKind.TASK).time(0, 10).build());

    assertThat(detail.orphans()).isEqualTo(1);
    assertThat(detail.overrunning()).isEqualTo(2);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    Property.holds(
        50,
        random -> {
          List<Span> spans = SpanFixtures.randomTrace(random, 1 + random.nextInt(60));
          List<Span> shuffled = new ArrayList<>(spans);
          Collections.shuffle(shuffled, random);

          assertThat(detail(shuffled)).isEqualTo(detail(spans));
        });
  }

  private static SpanBuilder agent(long id, long parent, String name) {
    return span(id, parent, SpanKind.AGENT).agent(name, name);
  }

  private static Span attempt(long id, long start, SpanStatus status) {
    return span(id, 1, SpanKind.MODEL).operation("gpt").time(start, 10).status(status).build();
  }

  private static Span asking(long id, long start, long input, SpanStatus status) {
    return span(id, 1, SpanKind.MODEL)
        .operation("gpt")
        .time(start, 10)
        .status(status)
        .attributes(Attributes.of(SpanAttribute.INPUT_HASH, input))
        .build();
  }

  private static Span sent(long id, long start, long resends, String operation) {
    return span(id, 1, SpanKind.HTTP_CLIENT)
        .operation(operation)
        .time(start, 10)
        .attributes(Attributes.of(SpanAttribute.RESENDS, resends))
        .build();
  }

  private static RunDetail detail(Span... spans) {
    return detail(List.of(spans));
  }

  private static RunDetail detail(List<Span> spans) {
    return RunDetails.of(RunAssembler.assemble(spans, RunState.FINAL), spans);
  }
}
