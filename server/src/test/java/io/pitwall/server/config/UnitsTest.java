package io.pitwall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "5s, PT5S",
    "1h30m, PT1H30M",
    "1 d, PT24H",
    "7D, PT168H",
    "0, PT0S",
    "PT2M, PT2M"
  })
  void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
    assertThat(Units.duration(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5x", "5s!", "-5s", "five", "P", "99999999999999999999s"})
  void otherTextIsNoDuration(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "16777216, 16777216",
    "16MiB, 16777216",
    "64 MB, 64000000",
    "1_024, 1024",
    "2gib, 2147483648"
  })
  void sizesAreReadAsPeopleWriteThem(String text, long expected) {
    assertThat(Units.bytes(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MiB", "-1", "1.5MiB", "9TB", "99999999999999999999"})
  void otherTextIsNoSize(String text) {
    assertThat(Units.bytes(text)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() {
    for (long millis : new long[] {0, 1, 250, 1_000, 90_000, 3_600_000, 86_400_000, 86_401_000}) {
      Duration duration = Duration.ofMillis(millis);
      assertThat(Units.duration(Units.text(duration))).hasValue(duration);
    }
    assertThat(Units.text(Duration.ofDays(7))).isEqualTo("7d");
    assertThat(Units.duration(Units.text(Duration.ofNanos(5)))).hasValue(Duration.ofNanos(5));
  }
}
