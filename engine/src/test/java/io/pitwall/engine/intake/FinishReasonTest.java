package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why models stopped, where their answer is not whole. */
class FinishReasonTest {

  @ParameterizedTest
  @CsvSource({
    "openinference.txt, llm.finish_reason, length, length",
    "traceloop.txt, gen_ai.response.finish_reason, max_tokens, length",
    "traceloop.txt, llm.response.stop_reason, error, error",
    "vercel-ai.txt, ai.response.finishReason, content-filter, content_filter",
    "otel-genai.txt, gen_ai.response.finish_reasons, SAFETY, content_filter",
  })
  void everyConventionsReasonIsReadInOneWord(
      String table, String attribute, String reason, String expected) {
    assertThat(softError(table, attribute, reason)).isEqualTo(expected);
  }

  @Test
  void theFirstOfSeveralReasonsCountsAndAWholeAnswerIsNoError() {
    String name = "gen_ai.response.finish_reasons";
    assertThat(softError("otel-genai.txt", name, List.of("length", "stop"))).isEqualTo("length");
    assertThat(softError("otel-genai.txt", name, List.of("stop"))).isNull();
    assertThat(softError("otel-genai.txt", name, List.of())).isNull();
    assertThat(softError("otel-genai.txt", name, "tool_calls")).isNull();
  }

  private static @Nullable Object softError(String table, String attribute, Object reason) {
    Span span = new Convention(table, "any").span(attribute, reason);
    assertThat(span.isError()).isFalse();
    return span.attributes().get(SpanAttribute.SOFT_ERROR);
  }
}
