package io.pitwall.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.EngineFixture;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.TimeRange;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that compare with the past, on an engine with a store. */
class BaselineRulesTest {
  private final EngineFixture fixture = new EngineFixture();

  @AfterEach
  void close() {
    fixture.engine.close();
  }

  private void rule(String id, AlertCondition condition) {
    fixture
        .engine
        .alertRules()
        .save(made(id, condition), "", "{}", "ann", fixture.clock.nowMicros());
  }

  private static AlertRule made(String id, AlertCondition condition) {
    return new AlertRule(
        id,
        condition,
        Duration.ZERO,
        Duration.ZERO,
        AlertRule.NoData.IGNORE,
        new TreeMap<>(),
        AlertRule.Annotations.NONE,
        AlertRule.Source.API,
        true);
  }

  private Alert only(String rule) {
    return fixture.engine.alerts().active().stream()
        .filter(alert -> alert.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  /** What is usual is read for two rules in a look. */
  private void looks() {
    for (int i = 0; i < 10; i++) {
      fixture.engine.look();
    }
  }

  private boolean fires(String rule) {
    return fixture.engine.alerts().active().stream().anyMatch(one -> one.rule().equals(rule));
  }

  @Test
  void aValueIsComparedWithTheSameHourOfEarlierDays() {
    for (int day = 0; day < 4; day++) {
      for (int hour = 0; hour < 24; hour++) {
        for (int i = 0; i < 12; i++) {
          // Busy at the hour of the start of each day, quiet else.
          fixture.gauge("load", hour == 0 ? 100 + i : 10, Map.of());
          fixture.pass(300);
        }
      }
    }
    rule(
        "load-up",
        new AlertCondition.Change(
            Selection.each("load"),
            true,
            Map.of(Severity.MEDIUM, 2.0, Severity.HIGH, 4.0),
            5,
            7,
            Duration.ofHours(2)));
    fixture.gauge("load", 150, Map.of());
    looks();
    assertThat(fires("load-up")).as("150 is not much at this hour").isFalse();

    fixture.pass(2 * 3_600);
    fixture.gauge("load", 30, Map.of());
    looks();

    assertThat(only("load-up").severity()).isEqualTo(Severity.MEDIUM);
    assertThat(only("load-up").message()).contains("usually 10", "days before");
  }

  @Test
  void anErrorBudgetThatBurnsTooFastIsTold() {
    rule(
        "slo",
        new AlertCondition.BurnRate(
            Selection.each("agent_type.error_rate"), 0.99, AlertCondition.BurnRate.STANDARD));
    for (int i = 0; i < 120; i++) {
      fixture.task("a-" + i % 3, 1, true);
      fixture.pass(60);
    }
    fixture.engine.look();
    assertThat(fires("slo")).isFalse();
    for (int i = 0; i < 60; i++) {
      fixture.task("a-" + i % 3, 1, i % 4 != 0);
      fixture.pass(60);
    }
    fixture.engine.look();

    assertThat(only("slo").severity()).isEqualTo(Severity.CRITICAL);
    assertThat(only("slo").tags()).isEqualTo(Map.of("agent_type", "coder"));
    assertThat(only("slo").value()).isBetween(14.4, 30.0);
  }

  @Test
  void aBacktestOfAnAggregateSaysWhenItWouldHaveFired() {
    for (int i = 0; i < 240; i++) {
      fixture.task("a", i >= 100 && i < 130 ? 50 : 1, true);
      fixture.pass(60);
    }
    AlertRule draft =
        made(
            "draft",
            new AlertCondition.Threshold(
                Selection.each("agent.p95_seconds").over(Duration.ofMinutes(5), 0),
                Comparator.ABOVE,
                Map.of(Severity.HIGH, 20.0),
                null));

    Backtest.Result result =
        fixture
            .engine
            .backtest()
            .run(draft, TimeRange.last(Duration.ofHours(5), fixture.clock.nowMicros()));

    assertThat(result.fired()).isEqualTo(1);
    assertThat(result.firingMicros() / 60e6).isBetween(25.0, 40.0);
    assertThat(result.intervals().getFirst().extreme()).isBetween(49.0, 51.0);
    assertThat(result.suggestedLimit()).isGreaterThan(50);
    assertThat(result.firedAtSuggestion()).isZero();
  }

  @Test
  void theWindowOfAnAlertOutlivesARestart() {
    rule(
        "errors",
        new AlertCondition.Threshold(
            Selection.each("agent_type.error_rate").over(Duration.ofMinutes(10), 5),
            Comparator.ABOVE,
            Map.of(Severity.HIGH, 0.3),
            null));
    for (int i = 0; i < 10; i++) {
      fixture.task("a", 1, i % 2 == 0);
    }
    fixture.engine.look();
    assertThat(fires("errors")).isTrue();
    fixture.engine.close();

    EngineFixture after =
        new EngineFixture(fixture.clock, fixture.telemetry, fixture.control, parts -> parts);
    after.engine.look();
    after.pass(5);
    after.engine.look();

    assertThat(after.engine.alerts().active())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.rule()).isEqualTo("errors");
              assertThat(alert.revision()).isEqualTo(1);
              assertThat(alert.value()).isEqualTo(0.5);
            });
    after.engine.close();
  }
}
