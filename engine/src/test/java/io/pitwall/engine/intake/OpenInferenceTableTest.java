package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of OpenInference. */
class OpenInferenceTableTest {
  private final Convention convention =
      new Convention("openinference.txt", "openinference.instrumentation.smolagents");

  @ParameterizedTest
  @CsvSource({
    "LLM, MODEL",
    "EMBEDDING, EMBEDDING",
    "CHAIN, TASK",
    "RETRIEVER, RETRIEVAL",
    "RERANKER, RETRIEVAL",
    "TOOL, TOOL",
    "AGENT, AGENT",
    "GUARDRAIL, TASK",
    "EVALUATOR, TASK",
    "PROMPT, TASK",
    "UNKNOWN, INTERNAL",
  })
  void itsKindsAreUnderstood(String name, SpanKind kind) {
    assertThat(convention.kind("openinference.span.kind", name)).isEqualTo(kind);
  }

  @Test
  void aCallOfAModelIsUnderstoodWhole() {
    Span span =
        convention.map(
            Convention.with(
                List.of(Convention.event("First Token Stream Event", 2_500_000)),
                "openinference.span.kind",
                "LLM",
                "llm.provider",
                "google",
                "llm.model_name",
                "gemini-2.5-flash",
                "llm.token_count.prompt",
                100L,
                "llm.token_count.completion",
                20L,
                "llm.token_count.prompt_details.cache_read",
                60L,
                "llm.token_count.prompt_details.cache_write",
                30L,
                "llm.token_count.completion_details.reasoning",
                5L,
                "llm.cost.total",
                0.5,
                "session.id",
                "s1"));

    assertThat(span.model()).isEqualTo("gemini-2.5-flash");
    assertThat(span.provider()).isEqualTo("google");
    assertThat(span.tokens()).isEqualTo(new Tokens(100, 20, 60, 5));
    assertThat(span.cost()).isEqualTo(new Cost(0.5, Cost.Source.REPORTED));
    assertThat(added(span, SpanAttribute.TIME_TO_FIRST_TOKEN_MS)).isEqualTo(2.5);
    assertThat(span.attributes().text(SpanAttribute.SESSION)).isEqualTo("s1");
  }

  @Test
  void theModelThatAnsweredGoesFirst() {
    assertThat(convention.span("llm.model_name", "m", "llm.response.model_name", "m-2").model())
        .isEqualTo("m-2");
  }

  @Test
  void anAgentIsNamedByAttributeElseByItsSpanElseByItsNode() {
    String kind = "openinference.span.kind";

    assertThat(convention.named("A.run", kind, "AGENT", "agent.name", "boss").agentType())
        .isEqualTo("boss");
    assertThat(convention.named("CodeAgent.run", kind, "AGENT").agentType()).isEqualTo("CodeAgent");
    assertThat(convention.named("x", kind, "AGENT", "graph.node.name", "n").agentType())
        .isEqualTo("n");
    assertThat(convention.named("step.run", kind, "CHAIN").agentType()).isNull();
  }

  @Test
  void theToolThatAnAgentChoseIsNoCallOfIt() {
    assertThat(
            convention
                .named("update", "openinference.span.kind", "AGENT", "tool.name", "Wikipedia")
                .operation())
        .isEqualTo("update");
    assertThat(convention.span("openinference.span.kind", "TOOL", "tool.name", "w").operation())
        .isEqualTo("w");
  }
}
