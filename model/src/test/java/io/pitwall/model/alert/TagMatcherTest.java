package io.pitwall.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagMatcherTest {
  private static final Map<String, String> TAGS = Map.of("team", "shop", "queue", "inbox");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team=shop | true",
        "team=sho | false",
        "team=\"shop\" | true",
        "team!=shop | false",
        "team!=care | true",
        "queue=~in.* | true",
        "queue=~in | false",
        "queue!~in.* | false",
        "queue!~out.* | true",
        "env= | true",
        "env!= | false",
        "team != shop | false",
      })
  void demandsAreReadAndMet(String text, boolean met) {
    assertThat(TagMatcher.parse(text).matches(TAGS)).isEqualTo(met);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (String text : new String[] {"a=b", "a!=b", "a=~b|c", "a!~b=c"}) {
      assertThat(TagMatcher.parse(text).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "team", "=shop", "team=~("})
  void whatIsNoMatcherIsRefused(String text) {
    assertThatThrownBy(() -> TagMatcher.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected");
  }
}
