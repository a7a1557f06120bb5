package io.pitwall.engine.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SystemSettingsTest {
  private static final Path DATA = Path.of("data");

  @Test
  void namesFiveProcessesAMinuteByDefault() {
    assertThat(SystemSettings.of(DATA))
        .isEqualTo(new SystemSettings(DATA, 5, Duration.ofSeconds(60)));
  }

  @Test
  void refusalSaysWhatWasExpectedAndWhatCame() {
    assertThatThrownBy(() -> new SystemSettings(DATA, -1, Duration.ofMinutes(1)))
        .hasMessage("topProcesses: expected 0..100, got -1");
    assertThatThrownBy(() -> new SystemSettings(DATA, 101, Duration.ofMinutes(1)))
        .hasMessage("topProcesses: expected 0..100, got 101");
    assertThatThrownBy(() -> new SystemSettings(DATA, 5, Duration.ofMillis(999)))
        .hasMessage("topProcessesEvery: expected at least PT1S, got PT0.999S");
  }

  @Test
  void readingOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new SystemReading.Memory(1, 1, 1, 101))
        .hasMessage("memory: expected percent in 0..100 or NaN, got 101.0");
    assertThatThrownBy(() -> new SystemReading.Swap(1, -1, 0))
        .hasMessage("swap: expected finite value of at least 0 or NaN, got -1.0");
    assertThat(new SystemReading.Swap(Double.NaN, 1, Double.NaN).usedBytes()).isEqualTo(1);
  }
}
