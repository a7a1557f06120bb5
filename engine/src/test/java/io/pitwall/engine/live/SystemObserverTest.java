package io.pitwall.engine.live;

import static io.pitwall.engine.live.LiveFixture.MINUTE;
import static io.pitwall.engine.live.LiveFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.system.SystemCollector;
import io.pitwall.engine.system.SystemSettings;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.system.SystemSnapshot;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a look at this machine says beside the machine's own figures. */
class SystemObserverTest {
  private final RecentActivity activity = new RecentActivity();
  private final LatestValues latest = new LatestValues();
  private final SystemObserver observer =
      new SystemObserver(
          SystemCollector.ofThisMachine(SystemSettings.of(Path.of("."))), activity, latest);

  @Test
  void fault07QueuesAreThoseThatWereReportedLatelyAndOurOwn() {
    depth("queue.depth", Map.of("queue", "inbox"), TODAY, 3);
    depth("queue.depth", Map.of("queue", "inbox", "host", "b"), TODAY, 4);
    depth("agent.queue.depth", Map.of("agent_type", "coder"), TODAY, 5.6);
    depth("queue.size", Map.of(), TODAY, 1);
    depth("queue.size", Map.of("zone", "z"), TODAY, 2);
    depth("queue.depth", Map.of("queue", "old"), TODAY - 2 * MINUTE, 9);

    SystemSnapshot snapshot = observer.look(TODAY, 1, 7, 8, 11).snapshot();

    assertThat(snapshot.queueSizes())
        .isEqualTo(
            Map.of(
                "inbox", 7L, "coder", 6L, "queue.size", 1L, "{zone=z}", 2L, "pitwall.ingest", 11L));
  }

  @Test
  void fault07WhatGoesOnIsInTheSnapshotAndInItsMetrics() {
    activity.served("GET /a", TODAY, 250_000_000, false);

    SystemObserver.Look look = observer.look(TODAY, 1, 7, 8, 11);

    assertThat(look.snapshot().timeMicros()).isEqualTo(TODAY);
    assertThat(look.snapshot().activeAgents()).isEqualTo(7);
    assertThat(look.snapshot().activeWorkflows()).isEqualTo(8);
    assertThat(look.snapshot().responseTimes()).isEqualTo(Map.of("GET /a", 0.25));
    assertThat(value(look, "pitwall.agents.active")).isEqualTo(7);
    assertThat(value(look, "pitwall.workflows.active")).isEqualTo(8);
    assertThat(value(look, "pitwall.queue.size")).isEqualTo(11);
    assertThat(look.metrics())
        .noneMatch(metric -> metric.series().name().equals("pitwall.error_rate"));
  }

  @Test
  void everyMetricIsFiniteAndItsSeriesIsNamedOnce() {
    SystemObserver.Look first = observer.look(TODAY, 1, 0, 0, 0);
    SystemObserver.Look second = observer.look(TODAY + MINUTE, 60_000_000_001L, 0, 0, 0);

    assertThat(second.metrics()).isNotEmpty().allMatch(m -> Double.isFinite(m.value()));
    assertThat(series(second, "system.memory.usage"))
        .isSameAs(series(first, "system.memory.usage"));
  }

  private void depth(String metric, Map<String, String> tags, long timeMicros, double value) {
    latest.update(new Sample(Series.of(metric, tags, MetricType.GAUGE, "", ""), timeMicros, value));
  }

  private static double value(SystemObserver.Look look, String metric) {
    return number(look, metric).value();
  }

  private static Object series(SystemObserver.Look look, String metric) {
    return number(look, metric).series();
  }

  private static RawNumber number(SystemObserver.Look look, String metric) {
    return look.metrics().stream()
        .filter(number -> number.series().name().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
