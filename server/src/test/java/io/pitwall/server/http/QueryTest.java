package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Set<String> KNOWN = Set.of("hours", "q", "from", "on", "ratio");

  @Test
  void readsTypedValues() {
    Query query = Query.parse("hours=24&q=a+b%26c&on=true&ratio=0.5&from=1700000000000", KNOWN);
    assertThat(query.whole("hours", 1, 168, 1)).isEqualTo(24);
    assertThat(query.text("q")).contains("a b&c");
    assertThat(query.flag("on", false)).isTrue();
    assertThat(query.number("ratio", 0, 1)).hasValue(0.5);
    assertThat(query.time("from")).contains(Instant.ofEpochMilli(1700000000000L));
  }

  @Test
  void absentAndEmptyAreTheSame() {
    Query query = Query.parse("hours=&q", KNOWN);
    assertThat(query.whole("hours", 1, 168, 7)).isEqualTo(7);
    assertThat(query.text("q")).isEmpty();
    assertThat(query.has("on")).isFalse();
  }

  @Test
  void zoneOffsetSurvivesAnUnencodedPlus() {
    assertThat(Query.parse("from=2026-01-31T12:00:00+02:00", KNOWN).time("from"))
        .contains(Instant.parse("2026-01-31T10:00:00Z"));
  }

  @Test
  void unknownParametersAreNamed() {
    assertProblem(
        () -> Query.parse("hours=1&hour=2&Q=3", KNOWN),
        422,
        "hour: expected one of from, hours, on, q, ratio, but got an unknown query parameter; Q:");
  }

  @Test
  void outOfBoundsNamesTheBounds() {
    for (String raw : List.of("0", "169", "x", "1.5", "NaN", "99999999999999999999")) {
      assertProblem(
          () -> Query.parse("hours=" + raw, KNOWN).whole("hours", 1, 168),
          422,
          "hours: expected a whole number in 1..168, but got " + raw);
    }
    assertProblem(
        () -> Query.parse("ratio=NaN", KNOWN).number("ratio", 0, 1),
        422,
        "ratio: expected a number in 0.0..1.0, but got NaN");
  }

  @Test
  void otherFormsAreRefused() {
    assertProblem(
        () -> Query.parse("on=maybe", KNOWN).flag("on", true), 422, "expected true or false");
    assertProblem(
        () -> Query.parse("from=yesterday", KNOWN).time("from"), 422, "2026-01-31T12:00:00Z");
    assertProblem(
        () -> Query.parse("from=99999999999999999999999", KNOWN).time("from"), 422, "milliseconds");
    assertProblem(
        () -> Query.parse("q=z", KNOWN).oneOf("q", List.of("x", "y")), 422, "one of x, y");
    assertProblem(() -> Query.parse("q=1&q=2", KNOWN).text("q"), 422, "one value, but got 2");
    assertProblem(() -> Query.parse("q=%f", KNOWN), 400, "percent-encoded");
  }

  @Test
  void repeatedValuesCanBeWanted() {
    assertThat(Query.parse("q=1&q=2", KNOWN).all("q")).containsExactly("1", "2");
  }

  @Test
  void undeclaredParameterIsOurOwnFault() {
    assertThatThrownBy(() -> Query.parse("", KNOWN).text("limit"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("declare its query parameter limit");
  }

  private static void assertProblem(ThrowingCallable call, int status, String detail) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status))
        .hasMessageContaining(detail);
  }
}
