package io.pitwall.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

  @Test
  void textAndIdAreTheSameThing() {
    TraceId id = TraceId.parse("0af7651916cd43dd8448eb211c80319c");

    assertThat(id).isEqualTo(new TraceId(0x0af7651916cd43ddL, 0x8448eb211c80319cL));
    assertThat(id).hasToString("0af7651916cd43dd8448eb211c80319c");
    assertThat(TraceId.parse("0AF7651916CD43DD8448EB211C80319C")).isEqualTo(id);
  }

  @Test
  void everyIdSurvivesBeingWrittenAndRead() {
    Property.holds(
        200,
        random -> {
          TraceId id = new TraceId(random.nextLong() >> random.nextInt(64), random.nextLong());
          assertThat(TraceId.parse(id.toString())).isEqualTo(id);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0af7651916cd43dd8448eb211c80319",
        "0af7651916cd43dd8448eb211c80319c0",
        "0af7651916cd43dd8448eb211c80319g",
        "-af7651916cd43dd8448eb211c80319c",
        " af7651916cd43dd8448eb211c80319c",
        "٠af7651916cd43dd8448eb211c80319c",
      })
  void whatIsNotThirtyTwoHexadecimalDigitsIsRefused(String text) {
    assertThatThrownBy(() -> TraceId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 hexadecimal digits")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void allZerosAreNoTrace() {
    assertThatThrownBy(() -> TraceId.parse("0".repeat(32))).hasMessageContaining("all zeros");
    assertThatThrownBy(() -> new TraceId(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
