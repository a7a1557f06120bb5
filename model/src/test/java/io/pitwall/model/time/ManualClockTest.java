package io.pitwall.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private final ManualClock clock = new ManualClock(1_000);

  @Test
  void bothClocksAdvanceTogether() {
    clock.advance(Duration.ofMillis(5));

    assertThat(clock.nowMicros()).isEqualTo(6_000);
    assertThat(clock.monotonicNanos()).isEqualTo(5_000_000);
  }

  @Test
  void onlyTheWallClockSteps() {
    clock.step(Duration.ofMillis(-1));

    assertThat(clock.nowMicros()).isZero();
    assertThat(clock.monotonicNanos()).isZero();
  }

  @Test
  void timeDoesNotRunBackwards() {
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).hasMessageContaining("step()");
  }

  @Test
  void theMachinesClockTellsTheTimeInMicroseconds() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;

    assertThat(Clock.system().nowMicros()).isBetween(micros, micros + 60_000_000L);
    assertThat(Clock.system().monotonicNanos())
        .isLessThanOrEqualTo(Clock.system().monotonicNanos());
  }
}
