package io.pitwall.engine;

import static io.pitwall.engine.EngineFixture.SECOND;
import static io.pitwall.engine.EngineFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.RefusedException;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine as a whole, over stores in memory. */
class PerformanceEngineTest {
  private final EngineFixture fixture = new EngineFixture();
  private final PerformanceEngine engine = fixture.engine;

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource
  void metricsOfEveryTypeAreRecorded(MetricType type) {
    IntakeResult result = engine.recordMetric("m", 7, type, Map.of("a", "1"), "s", "a text").join();

    assertThat(result.storedPoints()).isEqualTo(1);
    SeriesSummary stored = summary("m").getFirst();
    assertThat(stored.current()).isEqualTo(7);
    assertThat(stored.series().type()).isEqualTo(type);
    assertThat(stored.series().unit()).isEqualTo("s");
    assertThat(stored.lastMicros()).isEqualTo(TODAY);
    assertThat(engine.latest().of("m")).hasSize(1);
  }

  @Test
  void aValueThatCannotBeTakenIsRefusedByName() {
    assertThatThrownBy(
            () -> engine.recordMetric("m", Double.NaN, MetricType.GAUGE, Map.of(), "", ""))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("metrics[0].value: expected a finite number");
  }

  @Test
  void fault14AnExecutionIsRecordedWithTheMetricsOfTheOriginal() {
    fixture.task("coder-1", 2, true);
    fixture.task("coder-1", 4, false);

    assertThat(summary("agent.coder.execution_time").getFirst().average()).isEqualTo(3);
    assertThat(summary("agent.coder.execution_time").getFirst().histogram().count()).isEqualTo(2);
    SeriesSummary rate = summary("agent.coder.success_rate").getFirst();
    assertThat(rate.current()).as("a fraction").isEqualTo(0.5);
    assertThat(rate.first()).isEqualTo(1);
    assertThat(rate.series().unit()).isEmpty();
    assertThat(rate.series().tags()).containsExactly(Map.entry("agent_id", "coder-1"));
    AgentProfile profile = engine.agents().profile("coder-1").orElseThrow();
    assertThat(summary("agent.coder.performance_score").getFirst().current())
        .isEqualTo(profile.score().score());
    assertThat(profile.taskCount()).isEqualTo(2);
    assertThat(profile.memoryMb()).isEqualTo(100);
  }

  @Test
  void aMetricOfAnotherTypeDoesNotKeepExecutionsOut() {
    fixture.gauge("agent.coder.execution_time", 1, Map.of("agent_id", "coder-1"));
    fixture.gauge("agent.coder.success_rate", 1, Map.of("agent_id", "coder-1"));
    fixture.task("coder-1", 2, true);

    assertThat(engine.agents().profile("coder-1").orElseThrow().taskCount()).isEqualTo(1);
    assertThat(engine.intake().refusals().byReason())
        .isEqualTo(Map.of("derived_type_conflict", 1L));
  }

