package io.pitwall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.port.AlertService;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine inside a program that brings its own state, memory and alert services, and a hook. */
class EmbeddedEngineIT {
  private static final long NOON = 1_795_348_800_000_000L;

  private final List<Sample> states = new CopyOnWriteArrayList<>();
  private final List<Sample> heard = new CopyOnWriteArrayList<>();
  private final List<Knowledge> learned = new ArrayList<>();
  private final List<Alert> raised = new ArrayList<>();
  private final List<Alert> resolved = new ArrayList<>();
  private final ManualClock clock = new ManualClock(NOON);

  @Test
  void aPlainProgramUsesTheEngineWithItsOwnServices(@TempDir Path folder) {
    // tag::embedding[]
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .clock(clock) // leave it out to use the machine's
                .settings(EngineSettings.DEFAULT.withoutSystem())
                .stateService(states::add)
                .memoryService(learned::add)
                .alertService(new OwnAlerts())
                .build()) {
      engine.addPerformanceHook("queue.depth", heard::add);
      engine.thresholds().merge(Map.of("queue.depth", Map.of(Severity.HIGH, 10.0)), "me", NOON);
      engine.recordMetric("queue.depth", 12, MetricType.GAUGE, Map.of(), "", "").join();
      engine.recordAgentPerformance(List.of(failed("planner-1"))).join();
      engine.runRound(); // or engine.start(), and it looks every five seconds by itself
      // end::embedding[]
      clock.advance(Duration.ofSeconds(11));
      engine.runRound();
      assertThat(learned).as("evidence of two rounds is no advice yet").isEmpty();
      clock.advance(Duration.ofSeconds(9));
      engine.runRound();

      await()
          .untilAsserted(() -> assertThat(heard).extracting(Sample::value).containsExactly(12.0));
      assertThat(states)
          .extracting(sample -> sample.series().name())
          .contains("queue.depth", "agent.planner.execution_time");
      assertThat(learned).isNotEmpty();
      assertThat(raised).extracting(Alert::metric).containsExactly("queue.depth");
      engine.recordMetric("queue.depth", 1, MetricType.GAUGE, Map.of(), "", "").join();
      for (int i = 0; i < 5; i++) {
        clock.advance(Duration.ofSeconds(5));
        engine.runRound();
      }
      assertThat(resolved).extracting(Alert::metric).containsExactly("queue.depth");
    }
    assertEverythingIsBack(folder);
  }

  /** A second program over the same folder knows what the first one learned. */
  private void assertEverythingIsBack(Path folder) {
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .clock(clock)
                .settings(EngineSettings.DEFAULT.withoutSystem())
                .build()) {
      assertThat(engine.agents().profile("planner-1"))
          .hasValueSatisfying(
              agent -> {
                assertThat(agent.taskCount()).isEqualTo(1);
                assertThat(agent.errorCount()).isEqualTo(1);
                assertThat(agent.memoryMb()).isEqualTo(700);
              });
      assertThat(
              engine
                  .agents()
                  .window("planner-1", AgentProfiles.Window.HOUR, clock.nowMicros())
                  .count())
          .isEqualTo(1);
      assertThat(engine.thresholds().all())
          .anySatisfy(threshold -> assertThat(threshold.metric()).isEqualTo("queue.depth"));
      assertThat(engine.alerts().all())
          .singleElement()
          .satisfies(alert -> assertThat(alert.history()).hasSize(2));
      assertThat(engine.recommendations().open())
          .extracting(advice -> advice.finding().issue())
          .contains("low_performance_score", "high_memory_usage", "slow_execution");
    }
  }

  private static TaskExecution failed(String agentId) {
    return new TaskExecution(
        agentId,
        "planner",
        NOON,
        Duration.ofSeconds(42).toNanos(),
        false,
        700,
        90,
        -1,
        "invoices",
        "plan",
        "timeout",
        null,
        null);
  }

  private final class OwnAlerts implements AlertService {
    @Override
    public void sendAlert(Alert alert) {
      raised.add(alert);
    }

    @Override
    public void resolveAlert(Alert alert) {
      resolved.add(alert);
    }
  }
}
