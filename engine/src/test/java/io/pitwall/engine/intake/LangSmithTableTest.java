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

/** The names of the LangSmith exporter. */
class LangSmithTableTest {
  private final Convention convention = new Convention("langsmith.txt", "langsmith");

  @Test
  void theDetailOfTheCacheIsReadOutOfJson() {
    Span span =
        convention.span(
            "langsmith.span.kind", "llm",
            "langsmith.metadata.ls_model_name", "claude-sonnet-4",
            "langsmith.metadata.usage_metadata",
                "{\"input_tokens\":100,\"output_tokens\":20,\"input_token_details\":"
                    + "{\"cache_read\":60,\"cache_creation\":30},\"output_token_details\":"
                    + "{\"reasoning\":5}}");

    assertThat(span.kind()).isEqualTo(SpanKind.MODEL);
    assertThat(span.model()).isEqualTo("claude-sonnet-4");
    assertThat(span.tokens()).isEqualTo(new Tokens(100, 20, 60, 5));
    assertThat(added(span, SpanAttribute.CACHE_WRITE_TOKENS)).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"llm, MODEL", "chain, TASK", "tool, TOOL", "retriever, RETRIEVAL"})
  void itsKindsAreUnderstood(String name, SpanKind kind) {
    assertThat(convention.kind("langsmith.span.kind", name)).isEqualTo(kind);
  }
}
