package io.pitwall.analysis.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgentUsesTest {
  private static final TraceId RUN = new TraceId(1, 1);
  private static final long SECOND = 1_000_000_000L;

  @Test
  void nestedSpansOfOneCallCountOnceForTheNearestAgentInAnyOrder() {
    List<Span> spans =
        new ArrayList<>(
            List.of(
                span(1, 0, SpanKind.AGENT, 0, 90).agent("lead", "lead").tokens(all(600)).build(),
                span(2, 1, SpanKind.AGENT, 1, 80).agent("helper", "helper").build(),
                span(3, 2, SpanKind.TASK, 2, 70).build(),
                // Framework, client library and gateway tell of one call; the first names its
                // agent.
                span(4, 3, SpanKind.MODEL, 3, 10)
                    .agent("lead", "lead")
                    .tokens(all(500))
                    .cost(new Cost(0.5, Cost.Source.COMPUTED))
                    .build(),
                span(5, 4, SpanKind.MODEL, 4, 8).tokens(all(500)).build(),
                span(6, 5, SpanKind.MODEL, 5, 6)
                    .tokens(all(500))
                    .cost(new Cost(0.75, Cost.Source.REPORTED))
                    .build(),
                span(7, 3, SpanKind.MODEL, 65, 5).tokens(all(100)).build(),
                span(8, 0, SpanKind.MODEL, 5, 5).tokens(all(9)).build()));

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(spans, new Random(seed));
      assertThat(AgentUses.of(spans))
          .containsExactlyInAnyOrder(use("lead", 0, 500, 0.75), use("helper", 1, 100, 0));
    }
  }

  @Test
  void withoutModelCallsNothingWasUsed() {
    assertThat(AgentUses.of(List.of(span(1, 0, SpanKind.AGENT, 0, 9).tokens(all(5)).build())))
        .isEmpty();
  }

  private static AgentUse use(String agent, int minute, long each, double usd) {
    return new AgentUse(RUN, agent, minute * AgentUse.MINUTE, each, each, 0, 0, usd);
  }

  private static Tokens all(long each) {
    return new Tokens(each, each, 0, 0);
  }

  private static SpanBuilder span(long id, long parent, SpanKind kind, int from, int seconds) {
    return Span.builder(RUN, id, kind, "span " + id)
        .parent(parent)
        .time(from * SECOND, seconds * SECOND);
  }
}
