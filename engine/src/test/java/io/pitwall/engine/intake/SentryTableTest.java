package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import org.junit.jupiter.api.Test;

/** The names of Sentry. */
class SentryTableTest {
  private final Convention convention = new Convention("sentry.txt", "sentry");

  @Test
  void cachedTokensAreUnderstood() {
    Span span =
        convention.span(
            "gen_ai.usage.input_tokens.cached", 6L, "gen_ai.usage.input_tokens.cache_write", 3L);

    assertThat(span.tokens()).as("input and output have names that Sentry shares").isNull();
    assertThat(added(span, SpanAttribute.CACHE_WRITE_TOKENS)).isEqualTo(3);
  }
}
