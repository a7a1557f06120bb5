package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of OpenLLMetry. */
class TraceloopTableTest {
  private final Convention convention =
      new Convention("traceloop.txt", "opentelemetry.instrumentation.crewai");

  @ParameterizedTest
  @CsvSource({
    "traceloop.span.kind, workflow, WORKFLOW",
    "traceloop.span.kind, task, TASK",
    "traceloop.span.kind, agent, AGENT",
    "traceloop.span.kind, tool, TOOL",
    "traceloop.span.kind, handoff, TASK",
    "traceloop.span.kind, unknown, INTERNAL",
    "llm.request.type, chat, MODEL",
    "llm.request.type, completion, MODEL",
    "llm.request.type, embedding, EMBEDDING",
    "llm.request.type, rerank, RETRIEVAL",
    "gen_ai.operation.name, execute_task, TASK",
    "gen_ai.operation.name, handoff, TASK",
    "gen_ai.operation.name, llm_request, MODEL",
    "gen_ai.operation.name, vector_db_retrieve, RETRIEVAL",
  })
  void itsKindsAreUnderstood(String attribute, String value, SpanKind kind) {
    assertThat(convention.kind(attribute, value)).isEqualTo(kind);
  }

  @Test
  void anEntityIsWhatItsKindSays() {
    String kind = "traceloop.span.kind";
    String name = "traceloop.entity.name";

    assertThat(convention.span(kind, "agent", name, "boss").agentType()).isEqualTo("boss");
    assertThat(convention.span(name, "boss", kind, "agent").agentType()).isEqualTo("boss");
    assertThat(convention.span(kind, "tool", name, "grep").operation()).isEqualTo("grep");
    assertThat(convention.span(kind, "tool", name, "grep").agentType()).isNull();
    assertThat(convention.span(kind, "task", name, "plan").operation()).isEqualTo("plan");
    assertThat(convention.span(kind, "workflow", name, "pay").workflow()).isEqualTo("pay");
  }

  @Test
  void aHandOffNamesBothAgents() {
    Span span = convention.span("gen_ai.handoff.from_agent", "a", "gen_ai.handoff.to_agent", "b");

    assertThat(span.attributes().text(SpanAttribute.HANDOFF_FROM)).isEqualTo("a");
    assertThat(span.attributes().text(SpanAttribute.HANDOFF_TO)).isEqualTo("b");
  }

  @Test
  void aTaskThatSaysItFailedFailed() {
    assertThat(convention.span("gen_ai.task.status", "failure").isError()).isTrue();
    assertThat(convention.span("gen_ai.task.status", "success").isError()).isFalse();
  }

  @Test
  void sessionsAndReasoningAreUnderstood() {
    Span span =
        convention.span(
            "traceloop.association.properties.session_id", "s",
            "llm.usage.prompt_tokens", 7L,
            "llm.usage.reasoning_tokens", 3L);

    assertThat(span.attributes().text(SpanAttribute.SESSION)).isEqualTo("s");
    assertThat(span.tokens()).isEqualTo(new Tokens(7, 0, 0, 3));
  }
}
