package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.api.Test;

/** Functions as a service. */
class OtelFaasTableTest {
  private final Convention convention = new Convention("otel-faas.txt", "any");

  @Test
  void functionsAreUnderstoodByTriggerAndRole() {
    RawSpans served = SPAN.as(RawSpan.Role.SERVER).with("faas.trigger", "http", "faas.name", "pay");

    assertThat(convention.map(served).kind()).isEqualTo(SpanKind.HTTP_SERVER);
    assertThat(convention.map(served).operation()).isEqualTo("pay");
    assertThat(convention.kind("faas.trigger", "pubsub")).isEqualTo(SpanKind.MESSAGING);
    assertThat(convention.kind("faas.trigger", "timer")).isEqualTo(SpanKind.INTERNAL);
    assertThat(convention.map(SPAN.as(RawSpan.Role.CLIENT).with("faas.invoked_name", "pay")).kind())
        .isEqualTo(SpanKind.HTTP_CLIENT);
  }
}
