package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door makes of the spans of databases and of served requests. */
class SurroundingSpansTest {
  private final SpanMapper mapper =
      new SpanMapper(
          SemanticTable.load(), IntakeLimits.DEFAULT, PriceList.NONE, UnaryOperator.identity());

  @ParameterizedTest
  @ValueSource(strings = {"db.query.text", "db.statement"})
  void aStatementIsKeptWithoutItsLiteralsAndNamesTheOperation(String attribute) {
    Span span =
        mapper.map(
            SPAN.named("SELECT 4711")
                .with(
                    "db.system",
                    "postgresql",
                    attribute,
                    "SELECT * FROM users WHERE mail = 'bob@example.com' AND pin = 4711",
                    "db.query.parameter.0",
                    "bob@example.com")
                .raw());

    assertThat(span.kind()).isEqualTo(SpanKind.DATABASE);
    assertThat(span.name()).isEqualTo("SELECT ?");
    assertThat(span.operation()).isEqualTo("SELECT users");
    assertThat(span.attributes().text(attribute))
        .isEqualTo("SELECT * FROM users WHERE mail = ? AND pin = ?");
    assertThat(span.attributes().toString()).doesNotContain("bob").doesNotContain("4711");
  }

  @Test
  void whatAFailureRepeatsOfTheLiteralsIsLeftOut() {
    Span span =
        mapper.map(
            SPAN.ended(SpanStatus.ERROR, "Key (mail)=(bob@example.com) already exists")
                .with(
                    "db.system",
                    "postgresql",
                    "db.statement",
                    "INSERT INTO u VALUES ('bob@example.com')")
                .with(
                    List.of(
                        new SpanEvent(
                            "exception",
                            1,
                            Attributes.of(
                                "exception.message", "duplicate bob@example.com, bobbin",
                                "db.statement", "INSERT INTO u VALUES ('eve')"))),
                    List.of())
                .raw());

    assertThat(span.statusMessage()).isEqualTo("Key (mail)=(?) already exists");
    assertThat(span.events().getFirst().attributes())
        .isEqualTo(
            Attributes.of(
                "exception.message", "duplicate ?, bobbin",
                "db.statement", "INSERT INTO u VALUES (?)"));
  }

  @Test
  void aStatementInAnotherLanguageIsLeftOut() {
    Span span =
        mapper.map(SPAN.with("db.system", "redis", "db.statement", "SET session:9 secret").raw());

    assertThat(span.attributes()).isEqualTo(Attributes.of("db.system", "redis"));
  }

  @Test
  void whatTheSenderSaysOfAStatementStands() {
    Span span =
        mapper.map(
            SPAN.with(
                    "db.system.name", "postgresql",
                    "db.query.text", "SELECT 1 FROM t",
                    "db.query.summary", "find t")
                .raw());

    assertThat(span.operation()).isEqualTo("find t");
  }

  @Test
  void noLiteralGetsThroughTheDoor() {
    long seed = 4_711;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String secret = "sec" + (100_000 + random.nextInt(900_000)) + "ret";
      String sql =
          "UPDATE t SET a = '"
              + secret
              + "', b = "
              + secret.substring(3, 9)
              + " WHERE c IN ('x', '"
              + secret
              + "')";
      Span span =
          mapper.map(
              SPAN.named(random.nextBoolean() ? sql : "UPDATE t")
                  .ended(SpanStatus.ERROR, "failed: " + sql)
                  .with("db.system.name", "other_sql", "db.query.text", sql)
                  .with(
                      List.of(
                          new SpanEvent("exception", 1, Attributes.of("exception.message", sql))),
                      List.of())
                  .raw());
      assertThat(span.toString())
          .as("seed %d, %s", seed, sql)
          .doesNotContain(secret.substring(3, 9));
    }
  }

  @Test
  void aServedRequestWithoutARouteGetsOneFromItsPath() {
    RawSpans served = SPAN.as(RawSpan.Role.SERVER);
    Span derived =
        mapper.map(served.with("http.request.method", "GET", "url.path", "/orders/8123").raw());
    Span said =
        mapper.map(
            served
                .with(
                    "http.request.method", "GET",
                    "url.path", "/orders/8123",
                    "http.route", "/orders/:order")
                .raw());

    assertThat(derived.operation()).isEqualTo("GET /orders/{id}");
    assertThat(derived.attributes().get("pitwall.route.derived")).isEqualTo(true);
    assertThat(said.operation()).isEqualTo("GET /orders/:order");
  }
}
