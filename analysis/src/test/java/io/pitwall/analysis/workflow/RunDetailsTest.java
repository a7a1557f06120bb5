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

  private static RunDetail detail(Span... spans) {
    return detail(List.of(spans));
  }

  private static RunDetail detail(List<Span> spans) {
    return RunDetails.of(RunAssembler.assemble(spans, RunState.FINAL), spans);
  }
}
