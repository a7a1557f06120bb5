package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void valuesAreFoundByPath() {
    String json =
        " { \"a\" : 1, \"list\": [1, {\"b\": 2}, \"}\"], \"o\": {\"b\": -2.5e0, \"c\": \"x\\\"y\"},"
            + " \"p.q\": true, \"n\": null, \"big\": 12345678901 } ";

    assertThat(JsonText.find(json, "a")).isEqualTo(1L);
    assertThat(JsonText.find(json, "o.b")).isEqualTo(-2.5);
    assertThat(JsonText.find(json, "o.c")).isEqualTo("x\"y");
    assertThat(JsonText.find(json, "p.q")).isEqualTo(true);
    assertThat(JsonText.find(json, "n")).isNull();
    assertThat(JsonText.find(json, "big")).isEqualTo(12345678901L);
    assertThat(JsonText.find(json, "b")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "{\"a\"", "{\"a\":", "{\"a\": x}", "null", "{\"b\":{{{"})
  void whatIsNoJsonHoldsNothing(String text) {
    assertThat(JsonText.find(text, "a")).isNull();
  }

  @RepeatedTest(50)
  void noTextFromOutsideBreaksIt(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String alphabet = "{}[]:,\"\\ab.1 ";
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 200; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }

    Object found = JsonText.find(text.toString(), "a.b");

    assertThat(
            found == null
                || found instanceof String
                || found instanceof Number
                || found instanceof Boolean)
        .isTrue();
  }
}
