package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The older names of OpenTelemetry GenAI. */
class OtelGenAiOlderTableTest {
  private final Convention convention = new Convention("otel-genai-older.txt", "any");

  @Test
  void olderNamesOfProviderAndTokensAreUnderstood() {
    Span span =
        convention.span(
            "gen_ai.system", "anthropic",
            "gen_ai.usage.prompt_tokens", 100L,
            "gen_ai.usage.completion_tokens", 20L,
            "gen_ai.usage.cache_read_input_tokens", 60L,
            "gen_ai.usage.cache_creation_input_tokens", 30L,
            "gen_ai.usage.reasoning_tokens", 5L);

    assertThat(span.provider()).isEqualTo("anthropic");
    assertThat(span.tokens()).isEqualTo(new Tokens(100, 20, 60, 5));
    assertThat(added(span, SpanAttribute.CACHE_WRITE_TOKENS)).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
  })
  void bothNamesOfCacheWritesAreUnderstood(String name) {
    assertThat(added(convention.span(name, 9L), SpanAttribute.CACHE_WRITE_TOKENS)).isEqualTo(9);
  }

  @Test
  void whatWasSaidIsLeftOut() {
    assertThat(
            convention
                .span("gen_ai.prompt.0.content", "a", "gen_ai.completion", "b", "other", "c")
                .attributes()
                .toMap())
        .containsOnlyKeys("other");
  }
}
