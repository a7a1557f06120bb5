package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of the Vercel AI SDK. */
class VercelAiTableTest {
  private final Convention convention = new Convention("vercel-ai.txt", "ai");

  @ParameterizedTest
  @CsvSource({
    "ai.generateText, TASK",
    "ai.generateText.doGenerate, MODEL",
    "ai.streamText, TASK",
    "ai.streamText.doStream, MODEL",
    "ai.generateObject.doGenerate, MODEL",
    "ai.streamObject.doStream, MODEL",
    "ai.embed, TASK",
    "ai.embed.doEmbed, EMBEDDING",
    "ai.embedMany.doEmbed, EMBEDDING",
    "ai.toolCall, TOOL",
  })
  void itsOperationsAreUnderstood(String name, SpanKind kind) {
    assertThat(convention.kind("ai.operationId", name)).isEqualTo(kind);
  }

  @Test
  void tokensAreReadByTheirOldAndNewNames() {
    assertThat(convention.tokens("ai.usage.promptTokens", 9L, "ai.usage.completionTokens", 2L))
        .isEqualTo(new Tokens(9, 2, 0, 0));
    assertThat(
            convention.tokens(
                "ai.usage.inputTokens", 9L,
                "ai.usage.outputTokens", 5L,
                "ai.usage.cachedInputTokens", 4L,
                "ai.usage.reasoningTokens", 3L))
        .isEqualTo(new Tokens(9, 5, 4, 3));
  }

  @ParameterizedTest
  @CsvSource({"ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"})
  void theTimeToTheFirstChunkIsMilliseconds(String name) {
    assertThat(added(convention.span(name, 321.5), SpanAttribute.TIME_TO_FIRST_TOKEN_MS))
        .isEqualTo(321.5);
  }

  @Test
  void toolAndModelAreNamedAndWhatWasSaidIsLeftOut() {
    Span span =
        convention.span(
            "ai.operationId",
            "ai.toolCall",
            "ai.toolCall.name",
            "weather",
            "ai.toolCall.args",
            "{}");

    assertThat(span.operation()).isEqualTo("weather");
    assertThat(span.attributes().get("ai.toolCall.args")).isNull();
    assertThat(convention.span("ai.model.id", "gpt-4o", "ai.model.provider", "openai").model())
        .isEqualTo("gpt-4o");
  }
}
