package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases by their stable and their older names. */
class OtelDatabaseTableTest {
  private final Convention convention = new Convention("otel-database.txt", "any");

  @ParameterizedTest
  @CsvSource({
    "db.system.name, db.operation.name, db.query.text",
    "db.system, db.operation, db.statement",
  })
  void queriesAreUnderstoodAndTheirTextLosesItsLiterals(
      String system, String operation, String text) {
    Span span = convention.span(system, "postgresql", operation, "SELECT", text, "SELECT 1");

    assertThat(span.kind()).isEqualTo(SpanKind.DATABASE);
    assertThat(span.operation()).isEqualTo("SELECT");
    assertThat(span.attributes().get(text)).isEqualTo("SELECT ?");
  }

  @Test
  void theSummaryNamesAQueryBest() {
    assertThat(
            convention
                .span(
                    "db.operation.name", "SELECT", "db.query.summary", "SELECT t", "db.system", "x")
                .operation())
        .isEqualTo("SELECT t");
  }
}
