package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  enum Severity {
    LOW,
    HIGH
  }

  record Point(String name, double value, int count, boolean lastOne, Instant at) {}

  record Batch(List<Point> metrics, Severity severity) {}

  record Numbers(double plain, Double boxed, List<Double> many, Optional<Double> maybe) {}

  @Test
  void readsSnakeCaseRecords() {
    Batch batch =
        read(
            """
            {"severity": "HIGH", "metrics": [
              {"name": "a", "value": 1, "count": 2, "last_one": true, "at": "2026-01-31T12:00:00Z"}]}
            """);
    assertThat(batch)
        .isEqualTo(
            new Batch(
                List.of(new Point("a", 1.0, 2, true, Instant.parse("2026-01-31T12:00:00Z"))),
                Severity.HIGH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"metrics": [{"value": "1"}]}        | 422 | metrics[0].value: expected a number
          {"metrics": [{"nam": "a"}]}          | 422 | metrics[0].nam: expected one of at, count, last_one, name, value
          {"metrics": [{"count": 1.5}]}        | 422 | metrics[0].count: expected a whole number
          {"metrics": [{"value": null}]}       | 422 | metrics[0].value: expected a number
          {"metrics": [{"last_one": "yes"}]}   | 422 | metrics[0].last_one: expected true or false
          {"metrics": [{"at": "yesterday"}]}   | 422 | metrics[0].at: expected a time
          {"metrics": [{"count": 1e99}]}       | 422 | metrics[0].count: expected a whole number
          {"severity": "huge"}                 | 422 | severity: expected one of LOW, HIGH, but got huge
          {"metrics": {}}                      | 422 | metrics: expected an array
          []                                   | 422 | $: expected an object
          null                                 | 422 | $: expected an object, but got null
          {"severity": "LOW"} {}               | 422 | $
          {"severity": NaN}                    | 400 | malformed
          {"severity": "LOW", "severity": "LOW"} | 400 | Duplicate
          {"severity": "LOW"                   | 400 | malformed
          {severity: 1}                        | 400 | malformed
          """)
  void namesTheFault(String json, int status, String detail) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status))
        .hasMessageContaining(detail);
  }

  @Test
  void emptyAndBinaryBodiesAreMalformed() {
    for (byte[] body : List.of(new byte[0], new byte[] {(byte) 0xff, 0, 1})) {
      assertThatThrownBy(() -> Json.read(body, Batch.class))
          .as(Arrays.toString(body))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> read("{\"metrics\":" + "[".repeat(5000)))
        .isInstanceOf(ProblemException.class)
        .satisfies(e -> assertThat(((ProblemException) e).problem().status()).isBetween(400, 422));
  }

  @Test
  void numbersThatAreNotFiniteBecomeNull() {
    var numbers =
        new Numbers(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            List.of(1.0, Double.NaN),
            Optional.of(Double.NEGATIVE_INFINITY));
    assertThat(text(numbers))
        .isEqualTo("{\"plain\":null,\"boxed\":null,\"many\":[1.0,null],\"maybe\":null}");
  }

  @Test
  void timesAreRfc3339() {
    assertThat(text(Instant.parse("2026-01-31T12:00:00.5Z")))
        .isEqualTo("\"2026-01-31T12:00:00.500Z\"");
  }

  private static Batch read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Batch.class);
  }

  private static String text(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }
}
