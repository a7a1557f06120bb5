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

/** The current names of OpenTelemetry GenAI. */
class OtelGenAiTableTest {
  private final Convention convention = new Convention("otel-genai.txt", "any");

  @Test
  void aCallOfAModelIsUnderstoodWhole() {
    Span span =
        convention.span(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "openai",
            "gen_ai.request.model",
            "gpt-4o",
            "gen_ai.response.model",
            "gpt-4o-2024-08-06",
            "gen_ai.usage.input_tokens",
            100L,
            "gen_ai.usage.output_tokens",
            20L,
            "gen_ai.usage.cache_read.input_tokens",
            60L,
            "gen_ai.usage.cache_write.input_tokens",
            30L,
            "gen_ai.usage.reasoning.output_tokens",
            5L,
            "gen_ai.usage.cost.amount",
            0.25,
            "gen_ai.usage.cost.currency",
            "USD",
            "gen_ai.response.time_to_first_chunk",
            0.75,
            "gen_ai.conversation.id",
            "talk-1");

    assertThat(span.kind()).isEqualTo(SpanKind.MODEL);
    assertThat(span.model()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(span.provider()).isEqualTo("openai");
    assertThat(span.tokens()).isEqualTo(new Tokens(100, 20, 60, 5));
    assertThat(span.cost()).isEqualTo(new Cost(0.25, Cost.Source.REPORTED));
    assertThat(added(span, SpanAttribute.TIME_TO_FIRST_TOKEN_MS)).isEqualTo(750);
    assertThat(added(span, SpanAttribute.CACHE_WRITE_TOKENS)).isEqualTo(30);
    assertThat(span.attributes().text(SpanAttribute.SESSION)).isEqualTo("talk-1");
  }

  @ParameterizedTest
  @CsvSource({"10, 60, 0, 70", "10, 6, 5, 21", "100, 60, 40, 100", "0, 7, 0, 7"})
  void cachedTokensThatCannotBeAmongTheInputAreAddedToIt(
      long input, long read, long written, long expected) {
    assertThat(
            convention
                .tokens(
                    "gen_ai.usage.input_tokens", input,
                    "gen_ai.usage.cache_read.input_tokens", read,
                    "gen_ai.usage.cache_write.input_tokens", written)
                .input())
        .isEqualTo(expected);
  }

  @Test
  void aHandOffNamesBothAgents() {
    Span span =
        convention.span(
            "gen_ai.agent.handoff.source.name", "planner",
            "gen_ai.agent.handoff.target.name", "coder");

    assertThat(span.attributes().text(SpanAttribute.HANDOFF_FROM)).isEqualTo("planner");
    assertThat(span.attributes().text(SpanAttribute.HANDOFF_TO)).isEqualTo("coder");
  }

  @Test
  void anUnknownOperationIsKeptAsWorkOfItsOwn() {
    Span span = convention.span("gen_ai.operation.name", "dream", "x", 1L);

    assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span.attributes().get("x")).isEqualTo(1L);
  }
}
