package io.pitwall.engine.query;

import static io.pitwall.engine.EngineFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.engine.EngineFixture;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.TimeRange;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first screen. */
class OverviewTest {
  private final EngineFixture fixture = new EngineFixture();
  private final PerformanceEngine engine = fixture.engine;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void withoutAnythingMeasuredItSaysSo() {
    Overview overview = overview();

    assertThat(overview.verdict()).isEqualTo(Overview.Verdict.UNKNOWN);
    assertThat(overview.sentence()).startsWith("Nothing has been measured yet");
    assertThat(overview.reasons()).isEmpty();
    assertThat(overview.next()).isEmpty();
  }

  @Test
  void whenAllIsWellItSaysSo() {
    fixture.task("a", 1, true);

    assertThat(overview().verdict()).isEqualTo(Overview.Verdict.HEALTHY);
    assertThat(overview().sentence())
        .isEqualTo("Healthy: 1 agents known, 0 runs under way, no active alert");
  }

  @Test
  void anAlertDegradesAndACriticalOneIsCritical() {
    engine
        .thresholds()
        .merge(Map.of("depth", Map.of(Severity.HIGH, 10.0, Severity.CRITICAL, 20.0)), "ann", TODAY);
    fixture.gauge("depth", 15, Map.of());
    engine.runRound();
    assertThat(overview().verdict()).isEqualTo(Overview.Verdict.DEGRADED);
    assertThat(overview().sentence()).isEqualTo("Degraded: depth exceeded high threshold: 15 > 10");

    fixture.pass(5);
    fixture.gauge("depth", 25, Map.of());
    engine.runRound();
    assertThat(overview().verdict()).isEqualTo(Overview.Verdict.CRITICAL);
    assertThat(overview().alerts()).hasSize(1);
    assertThat(overview().activeAlerts()).isEqualTo(1);
  }

  @Test
  void anAgentInABadWayIsAReasonWhileItIsActive() {
    fixture.task("a", 40, false);
    fixture.task("b", 40, false);
    engine.runRound();

    Overview overview = overview();
    assertThat(overview.verdict()).isEqualTo(Overview.Verdict.DEGRADED);
    assertThat(overview.sentence())
        .isEqualTo("Degraded: 2 agents have a performance score below 0.5");
    assertThat(overview.next().orElseThrow().finding().inspection()).isEqualTo("agent-low-score");
    assertThat(overview.openRecommendations()).isEqualTo(4);
  }

  @Test
  void theWorstAlertsComeFirstAndAreListedUpToTwenty() {
    engine
        .thresholds()
        .merge(Map.of("depth", Map.of(Severity.HIGH, 10.0, Severity.CRITICAL, 20.0)), "ann", TODAY);
    for (int i = 0; i < 25; i++) {
      fixture.gauge("depth", i == 13 ? 25 : 15, Map.of("queue", "q" + i));
    }
    engine.runRound();

    Overview overview = overview();
    assertThat(overview.alerts()).hasSize(Overview.MOST_ALERTS);
    assertThat(overview.alerts().getFirst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(overview.activeAlerts()).isEqualTo(25);
    assertThat(overview.reasons()).hasSize(5);
    assertThat(overview.sentence()).endsWith(", and 4 more");
  }

  @Test
  void aCardShowsHowItIsHowItWasAndWhereItGoes() {
    fixture.clock.step(Duration.ofHours(-1));
    for (int minute = 0; minute < 60; minute++) {
      fixture.gauge("system.cpu.usage", minute < 30 ? 20 : 60, Map.of());
      fixture.pass(60);
    }

    Overview.Card cpu = card(overview(), "cpu");
    assertThat(cpu.unit()).isEqualTo("%");
    assertThat(cpu.current()).isEqualTo(60);
    assertThat(cpu.average()).isCloseTo(40, within(1.0));
    assertThat(cpu.max()).isEqualTo(60);
    assertThat(cpu.change()).isCloseTo(40, within(1e-9));
    assertThat(cpu.sparkline()).hasSize(60);
    assertThat(cpu.sparkline()[10]).isEqualTo(20);
    assertThat(cpu.sparkline()[50]).isEqualTo(60);
  }

  @Test
  void aCardWithoutValuesKnowsNothing() {
    Overview.Card disk = card(overview(), "disk");

    assertThat(disk.current()).isNaN();
    assertThat(disk.average()).isNaN();
    assertThat(disk.max()).isNaN();
    assertThat(disk.change()).isNaN();
    assertThat(disk.sparkline()).hasSize(60).containsOnly(Double.NaN);
  }

  private Overview overview() {
    return engine
        .queries()
        .overview(TimeRange.last(Duration.ofHours(1), fixture.clock.nowMicros()));
  }

  private static Overview.Card card(Overview overview, String name) {
    return overview.cards().stream()
        .filter(card -> card.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
