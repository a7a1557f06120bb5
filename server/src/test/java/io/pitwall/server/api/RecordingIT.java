package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is posted is in the store when the answer comes. */
class RecordingIT {
  private static final String METRICS = RunningPitwall.API + "/metrics";
  private static final String EXECUTIONS = RunningPitwall.API + "/agent-performance";
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start(@TempDir Path folder) {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static Series stored(String metric) {
    List<Series> series = pitwall.engine().telemetry().findSeries(SeriesQuery.named(metric));
    assertThat(series).hasSize(1);
    return series.getFirst();
  }

  private static SeriesPoints points(String metric, String from, String to) {
    TimeRange range =
        new TimeRange(
            RunningPitwall.micros(java.time.Instant.parse(from)),
            RunningPitwall.micros(java.time.Instant.parse(to)));
    return pitwall.engine().telemetry().read(List.of(stored(metric)), range, 1_000_000).getFirst();
  }

  @Test
  void aMetricIsStoredWithAllThatIsSaidOfIt() {
    Answer answer =
        pitwall.post(
            METRICS,
            """
            {"name": "one.metric", "value": 3.5, "metric_type": "gauge", "tags": {"a": "1", "b": "x"},
             "unit": "jobs", "description": "what it is"}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/recorded").asInt()).isEqualTo(1);
    Series series = stored("one.metric");
    assertThat(series.tags()).isEqualTo(Map.of("a", "1", "b", "x"));
    assertThat(series.type().wireName()).isEqualTo("gauge");
    assertThat(series.unit()).isEqualTo("jobs");
    assertThat(series.description()).isEqualTo("what it is");
    SeriesPoints points = points("one.metric", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z");
    assertThat(points.last()).containsExactly(3.5);
  }

  @Test
  void tagsUnitDescriptionAndTimeMayBeLeftOut() {
    assertThat(
            pitwall
                .post(METRICS, "{\"name\": \"bare\", \"value\": 1, \"metric_type\": \"counter\"}")
                .status())
        .isEqualTo(200);

    assertThat(stored("bare").tags()).isEmpty();
    assertThat(points("bare", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z").last())
        .containsExactly(1);
  }

  @Test
  void manyMetricsAreStoredTogetherEachAtItsOwnTime() {
    Answer answer =
        pitwall.post(
            METRICS,
            """
            {"metrics": [
              {"name": "many", "value": 1, "metric_type": "gauge", "timestamp": "2026-03-01T10:00:00Z"},
              {"name": "many", "value": 2, "metric_type": "gauge", "timestamp": "2026-03-01T12:00:01+02:00"},
              {"name": "many", "value": 3, "metric_type": "gauge", "timestamp": 1772359202000}]}
            """);

    assertThat(answer.at("/recorded").asInt()).isEqualTo(3);
    assertThat(points("many", "2026-03-01T10:00:00Z", "2026-03-01T10:00:03Z").last())
        .containsExactly(1, 2, 3);
  }

  @Test
  void oneBadMetricRefusesItsBatchAndIsNamed() {
    Answer answer =
        pitwall.post(
            METRICS,
            """
            {"metrics": [
              {"name": "good", "value": 1, "metric_type": "gauge"},
              {"name": "bad", "value": 2, "metric_type": "histgram"}]}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/errors/0/field").asString()).isEqualTo("metrics[1].metric_type");
    assertThat(answer.at("/errors/0/expected").asString())
        .isEqualTo("one of counter, gauge, histogram, timer, rate");
    assertThat(answer.at("/errors/0/got").asString()).isEqualTo("histgram");
    assertThat(pitwall.engine().telemetry().findSeries(SeriesQuery.named("good"))).isEmpty();
  }

  @Test
  void aTaskIsKeptWithAllThatIsSaidOfIt() {
    Answer answer =
        pitwall.post(
            EXECUTIONS,
            """
            {"agent_id": "r-1", "agent_type": "researcher", "execution_time": 4, "success": false,
             "memory_usage": 120.5, "cpu_usage": 33, "workflow": "report", "task": "search",
             "queue_wait": 1.5, "error_class": "RateLimitError",
             "tokens": {"input": 1000, "output": 200, "cached_input": 400, "reasoning": 50},
             "cost_usd": 0.25}
            """);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    AgentProfile agent = pitwall.engine().agents().profile("r-1").orElseThrow();
    assertThat(agent.agentType()).isEqualTo("researcher");
    assertThat(agent.taskCount()).isEqualTo(1);
    assertThat(agent.errorCount()).isEqualTo(1);
    assertThat(agent.totalSeconds()).isEqualTo(4);
    assertThat(agent.memoryMb()).isEqualTo(120.5);
    assertThat(agent.cpuPercent()).isEqualTo(33);
    WindowStats hour =
        pitwall
            .engine()
            .agents()
            .window(
                "r-1",
                io.pitwall.engine.agent.AgentProfiles.Window.HOUR,
                RunningPitwall.micros(pitwall.now()));
    assertThat(hour.tokens().input()).isEqualTo(1000);
    assertThat(hour.tokens().cachedInput()).isEqualTo(400);
    assertThat(hour.costUsd()).isEqualTo(0.25);
    assertThat(hour.queueWaitSeconds().quantile(0.95)).isCloseTo(1.5, within(0.02));
    assertThat(pitwall.engine().telemetry().agentTotals())
        .anyMatch(total -> total.agentId().equals("r-1") && total.errorCount() == 1);
  }

  @Test
  void fault14SuccessRateIsAFractionWithoutAPercentSign() {
    pitwall.post(
        EXECUTIONS,
        """
        {"executions": [
          {"agent_id": "f-1", "agent_type": "fourteen", "execution_time": 1, "success": true},
          {"agent_id": "f-1", "agent_type": "fourteen", "execution_time": 1, "success": false}]}
        """);

    Series series = stored("agent.fourteen.success_rate");
    assertThat(series.unit()).isNotEqualTo("%");
    assertThat(
            points("agent.fourteen.success_rate", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z")
                .last())
        .containsExactly(0.5);
    assertThat(
            pitwall
                .get(RunningPitwall.API + "/agents/f-1")
                .at("/agent_performance/success_rate")
                .asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void theMetricsOfTheOriginalAreRecordedWithEveryTask() {
    pitwall.post(
        EXECUTIONS,
        "{\"agent_id\": \"o-1\", \"agent_type\": \"orig\", \"execution_time\": 2, \"success\":"
            + " true}");

    assertThat(stored("agent.orig.execution_time").tags()).containsEntry("agent_id", "o-1");
    assertThat(
            points("agent.orig.performance_score", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z")
                .last()[0])
        .isCloseTo(0.4 + 0.3 * 0.8 + 0.3, within(1e-9));
  }
}
