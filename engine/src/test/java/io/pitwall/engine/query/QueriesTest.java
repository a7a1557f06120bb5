package io.pitwall.engine.query;

import static io.pitwall.engine.EngineFixture.SECOND;
import static io.pitwall.engine.EngineFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.engine.EngineFixture;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesQuery;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Summaries and history, over stores in memory. */
class QueriesTest {
  private final EngineFixture fixture = new EngineFixture();
  private final PerformanceEngine engine = fixture.engine;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aMetricIsSummedUpOverTheRange() {
    for (double value : new double[] {10, 30, 20}) {
      fixture.gauge("system.cpu.usage", value, Map.of());
      fixture.pass(5);
    }

    MetricSummary cpu = metric("system.cpu.usage");
    assertThat(cpu.current()).isEqualTo(20);
    assertThat(cpu.average()).isEqualTo(20);
    assertThat(cpu.min()).isEqualTo(10);
    assertThat(cpu.max()).isEqualTo(30);
    assertThat(cpu.count()).isEqualTo(3);
    assertThat(cpu.p95()).isNull();
    assertThat(cpu.ratePerSecond()).isNull();
  }

  @Test
  void onlyMetricsOfTheSystemAreInTheSummary() {
    fixture.gauge("system.cpu.usage", 1, Map.of());
    fixture.gauge("queue.depth", 1, Map.of());

    assertThat(summary().systemMetrics()).containsOnlyKeys("system.cpu.usage");
  }

  @Test
  void theSeriesOfAMetricAreTakenTogether() {
    fixture.gauge("system.disk.usage", 80, Map.of("path", "/"));
    fixture.pass(5);
    fixture.gauge("system.disk.usage", 20, Map.of("path", "/data"));
    fixture.gauge("system.disk.usage", 90, Map.of("path", "/"));

    MetricSummary disk = metric("system.disk.usage");
    assertThat(disk.current()).as("the fullest of those that reported last").isEqualTo(90);
    assertThat(disk.average()).isCloseTo(190 / 3.0, within(1e-9));
    assertThat(disk.min()).isEqualTo(20);
    assertThat(disk.max()).isEqualTo(90);
    assertThat(disk.count()).isEqualTo(3);
  }

  @Test
  void fault11ACounterIsARatePerSecond() {
    counter("system.network.bytes_sent", "a", 1_000);
    counter("system.network.bytes_sent", "b", 50);
    fixture.pass(10);
    counter("system.network.bytes_sent", "a", 1_500);
    counter("system.network.bytes_sent", "b", 20);

    assertThat(metric("system.network.bytes_sent").ratePerSecond())
        .as("50 a second, and 2 a second since the restart")
        .isCloseTo(52, within(1e-9));
  }

  @Test
  void fault13ADistributionHasAPercentileOfAllItsSeries() {
    for (int i = 1; i <= 100; i++) {
      engine
          .recordMetric("latency", i, MetricType.TIMER, Map.of("host", "" + i % 2), "ms", "")
          .join();
    }

    MetricSummary latency =
        Objects.requireNonNull(
            engine
                .queries()
                .metrics(SeriesQuery.named("latency"), TimeRange.last(Duration.ofHours(1), TODAY))
                .get("latency"));
    assertThat(latency.p95()).isCloseTo(95, within(1.1));
    assertThat(latency.unit()).isEqualTo("ms");
  }

  @Test
  void agentsThatWereActiveInTheRangeAreListedWorstFirst() {
    fixture.task("old", 1, true);
    fixture.pass(7_200);
    fixture.task("good", 1, true);
    fixture.task("bad", 1, false);
    fixture.task("slow", 9, true);

    Summary all = engine.queries().summary(lastHour(), 500);
    assertThat(all.agents())
        .extracting(agent -> agent.profile().agentId())
        .containsExactly("bad", "slow", "good");
    assertThat(all.agents().getFirst().window().count()).isEqualTo(1);
    assertThat(all.agentsTotal()).isEqualTo(3);
    Summary some = engine.queries().summary(lastHour(), 1);
    assertThat(some.agents()).hasSize(1);
    assertThat(some.agentsTotal()).isEqualTo(3);
  }

