package io.pitwall.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertRuleTest {
  private static final Selection CPU = Selection.each("cpu");

  private static AlertCondition.Threshold limits(
      Comparator comparator, Map<Severity, Double> limits, @Nullable Double clear) {
    return new AlertCondition.Threshold(CPU, comparator, limits, clear);
  }

  @Test
  void aClearValueLiesOnTheGoodSideOfEveryLimit() {
    Map<Severity, Double> up = Map.of(Severity.MEDIUM, 70.0, Severity.CRITICAL, 95.0);
    assertThat(limits(Comparator.ABOVE, up, 60.0).clear()).isEqualTo(60);
    assertThat(limits(Comparator.ABOVE, up, null).clear()).isNull();
    assertThatThrownBy(() -> limits(Comparator.ABOVE, up, 80.0)).hasMessageContaining("good side");
    assertThatThrownBy(() -> limits(Comparator.BELOW, Map.of(Severity.LOW, 0.9), 0.8))
        .hasMessageContaining("good side");
  }

  @Test
  void whereEqualityDecidesThereIsOneLimit() {
    assertThat(limits(Comparator.EQUAL, Map.of(Severity.HIGH, 0.0), null).limits()).hasSize(1);
    assertThatThrownBy(
            () -> limits(Comparator.NOT_EQUAL, Map.of(Severity.LOW, 1.0, Severity.HIGH, 2.0), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aValueThatIsNoNumberIsNeverBad() {
    for (Comparator comparator : Comparator.values()) {
      assertThat(comparator.isBeyond(Double.NaN, 1)).as(comparator.name()).isFalse();
      assertThat(Comparator.ofSymbol(comparator.symbol())).contains(comparator);
    }
  }

  @Test
  void wrongConditionsAreRefused() {
    Map<Severity, Double> factors = Map.of(Severity.HIGH, 2.0);
    assertThatThrownBy(
            () ->
                new AlertCondition.Change(
                    CPU, true, Map.of(Severity.LOW, 0.5), 0, 7, Duration.ZERO))
        .hasMessageContaining("factors above 1");
    assertThatThrownBy(
            () -> new AlertCondition.Change(CPU, true, factors, Double.NaN, 7, Duration.ZERO))
        .hasMessageContaining("smallest difference");
    assertThatThrownBy(() -> new AlertCondition.BurnRate(CPU, 1, AlertCondition.BurnRate.STANDARD))
        .hasMessageContaining("objective");
    assertThatThrownBy(
            () ->
                new AlertCondition.Absence(
                    CPU, Map.of(Severity.LOW, Duration.ofDays(2)), Duration.ofDays(1)))
        .hasMessageContaining("silence");
    assertThatThrownBy(() -> new AlertCondition.StuckRun(CPU, factors, Duration.ZERO))
        .hasMessageContaining("age above 0");
    assertThatThrownBy(
            () ->
                new Selection(
                    "cpu", List.of(), Selection.Aggregate.EACH, List.of("a"), Duration.ZERO, 0))
        .hasMessageContaining("aggregate");
  }

  @Test
  void theCauseIsTheNarrowestThingThatTagsTellOf() {
    assertThat(Cause.of("x", Map.of("agent_id", "a", "workflow", "w")).key()).isEqualTo("agent:a");
    assertThat(Cause.of("x", Map.of("workflow", "w", "host", "h")).key()).isEqualTo("workflow:w");
    assertThat(Cause.of("x", Map.of("host", "h", "service", "s")).key()).isEqualTo("host:h");
    assertThat(Cause.of("system.cpu.usage", Map.of()).key()).isEqualTo("host:");
    assertThat(Cause.of("queue.depth", Map.of()).key()).isEqualTo("other:queue.depth");
  }

  @Test
  void aSilenceHoldsFromItsStartToItsEnd() {
    Silence silence =
        new Silence("s", List.of(TagMatcher.equal("team", "shop")), 10, 20, "ann", 5, "deploy");

    assertThat(silence.isActive(9)).isFalse();
    assertThat(silence.isActive(10)).isTrue();
    assertThat(silence.isActive(20)).isFalse();
    assertThat(silence.matches(new TreeMap<>(Map.of("team", "shop", "x", "y")))).isTrue();
    assertThat(silence.endedAt(15).isActive(16)).isFalse();
    assertThat(silence.endedAt(1).endsAtMicros()).isEqualTo(10);
    assertThat(silence.endedAt(99).endsAtMicros()).isEqualTo(20);
    assertThatThrownBy(() -> new Silence("s", List.of(), 1, 2, "ann", 1, ""))
        .hasMessageContaining("matcher");
  }
}
