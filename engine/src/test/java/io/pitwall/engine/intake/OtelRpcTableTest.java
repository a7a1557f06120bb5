package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RPC by its current and its older names. */
class OtelRpcTableTest {
  private final Convention convention = new Convention("otel-rpc.txt", "any");

  @ParameterizedTest
  @CsvSource({"rpc.system.name", "rpc.system"})
  void callsAreUnderstoodOnBothSides(String system) {
    RawSpans call = SPAN.with(system, "grpc", "rpc.method", "shop.Cart/Add");

    assertThat(convention.map(call.as(RawSpan.Role.SERVER)).kind()).isEqualTo(SpanKind.HTTP_SERVER);
    assertThat(convention.map(call.as(RawSpan.Role.CLIENT)).kind()).isEqualTo(SpanKind.HTTP_CLIENT);
    assertThat(convention.map(call.as(RawSpan.Role.SERVER)).operation()).isEqualTo("shop.Cart/Add");
  }
}
