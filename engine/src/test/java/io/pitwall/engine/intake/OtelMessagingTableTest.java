package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messaging by its current and its older names. */
class OtelMessagingTableTest {
  private final Convention convention = new Convention("otel-messaging.txt", "any");

  @ParameterizedTest
  @CsvSource({"messaging.destination.name", "messaging.destination"})
  void messagesAreNamedByWhereTheyGo(String name) {
    Span span = convention.span("messaging.system", "kafka", name, "jobs");

    assertThat(span.kind()).isEqualTo(SpanKind.MESSAGING);
    assertThat(span.operation()).isEqualTo("jobs");
  }
}
