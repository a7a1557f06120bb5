package io.pitwall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on a real data folder knows after a restart what it knew before. */
class RestartIT {
  @TempDir Path folder;

  @Test
  void fault01AndFault20EverythingIsThereAfterARestart() {
    ManualClock clock = new ManualClock(EngineFixture.TODAY);
    List<AgentProfile> profiles;
    List<Alert> alerts;
    List<String> advice;
    try (DuckDbStores stores = DuckDbStores.open(settings(), clock);
        EngineFixture before = engine(stores, clock)) {
      before.task("coder-1", 40, false);
      before.task("coder-1", 44, true);
      before.pass(60);
      before.gauge("system.cpu.usage", 99, Map.of());
      before.span(1, 1, 0, SpanStatus.OK, "gen_ai.workflow.name", "billing");
      before.engine.runRound();
      before.pass(60);
      before.engine.runRound();
      before.span(
          2,
          1,
          0,
          SpanStatus.ERROR,
          "gen_ai.operation.name",
          "invoke_agent",
          "gen_ai.agent.name",
          "planner");
      before.engine.runRound();
      profiles = sorted(before.engine);
      alerts = before.engine.alerts().all();
      advice = ids(before.engine);
    }

    try (DuckDbStores stores = DuckDbStores.open(settings(), clock);
        EngineFixture after = engine(stores, clock)) {
      assertThat(sorted(after.engine)).isEqualTo(profiles);
      assertThat(after.engine.alerts().all()).isEqualTo(alerts);
      assertThat(alerts).extracting(Alert::state).containsExactly(AlertState.FIRING);
      assertThat(ids(after.engine)).isEqualTo(advice).isNotEmpty();
      assertThat(
              after
                  .engine
                  .agents()
                  .window("coder-1", AgentProfiles.Window.HOUR, clock.nowMicros())
                  .seconds()
                  .max())
          .isEqualTo(44);
      assertThat(after.engine.runs().run(new TraceId(1, 1))).map(Run::workflow).contains("billing");
      assertThat(after.engine.runs().run(new TraceId(1, 2)))
          .map(Run::state)
          .contains(RunState.RUNNING);
      assertThat(after.control.knowledge("performance_optimization", 9))
          .extracting(Knowledge::category)
          .isNotEmpty();
      after.pass(60);
      after.engine.runRound();
      assertThat(after.engine.runs().run(new TraceId(1, 2)))
          .map(Run::state)
          .contains(RunState.FINAL);
    }
  }

  private static List<AgentProfile> sorted(PerformanceEngine engine) {
    return engine.agents().all().stream().sorted(AgentProfiles.worstFirst()).toList();
  }

  private static List<String> ids(PerformanceEngine engine) {
    return engine.recommendations().all().stream().map(one -> one.id() + one.state()).toList();
  }

  private static EngineFixture engine(DuckDbStores stores, ManualClock clock) {
    return new EngineFixture(clock, stores.telemetry(), stores.control(), parts -> parts);
  }

  private DuckDbSettings settings() {
    return DuckDbSettings.in(folder);
  }
}
