package io.pitwall.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private static final Attributes MIXED =
      Attributes.of("s", "text", "l", 7L, "d", 0.5, "b", true, "list", List.of("x", "y"));

  @Test
  void valuesAreFoundByName() {
    assertThat(MIXED.get("s")).isEqualTo("text");
    assertThat(MIXED.get("list")).isEqualTo(List.of("x", "y"));
    assertThat(MIXED.get("absent")).isNull();
    assertThat(MIXED.size()).isEqualTo(5);
  }

  @Test
  void everythingButAListIsText() {
    assertThat(MIXED.text("s")).isEqualTo("text");
    assertThat(MIXED.text("l")).isEqualTo("7");
    assertThat(MIXED.text("d")).isEqualTo("0.5");
    assertThat(MIXED.text("b")).isEqualTo("true");
    assertThat(MIXED.text("list")).isNull();
    assertThat(MIXED.text("absent")).isNull();
  }

  @Test
  void numbersAndNumericTextAreNumbers() {
    Attributes attributes = Attributes.of("l", 7L, "d", 0.5, "t", "1e3", "w", "many", "b", true);

    assertThat(attributes.number("l")).isEqualTo(7);
    assertThat(attributes.number("d")).isEqualTo(0.5);
    assertThat(attributes.number("t")).isEqualTo(1000);
    assertThat(attributes.number("w")).isNaN();
    assertThat(attributes.number("b")).isNaN();
    assertThat(attributes.number("absent")).isNaN();
  }

  @Test
  void theFirstOfTwoEqualNamesCounts() {
    Attributes twice = Attributes.of("a", 1L, "a", 2L);

    assertThat(twice.get("a")).isEqualTo(1L);
    assertThat(twice.toMap()).containsExactly(Map.entry("a", 1L));
    assertThat(twice.size()).isEqualTo(2);
  }

  @Test
  void orderIsKept() {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (int i = 40; i > 0; i--) {
      ordered.put("name" + i, (long) i);
    }
    Attributes attributes = Attributes.of(ordered);
    List<String> seen = new ArrayList<>();
    attributes.forEach((name, value) -> seen.add(name));

    assertThat(seen).containsExactlyElementsOf(ordered.keySet());
    assertThat(attributes.toMap()).isEqualTo(ordered);
    assertThat(attributes.name(39)).isEqualTo("name1");
    assertThat(attributes.value(39)).isEqualTo(1L);
    assertThat(attributes).hasToString(ordered.toString());
  }

  @Test
  void integersBecomeLongs() {
    assertThat(Attributes.of("n", 5).get("n")).isEqualTo(5L);
  }

  @Test
  void equalContentMakesEqualAttributes() {
    assertThat(Attributes.of("a", 1L, "b", "x"))
        .isEqualTo(Attributes.of("a", 1, "b", "x"))
        .hasSameHashCodeAs(Attributes.of("a", 1, "b", "x"))
        .isNotEqualTo(Attributes.of("b", "x", "a", 1));
    assertThat(Attributes.builder().build()).isSameAs(Attributes.EMPTY);
    assertThat(Attributes.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void whatWasBuiltDoesNotChangeWithItsBuilder() {
    Attributes.Builder builder = Attributes.builder().put("a", 1L);
    Attributes built = builder.build();
    builder.put("b", 2L);

    assertThat(built.size()).isEqualTo(1);
    assertThat(builder.size()).isEqualTo(2);
  }
}
