package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.api.Test;

/** The names of Pydantic AI. */
class PydanticAiTableTest {
  private final Convention convention = new Convention("pydantic-ai.txt", "pydantic-ai");

  @Test
  void anAgentOfOlderVersionsIsUnderstood() {
    Span span = convention.named("qa_agent run", "agent_name", "qa_agent", "final_result", "text");

    assertThat(span.kind()).isEqualTo(SpanKind.AGENT);
    assertThat(span.agentType()).isEqualTo("qa_agent");
    assertThat(span.operation()).isEqualTo("qa_agent");
    assertThat(span.attributes().get("final_result")).isNull();
  }

  @Test
  void theSameNameOfAnotherProgramMeansNothing() {
    Convention other = new Convention("pydantic-ai.txt", "my.shop");

    assertThat(other.span("agent_name", "x", "events", "kept").kind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(other.span("events", "kept").attributes().get("events")).isEqualTo("kept");
  }

  @Test
  void aToolOfOlderVersionsIsUnderstood() {
    assertThat(convention.kind("gen_ai.tool.name", "search")).isEqualTo(SpanKind.TOOL);
  }

  @Test
  void theSpanOfTheLimiterIsAWait() {
    Span span = convention.named("waiting for gpt-4o concurrency", "waiting_count", 3L);

    assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span.queueWaitNanos()).isEqualTo(span.durationNanos()).isPositive();
    assertThat(convention.named("waiting for godot").queueWaitNanos()).isEqualTo(Span.UNKNOWN);
  }

  @Test
  void itsOwnCostIsReported() {
    assertThat(convention.span("operation.cost", 0.25).cost())
        .isEqualTo(new Cost(0.25, Cost.Source.REPORTED));
  }
}