  @Test
  void aRoundJudgesThresholds() {
    engine.thresholds().merge(Map.of("queue.depth", Map.of(Severity.HIGH, 10.0)), "ann", TODAY);
    fixture.gauge("queue.depth", 11, Map.of("queue", "a"));
    fixture.gauge("queue.depth", 9, Map.of("queue", "b"));
    engine.runRound();

    assertThat(engine.alerts().active())
        .extracting(alert -> alert.tags().get("queue"))
        .containsExactly("a");
    assertThat(fixture.control.alerts()).hasSize(1);
    fixture.pass(5);
    fixture.gauge("queue.depth", 5, Map.of("queue", "a"));
    engine.runRound();
    fixture.pass(10);
    fixture.gauge("queue.depth", 5, Map.of("queue", "a"));
    engine.runRound();
    assertThat(engine.alerts().all()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
  }

  @Test
  void fault08ARoundGivesAdviceOnce() {
    fixture.task("coder-1", 40, false);
    for (int i = 0; i < 3; i++) {
      engine.runRound();
      fixture.pass(5);
    }

    assertThat(engine.recommendations().open())
        .extracting(advice -> advice.finding().inspection())
        .containsExactlyInAnyOrder("agent-low-score", "agent-slow-execution");
    assertThat(fixture.control.recommendations()).hasSize(2);
    assertThat(fixture.control.knowledge("performance_optimization", 9)).hasSize(1);
  }

  @Test
  void fault06WorkflowsThatFailAreReported() {
    for (int i = 1; i <= 10; i++) {
      fixture.span(i, 1, 0, i <= 3 ? SpanStatus.ERROR : SpanStatus.OK, "gen_ai.workflow.name", "w");
    }
    engine.runRound();
    assertThat(engine.runs().running()).isEqualTo(10);
    fixture.pass(31);
    engine.runRound();

    assertThat(engine.runs().running()).isZero();
    assertThat(fixture.telemetry.runs(RunQuery.newest(99)).total()).isEqualTo(10);
    assertThat(engine.recommendations().open())
        .extracting(advice -> advice.finding().scope().workflow())
        .containsExactly("w");
  }

  @Test
  void aRoundTellsThatItIsOver() {
    List<EngineEvent> events = new ArrayList<>();
    engine.events().subscribe(events::add);
    engine.runRound();

    assertThat(events).containsExactly(new EngineEvent.RoundEnded(TODAY));
  }

  @Test
  void aTypeOfAgentIsScoredByItsOwnSettingsAndTheChangeIsAudited() {
    fixture.task("coder-1", 30, true);
    ScoreSettings patient = new ScoreSettings(0.4, 0.3, 0.3, 300, 1000, 100);
    engine.setScoreSettings("coder", patient, "ann");

    assertThat(engine.scoreSettings("coder")).isEqualTo(patient);
    assertThat(engine.agents().profile("coder-1").orElseThrow().score().speed()).isEqualTo(0.9);
    assertThat(fixture.control.auditLog(1).getFirst().after())
        .isEqualTo(
            "{\"success_weight\":0.4,\"speed_weight\":0.3,\"resource_weight\":0.3,"
                + "\"baseline_seconds\":300.0,\"baseline_memory_mb\":1000.0,"
                + "\"baseline_cpu_percent\":100.0}");
    assertThat(engine.scoreSettings("other")).isEqualTo(ScoreSettings.DEFAULT);
  }

  @Test
  void aMetricDatedAheadDoesNotKeepAnAlertAlive() {
    engine.thresholds().merge(Map.of("temperature", Map.of(Severity.HIGH, 10.0)), "ann", TODAY);
    fixture.clock.step(Duration.ofHours(20));
    long ahead = fixture.clock.nowMicros();
    fixture.clock.step(Duration.ofHours(-20));
    engine
        .intake()
        .accept(
            RawBatch.ofMetrics(
                List.of(
                    RawNumber.of(
                        new RawSeries("temperature", Attributes.EMPTY, MetricType.GAUGE, "", ""),
                        ahead,
                        99)),
                List.of()))
        .join();
    engine.runRound();
    assertThat(engine.alerts().active()).hasSize(1);

    fixture.pass(5);
    fixture.gauge("temperature", 1, Map.of());
    engine.runRound();
    fixture.pass(10);
    engine.runRound();
    assertThat(engine.alerts().active()).isEmpty();
  }

  @Test
  void aClosedEngineHearsNothingMoreAndLeavesTheStoresOpen() {
    fixture.task("coder-1", 1, true);
    engine.close();
    try (EngineFixture next =
        new EngineFixture(fixture.clock, fixture.telemetry, fixture.control, parts -> parts)) {
      next.task("coder-1", 1, true);

      assertThat(next.engine.agents().profile("coder-1").orElseThrow().taskCount()).isEqualTo(2);
      assertThat(engine.agents().profile("coder-1").orElseThrow().taskCount()).isEqualTo(1);
    }
  }

  @Test
  void closingMakesIdleRunsFinal() {
    fixture.span(1, 1, 0, SpanStatus.OK);
    fixture.pass(31);
    engine.close();

    assertThat(fixture.telemetry.run(new TraceId(1, 1))).map(Run::spanCount).contains(1);
  }

  @Test
  void fault20ARestartRestoresEverything() {
    engine.thresholds().merge(Map.of("queue.depth", Map.of(Severity.HIGH, 10.0)), "ann", TODAY);
    engine.setScoreSettings("coder", new ScoreSettings(0.5, 0.5, 0, 10, 1, 1), "ann");
    fixture.gauge("queue.depth", 11, Map.of());
    fixture.task("coder-1", 40, false);
    fixture.span(1, 1, 0, SpanStatus.OK);
    engine.runRound();
    Summary before = Summary.of(engine);
    engine.close();

    try (EngineFixture next =
        new EngineFixture(fixture.clock, fixture.telemetry, fixture.control, parts -> parts)) {
      assertThat(Summary.of(next.engine)).isEqualTo(before);
      assertThat(
              next.engine
                  .agents()
                  .window("coder-1", AgentProfiles.Window.HOUR, next.clock.nowMicros())
                  .count())
          .isEqualTo(1);
      assertThat(next.engine.runs().running()).isEqualTo(1);
      assertThat(next.engine.scoreSettings("coder").baselineMemoryMb()).isEqualTo(1);
      next.engine.runRound();
      assertThat(Summary.of(next.engine)).as("nothing begins anew").isEqualTo(before);
    }
  }

  @Test
  void itsCountsStartAtZero() {
    assertThat(engine.selfCounts()).containsKey("store_upkeep_failures");
    assertThat(engine.selfCounts().values()).allMatch(count -> count == 0);
  }

  private List<SeriesSummary> summary(String metric) {
    return fixture.telemetry.summarize(
        SeriesQuery.named(metric), new TimeRange(TODAY - SECOND, TODAY + 3_600 * SECOND));
  }

  /** What must be the same after a restart. */
  private record Summary(
      List<AgentProfile> agents, List<Alert> alerts, List<String> advice, List<String> thresholds) {

    static Summary of(PerformanceEngine engine) {
      return new Summary(
          engine.agents().all(),
          engine.alerts().all(),
          engine.recommendations().all().stream().map(PerformanceEngineTest::sentence).toList(),
          engine.thresholds().all().stream().map(Object::toString).toList());
    }
  }

  private static String sentence(Recommendation advice) {
    return advice.id() + " " + advice.state() + " " + advice.firstSeenMicros();
  }
}
