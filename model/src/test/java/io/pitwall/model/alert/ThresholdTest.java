package io.pitwall.model.alert;

import static io.pitwall.model.alert.Comparator.ABOVE;
import static io.pitwall.model.alert.Comparator.BELOW;
import static io.pitwall.model.alert.Severity.CRITICAL;
import static io.pitwall.model.alert.Severity.HIGH;
import static io.pitwall.model.alert.Severity.LOW;
import static io.pitwall.model.alert.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.Property;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
  private static final Threshold CPU =
      new Threshold("system.cpu.usage", ABOVE, Map.of(MEDIUM, 70.0, HIGH, 85.0, CRITICAL, 95.0));
  private static final Threshold SUCCESS =
      new Threshold("agent.coder.success_rate", BELOW, Map.of(LOW, 0.95, HIGH, 0.8, CRITICAL, 0.5));

  @Test
  void theWorstLimitPassedDecides() {
    assertThat(CPU.judge(69)).isEmpty();
    assertThat(CPU.judge(71)).contains(MEDIUM);
    assertThat(CPU.judge(86)).contains(HIGH);
    assertThat(CPU.judge(1e9)).contains(CRITICAL);
  }

  @Test
  void whereLowIsBadTheLowestLimitPassedDecides() {
    assertThat(SUCCESS.judge(1)).isEmpty();
    assertThat(SUCCESS.judge(0.9)).contains(LOW);
    assertThat(SUCCESS.judge(0.7)).contains(HIGH);
    assertThat(SUCCESS.judge(0)).contains(CRITICAL);
  }

  @Test
  void aValueOnTheLimitIsWithinIt() {
    assertThat(CPU.judge(70)).isEmpty();
    assertThat(CPU.judge(85)).contains(MEDIUM);
    assertThat(SUCCESS.judge(0.95)).isEmpty();
    assertThat(SUCCESS.judge(Double.NaN)).isEmpty();
  }

  @Test
  void fault04ADirectionThatIsSaidIsNotGuessedFromTheName() {
    Threshold memoryLeft =
        new Threshold("system.memory.available", BELOW, Map.of(MEDIUM, 4.0, CRITICAL, 1.0));
    Threshold failures =
        new Threshold("agent.coder.success_rate.misses", ABOVE, Map.of(HIGH, 10.0));

    assertThat(memoryLeft.judge(0.5)).contains(CRITICAL);
    assertThat(memoryLeft.judge(64)).isEmpty();
    assertThat(failures.judge(11)).contains(HIGH);
    assertThat(failures.judge(1)).isEmpty();
  }

  @Test
  void fault04TheGuessOfTheOriginalIsOnlyADefault() {
    assertThat(Comparator.guessFor("system.cpu.usage")).isEqualTo(ABOVE);
    assertThat(Comparator.guessFor("api.response_time")).isEqualTo(ABOVE);
    assertThat(Comparator.guessFor("api.error_rate")).isEqualTo(ABOVE);
    assertThat(Comparator.guessFor("agent.coder.success_rate")).isEqualTo(BELOW);
    assertThat(Comparator.guessFor("agent.coder.performance_score")).isEqualTo(BELOW);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void fault05ALimitThatIsNoNumberIsRefused(double limit) {
    assertThatThrownBy(() -> new Threshold("cpu", ABOVE, Map.of(HIGH, limit)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cpu.high")
        .hasMessageContaining(Double.toString(limit));
  }

  @Test
  void fault05LimitsMustGetWorseWithTheirSeverity() {
    assertThatThrownBy(() -> new Threshold("cpu", ABOVE, Map.of(MEDIUM, 90.0, HIGH, 80.0)))
        .hasMessageContaining("higher for a worse severity")
        .hasMessageContaining("80.0 for high after 90.0");
    assertThatThrownBy(() -> new Threshold("ok", BELOW, Map.of(MEDIUM, 0.8, HIGH, 0.9)))
        .hasMessageContaining("lower for a worse severity");
    assertThatThrownBy(() -> new Threshold("cpu", ABOVE, Map.of(MEDIUM, 90.0, HIGH, 90.0)))
        .hasMessageContaining("90.0 for high after 90.0");
  }

  @Test
  void fault05AnEmptyThresholdIsRefused() {
    assertThatThrownBy(() -> new Threshold("", ABOVE, Map.of(HIGH, 1.0)))
        .hasMessageContaining("name of a metric");
    assertThatThrownBy(() -> new Threshold("cpu", ABOVE, Map.of()))
        .hasMessageContaining("at least one severity of cpu");
  }

  @Test
  void limitsAreListedFromMildToWorseAndCannotBeChanged() {
    Map<Severity, Double> limits = new EnumMap<>(Map.of(CRITICAL, 95.0, LOW, 50.0));
    Threshold threshold = new Threshold("cpu", ABOVE, limits);
    limits.put(LOW, 1.0);

    assertThat(threshold.limits().keySet()).containsExactly(LOW, CRITICAL);
    assertThat(threshold.limits()).containsEntry(LOW, 50.0);
    assertThatThrownBy(() -> threshold.limits().put(LOW, 1.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aWorseValueIsNeverJudgedMilder() {
    Property.holds(
        200,
        random -> {
          double one = random.nextDouble() * 200 - 50;
          double worse = one + random.nextDouble() * 50;
          assertThat(rank(CPU, worse)).isGreaterThanOrEqualTo(rank(CPU, one));
          assertThat(rank(SUCCESS, one / 100)).isGreaterThanOrEqualTo(rank(SUCCESS, worse / 100));
        });
  }

  @Test
  void severitiesHaveTheNamesOfTheOriginal() {
    assertThat(Stream.of(Severity.values()).map(Severity::wireName))
        .containsExactly("low", "medium", "high", "critical");
    assertThat(Severity.ofWireName("critical")).contains(CRITICAL);
    assertThat(Severity.ofWireName("fatal")).isEmpty();
  }

  private static int rank(Threshold threshold, double value) {
    return threshold
        .judge(value)
        .map(severity -> List.of(Severity.values()).indexOf(severity) + 1)
        .orElse(0);
  }
}
