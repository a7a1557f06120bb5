package io.pitwall.engine;

import static io.pitwall.engine.EngineFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.engine.port.AlertService;
import io.pitwall.engine.port.PerformanceHook;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.Knowledge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The services of an embedding program in place of the product's own. */
class EmbeddedEngineTest implements AlertService {
  private final Map<String, Double> state = new ConcurrentHashMap<>();
  private final List<Knowledge> memory = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Double> hooked = new CopyOnWriteArrayList<>();
  private final ManualClock clock = new ManualClock(TODAY);
  private boolean servicesFail;

  private final EngineFixture fixture =
      new EngineFixture(
          clock,
          new InMemoryTelemetryStore(clock),
          new InMemoryControlStore(),
          parts ->
              parts
                  .stateService(
                      sample -> {
                        maybeFail();
                        state.put(sample.series().name(), sample.value());
                      })
                  .memoryService(
                      knowledge -> {
                        maybeFail();
                        memory.add(knowledge);
                      })
                  .alertService(this));
  private final PerformanceEngine engine = fixture.engine;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theStateServiceIsToldTheLatestValues() {
    fixture.gauge("queue.depth", 3, Map.of());
    fixture.gauge("queue.depth", 4, Map.of());

    assertThat(state).isEqualTo(Map.of("queue.depth", 4.0));
  }

  @Test
  void theMemoryServiceIsGivenTheResultsInsteadOfTheStore() {
    fixture.task("coder-1", 40, false);
    engine.runRound();

    assertThat(memory).extracting(Knowledge::category).containsExactly("performance_optimization");
    assertThat(fixture.control.knowledge("performance_optimization", 9)).isEmpty();
  }

  @Test
  void theAlertServiceIsToldWhatFiresAndWhatIsOver() {
    engine.thresholds().merge(Map.of("queue.depth", Map.of(Severity.HIGH, 10.0)), "ann", TODAY);
    fixture.gauge("queue.depth", 11, Map.of());
    engine.runRound();
    engine.thresholds().merge(Map.of("queue.depth", Map.of()), "ann", TODAY);
    engine.runRound();

    assertThat(told).containsExactly("send high", "resolve high");
  }

  @Test
  void hooksAreCalledUntilTheyAreRemoved() {
    PerformanceHook hook = sample -> hooked.add(sample.value());
    engine.addPerformanceHook("queue.depth", hook);
    fixture.gauge("queue.depth", 3, Map.of());
    fixture.gauge("other", 9, Map.of());
    await().untilAsserted(() -> assertThat(hooked).containsExactly(3.0));

    assertThat(engine.removePerformanceHook("queue.depth", hook)).isTrue();
    assertThat(engine.removePerformanceHook("queue.depth", hook)).isFalse();
    fixture.gauge("queue.depth", 4, Map.of());
    engine.close();
    assertThat(hooked).containsExactly(3.0);
  }

  @Test
  void servicesThatFailHarmNothingAndAreCounted() {
    servicesFail = true;
    engine.addPerformanceHook(
        "queue.depth",
        sample -> {
          throw new IllegalStateException("a bug of the hook's");
        });
    engine.thresholds().merge(Map.of("queue.depth", Map.of(Severity.HIGH, 10.0)), "ann", TODAY);
    fixture.gauge("queue.depth", 11, Map.of());
    fixture.task("coder-1", 40, false);
    engine.runRound();
    engine.close();

    assertThat(engine.latest().of("queue.depth")).hasSize(1);
    assertThat(engine.alerts().active()).hasSize(1);
    assertThat(engine.recommendations().open()).hasSize(2);
    assertThat(engine.selfCounts())
        .containsEntry("hook_failures", 1L)
        .containsEntry("state_service_failures", 4L)
        .containsEntry("alert_service_failures", 1L)
        .containsEntry("memory_service_failures", 1L);
  }

  @Override
  public void sendAlert(Alert alert) {
    maybeFail();
    told.add("send " + alert.severity().wireName());
  }

  @Override
  public void resolveAlert(Alert alert) {
    maybeFail();
    told.add("resolve " + alert.severity().wireName());
  }

  private void maybeFail() {
    if (servicesFail) {
      throw new IllegalStateException("out of order");
    }
  }
}
