package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameNormalizerTest {

  @ParameterizedTest
  @CsvSource({
    "GET /orders/8123, GET /orders/{id}",
    "/a/1/b/22/c, /a/{id}/b/{id}/c",
    "/users/0f8fad5b-d9cb-469f-a165-70867728950e, /users/{id}",
    "/users/0F8FAD5B-D9CB-469F-A165-70867728950E/x, /users/{id}/x",
    "commit 1f3c9a0b, commit {id}",
    "span deadbeef01, span {id}",
    "17, {id}",
  })
  void idsAreStripped(String name, String expected) {
    assertThat(NameNormalizer.normalize(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "plan",
    "gpt-5.2",
    "claude-sonnet-4-20250514",
    "step_2",
    "v2",
    "deadbeef",
    "1f3c9a0",
    "face-2-face",
    "10.0.0.1",
    "order-8123",
    "Größe9x",
  })
  void whatIsNoIdIsKept(String name) {
    assertThat(NameNormalizer.normalize(name)).isSameAs(name);
  }

  @Test
  void nothingHasNoIds() {
    assertThat(NameNormalizer.normalize("")).isEmpty();
  }
}
