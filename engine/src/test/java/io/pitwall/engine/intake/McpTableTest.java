package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of the Model Context Protocol. */
class McpTableTest {
  private final Convention convention = new Convention("mcp.txt", "mcp");

  @ParameterizedTest
  @CsvSource({
    "tools/call, CLIENT, TOOL",
    "tools/call, SERVER, TOOL",
    "resources/read, CLIENT, RETRIEVAL",
    "initialize, CLIENT, HTTP_CLIENT",
    "initialize, SERVER, HTTP_SERVER",
    "notifications/progress, INTERNAL, INTERNAL",
  })
  void itsMethodsAreUnderstood(String method, RawSpan.Role role, SpanKind kind) {
    assertThat(convention.map(SPAN.as(role).with("mcp.method.name", method)).kind())
        .isEqualTo(kind);
  }

  @Test
  void aCallIsNamedByItsTool() {
    assertThat(convention.named("tools/call search", "mcp.method.name", "tools/call").operation())
        .isEqualTo("search");
    assertThat(
            convention
                .map(SPAN.as(RawSpan.Role.SERVER).with("mcp.method.name", "tools/list"))
                .operation())
        .isEqualTo("tools/list");
  }
}
