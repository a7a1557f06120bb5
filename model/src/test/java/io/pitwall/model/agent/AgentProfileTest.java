package io.pitwall.model.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentProfileTest {

  @Test
  void beforeItsFirstTaskAnAgentCountsAsGoodAsInTheOriginal() {
    AgentProfile idle = profile(0, 0, 0);

    assertThat(idle.successRate()).isEqualTo(1);
    assertThat(idle.meanSeconds()).isZero();
    assertThat(WindowStats.EMPTY.successRate()).isNaN();
  }

  @Test
  void rateAndMeanFollowFromTheSums() {
    AgentProfile profile = profile(8, 2, 20);

    assertThat(profile.successRate()).isEqualTo(0.75);
    assertThat(profile.meanSeconds()).isEqualTo(2.5);
  }

  @Test
  void anExecutionNeedsAnAgentAndADuration() {
    assertThatThrownBy(() -> execution("", "coder", 1)).hasMessageContaining("'' and 'coder'");
    assertThatThrownBy(() -> execution("a", "", 1)).hasMessageContaining("'a' and ''");
    assertThatThrownBy(() -> execution("a", "coder", -5)).hasMessageContaining("-5 ns");
    assertThat(execution("a", "coder", 1_500_000_000).seconds()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 0.5, 10, 1000, 100, add up to 1",
    "1.5, -0.5, 0, 10, 1000, 100, success_weight",
    "0.4, 0.3, NaN, 10, 1000, 100, resource_weight",
    "0.4, 0.3, 0.3, 0, 1000, 100, baseline_seconds",
    "0.4, 0.3, 0.3, 10, -1, 100, baseline_memory_mb",
    "0.4, 0.3, 0.3, 10, 1000, Infinity, baseline_cpu_percent",
  })
  void scoreSettingsThatMakeNoSenseAreNamed(
      double success, double speed, double resource, double s, double mb, double cpu, String name) {
    assertThatThrownBy(() -> new ScoreSettings(success, speed, resource, s, mb, cpu))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  private static AgentProfile profile(long tasks, long errors, double seconds) {
    return new AgentProfile(
        "a", "coder", tasks, errors, seconds, 0, 0, 0, new ScoreParts(1, 1, 1, 1));
  }

  private static TaskExecution execution(String id, String type, long nanos) {
    return new TaskExecution(
        id, type, 1, nanos, true, Double.NaN, Double.NaN, -1, null, null, null, null, null);
  }
}
