package io.pitwall.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

  @Test
  void theStartBelongsToARangeAndTheEndDoesNot() {
    TimeRange range = new TimeRange(10, 20);

    assertThat(range.contains(9)).isFalse();
    assertThat(range.contains(10)).isTrue();
    assertThat(range.contains(19)).isTrue();
    assertThat(range.contains(20)).isFalse();
    assertThat(range.lengthMicros()).isEqualTo(10);
  }

  @Test
  void theLastHourHoldsThisInstantAndAnHourOfMicroseconds() {
    long now = 1_700_000_000_000_000L;
    TimeRange hour = TimeRange.last(Duration.ofHours(1), now);

    assertThat(hour.contains(now)).isTrue();
    assertThat(hour.contains(now + 1)).isFalse();
    assertThat(hour.lengthMicros()).isEqualTo(3_600_000_000L);
    assertThat(hour.contains(now - 3_600_000_000L)).isFalse();
    assertThat(hour.contains(now - 3_599_999_999L)).isTrue();
  }

  @Test
  void anEmptyRangeContainsNothing() {
    assertThat(new TimeRange(10, 10).contains(10)).isFalse();
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsRefused() {
    assertThatThrownBy(() -> new TimeRange(20, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 to 10");
  }
}
