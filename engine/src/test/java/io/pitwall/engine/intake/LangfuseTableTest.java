package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of the Langfuse SDKs. */
class LangfuseTableTest {
  private final Convention convention = new Convention("langfuse.txt", "langfuse-sdk");

  @ParameterizedTest
  @CsvSource({
    "generation, MODEL",
    "embedding, EMBEDDING",
    "agent, AGENT",
    "tool, TOOL",
    "chain, TASK",
    "retriever, RETRIEVAL",
    "span, INTERNAL",
  })
  void itsKindsAreUnderstood(String name, SpanKind kind) {
    assertThat(convention.kind("langfuse.observation.type", name)).isEqualTo(kind);
  }

  @Test
  void usageAndCostAreReadOutOfJson() {
    Span span =
        convention.span(
            "langfuse.observation.type", "generation",
            "langfuse.observation.model.name", "gpt-4o",
            "langfuse.observation.usage_details",
                "{\"input\": 40, \"input_cache_read\": 60, \"output\": 20,"
                    + " \"output_reasoning\": 5, \"total\": 120}",
            "langfuse.observation.cost_details", "{\"input\":0.2,\"total\":0.5}");

    assertThat(span.model()).isEqualTo("gpt-4o");
    assertThat(span.tokens())
        .as("what came from the cache is counted beside the input")
        .isEqualTo(new Tokens(100, 20, 60, 5));
    assertThat(span.cost()).isEqualTo(new Cost(0.5, Cost.Source.REPORTED));
  }

  @Test
  void theTimeOfTheFirstTokenIsAnInstant() {
    String at = "\"2026-11-02T10:00:00.250000+00:00\"";

    assertThat(
            added(
                convention.span("langfuse.observation.completion_start_time", at),
                SpanAttribute.TIME_TO_FIRST_TOKEN_MS))
        .isEqualTo(250);
    assertThat(
            added(
                convention.span("langfuse.observation.completion_start_time", "soon"),
                SpanAttribute.TIME_TO_FIRST_TOKEN_MS))
        .isNaN();
  }

  @Test
  void anAgentAndAToolAreNamedByTheirSpans() {
    assertThat(convention.named("boss", "langfuse.observation.type", "agent").agentType())
        .isEqualTo("boss");
    assertThat(convention.named("grep", "langfuse.observation.type", "tool").operation())
        .isEqualTo("grep");
  }

  @Test
  void theLevelSaysThatItFailed() {
    assertThat(convention.span("langfuse.observation.level", "ERROR").isError()).isTrue();
    assertThat(convention.span("langfuse.observation.level", "WARNING").isError()).isFalse();
  }
}
