package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.Convention.added;
import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP by its stable and its older names. */
class OtelHttpTableTest {
  private final Convention convention = new Convention("otel-http.txt", "any");

  @ParameterizedTest
  @CsvSource({
    "http.request.method, GET, server.address, SERVER, HTTP_SERVER",
    "http.request.method, GET, server.address, CLIENT, HTTP_CLIENT",
    "http.method, GET, net.peer.name, CLIENT, HTTP_CLIENT",
    "http.method, GET, http.host, CLIENT, HTTP_CLIENT",
  })
  void requestsAreUnderstood(
      String attribute, String method, String peer, RawSpan.Role role, SpanKind kind) {
    Span span = convention.map(SPAN.as(role).with(attribute, method, peer, "api.example"));

    assertThat(span.kind()).isEqualTo(kind);
    assertThat(span.operation())
        .isEqualTo(kind == SpanKind.HTTP_CLIENT ? "GET api.example" : "work");
  }

  @ParameterizedTest
  @CsvSource({"http.request.resend_count", "http.resend_count"})
  void aRequestThatIsSentAgainSaysHowOften(String name) {
    assertThat(added(convention.span(name, 2L), SpanAttribute.RESENDS)).isEqualTo(2);
    assertThat(convention.span(name, 0L).attributes().get(SpanAttribute.RESENDS)).isNull();
  }
}