  @Test
  void aLongerRangeShowsTheWindowOfADay() {
    fixture.task("a", 1, true);
    fixture.pass(7_200);
    fixture.task("a", 1, true);
    TimeRange day = TimeRange.last(Duration.ofHours(24), fixture.clock.nowMicros());

    assertThat(engine.queries().summary(lastHour(), 9).agents().getFirst().window().count())
        .isEqualTo(1);
    assertThat(engine.queries().summary(day, 9).agents().getFirst().window().count()).isEqualTo(2);
  }

  @Test
  void alertsAndAdviceAreCounted() {
    engine.thresholds().merge(Map.of("queue.depth", Map.of(Severity.HIGH, 1.0)), "ann", TODAY);
    fixture.gauge("queue.depth", 2, Map.of());
    fixture.task("a", 40, false);
    engine.runRound();

    assertThat(summary().activeAlerts()).isEqualTo(1);
    assertThat(summary().totalAlerts()).isEqualTo(1);
    assertThat(summary().openRecommendations()).isEqualTo(2);
    assertThat(engine.queries().bottlenecks("a"))
        .containsExactly("low_performance_score", "slow_execution");
    assertThat(engine.queries().bottlenecks("b")).isEmpty();
  }

  @Test
  void historyHasARowForEveryBucketWithAValue() {
    fixture.gauge("system.cpu.usage", 10, Map.of());
    fixture.pass(2);
    fixture.gauge("system.cpu.usage", 30, Map.of());
    fixture.pass(58);
    fixture.gauge("system.memory.usage", 50, Map.of());

    History history =
        engine.queries().history(new TimeRange(TODAY, TODAY + 120 * SECOND), 10 * SECOND);

    assertThat(history.startMicros()).containsExactly(TODAY, TODAY + 60 * SECOND);
    History.Column cpu = column(history, "cpu_usage");
    assertThat(cpu.mean()).containsExactly(20, Double.NaN);
    assertThat(cpu.min()).containsExactly(10, Double.NaN);
    assertThat(cpu.max()).containsExactly(30, Double.NaN);
    assertThat(cpu.last()).containsExactly(30, Double.NaN);
    assertThat(column(history, "memory_usage").mean()).containsExactly(Double.NaN, 50);
    assertThat(history.columns()).containsOnlyKeys("cpu_usage", "memory_usage");
  }

  @Test
  void ofSeveralDisksHistoryShowsTheFullest() {
    fixture.gauge("system.disk.usage", 20, Map.of("path", "/data"));
    fixture.gauge("system.disk.usage", 80, Map.of("path", "/"));

    History history = engine.queries().history(new TimeRange(TODAY, TODAY + SECOND), SECOND);

    assertThat(column(history, "disk_usage").mean()).containsExactly(80);
  }

  @Test
  void withoutValuesHistoryIsEmpty() {
    assertThat(engine.queries().history(lastHour(), SECOND).startMicros()).isEmpty();
    fixture.gauge("system.cpu.usage", 1, Map.of());
    TimeRange before = new TimeRange(TODAY - 100 * SECOND, TODAY - 50 * SECOND);
    assertThat(engine.queries().history(before, SECOND).startMicros()).isEmpty();
  }

  private void counter(String name, String host, double total) {
    engine.recordMetric(name, total, MetricType.COUNTER, Map.of("host", host), "bytes", "").join();
  }

  private Summary summary() {
    return engine.queries().summary(lastHour(), 500);
  }

  private MetricSummary metric(String name) {
    return Objects.requireNonNull(summary().systemMetrics().get(name));
  }

  private static History.Column column(History history, String name) {
    return Objects.requireNonNull(history.columns().get(name));
  }

  private TimeRange lastHour() {
    return TimeRange.last(Duration.ofHours(1), fixture.clock.nowMicros());
  }
}
