package io.pitwall.engine;

import static io.pitwall.engine.EngineFixture.SETTINGS;
import static io.pitwall.engine.EngineFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.SeriesQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done every few seconds, and by itself once the engine is started. */
class RoundTest {
  private final ManualClock clock = new ManualClock(TODAY);
  private final InMemoryTelemetryStore telemetry = new InMemoryTelemetryStore(clock);
  private final InMemoryControlStore control = new InMemoryControlStore();

  @Test
  void aStepThatFailsIsCountedAndTheOthersGoOn() {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (EngineFixture fixture = new EngineFixture(clock, telemetry, control, parts -> parts)) {
      PerformanceEngine engine = fixture.engine;
      engine.events().subscribe(events::add);
      engine.thresholds().merge(Map.of("depth", Map.of(Severity.HIGH, 1.0)), "ann", TODAY);
      fixture.gauge("depth", 2, Map.of());
      fixture.task("a", 40, false);
      control.setBroken(true);
      engine.runRound();

      assertThat(engine.selfCounts()).containsEntry("round_failures", 2L);
      assertThat(events).contains(new EngineEvent.RoundEnded(TODAY));
      control.setBroken(false);
      engine.runRound();
      assertThat(control.alerts()).hasSize(1);
      assertThat(control.recommendations()).hasSize(2);
      assertThat(engine.selfCounts()).containsEntry("round_failures", 2L);
    }
  }

  @Test
  @Timeout(60)
  void fault18AStoreThatRefusesDoesNotEndTheRounds() {
    InMemoryTelemetryStore store = new InMemoryTelemetryStore(Clock.system());
    try (PerformanceEngine engine =
        PerformanceEngine.builder(store, control).settings(watching()).build()) {
      store.setFull(true);
      engine.start();
      await()
          .untilAsserted(() -> assertThat(engine.selfCounts().get("round_failures")).isPositive());
      store.setFull(false);

      await()
          .untilAsserted(
              () ->
                  assertThat(store.findSeries(SeriesQuery.named("system.memory.usage")))
                      .isNotEmpty());
    }
  }

  @Test
  @Timeout(60)
  void fault06OnceStartedItLooksAtTheMachineByItself() {
    InMemoryTelemetryStore store = new InMemoryTelemetryStore(Clock.system());
    try (PerformanceEngine engine =
        PerformanceEngine.builder(store, control).settings(watching()).build()) {
      assertThat(engine.snapshot()).isEmpty();
      engine.start();
      engine.start();

      await().untilAsserted(() -> assertThat(engine.selfCounts().get("rounds")).isPositive());
      assertThat(engine.snapshot()).isPresent();
      assertThat(engine.latest().of("system.memory.usage")).hasSize(1);
      await().untilAsserted(() -> assertThat(engine.latest().of("system.cpu.usage")).hasSize(1));
    }
  }

  @Test
  void aMachineThatIsNotWatchedHasNoSnapshot() {
    try (EngineFixture fixture = new EngineFixture(clock, telemetry, control, parts -> parts)) {
      fixture.engine.runRound();

      assertThat(fixture.engine.snapshot()).isEmpty();
      assertThat(telemetry.stats().series()).isZero();
    }
  }

  private static EngineSettings watching() {
    return new EngineSettings(
        Duration.ofMillis(100),
        Duration.ofMillis(100),
        SETTINGS.persistence(),
        SETTINGS.runIdle(),
        SETTINGS.activeWithin(),
        SETTINGS.foldEvery(),
        SETTINGS.expireEvery(),
        SETTINGS.retention(),
        SETTINGS.limits(),
        SETTINGS.alerts(),
        true,
        SETTINGS.dataFolder());
  }
}
