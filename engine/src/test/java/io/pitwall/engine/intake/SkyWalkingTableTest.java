package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.api.Test;

/** The contract of Apache SkyWalking. */
class SkyWalkingTableTest {
  private final Convention convention = new Convention("skywalking.txt", "skywalking");

  @Test
  void theModelTellsTheKindAndTheFirstTokenComesInMilliseconds() {
    Span span =
        convention.span(
            "gen_ai.response.model", "qwen", "gen_ai.server.time_to_first_token", "417");

    assertThat(span.kind()).isEqualTo(SpanKind.MODEL);
    assertThat(added(span, SpanAttribute.TIME_TO_FIRST_TOKEN_MS)).isEqualTo(417);
  }
}
