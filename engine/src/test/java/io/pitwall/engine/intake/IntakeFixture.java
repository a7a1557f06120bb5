package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.TODAY_MICROS;

import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Tokens;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An intake over a store in memory, today. */
final class IntakeFixture {
  static final long SECOND = 1_000_000;
  static final long YEARS_11 = 11 * 366 * 86_400 * SECOND;

  final ManualClock clock = new ManualClock(TODAY_MICROS);
  final InMemoryTelemetryStore store = new InMemoryTelemetryStore(clock);
  final Intake intake;

  IntakeFixture() {
    this(IntakeLimits.DEFAULT);
  }

  IntakeFixture(IntakeLimits limits) {
    intake = new Intake(store, clock, limits);
  }

  /** Limits with room for a few of everything. */
  static IntakeLimits small(int seriesPerMetric, int series, int agents) {
    return new IntakeLimits(
        40,
        9,
        99,
        9,
        99,
        seriesPerMetric,
        series,
        agents,
        Duration.ofDays(3653),
        Duration.ofDays(1),
        false);
  }

  IntakeResult accept(RawNumber... numbers) {
    return intake.accept(RawBatch.ofMetrics(List.of(numbers), List.of())).join();
  }

  IntakeResult accept(RawHistogram... histograms) {
    return intake.accept(RawBatch.ofMetrics(List.of(), List.of(histograms))).join();
  }

  IntakeResult accept(RawSpan... spans) {
    return intake.accept(RawBatch.ofSpans(List.of(spans))).join();
  }

  IntakeResult accept(TaskExecution... executions) {
    return intake.accept(RawBatch.ofExecutions(List.of(executions))).join();
  }

  /** All that was stored of a metric, whenever. */
  List<SeriesSummary> stored(String metric) {
    return store.summarize(
        SeriesQuery.named(metric), new TimeRange(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2));
  }

  static RawNumber gauge(String name, double value) {
    return gauge(name, TODAY_MICROS, value);
  }

  static RawNumber gauge(String name, long timeMicros, double value) {
    return RawNumber.of(series(name, MetricType.GAUGE), timeMicros, value);
  }

  static RawSeries series(String name, MetricType type, Object... tags) {
    return new RawSeries(name, Attributes.of(tags), type, "", "");
  }

  static ExpHistogram histogram(double... values) {
    ExpHistogramBuilder builder = new ExpHistogramBuilder();
    for (double value : values) {
      builder.record(value);
    }
    return builder.build();
  }

  static TaskExecution task(String agentId) {
    return task(agentId, TODAY_MICROS, 1_000_000_000L, 1, null, null);
  }

  static TaskExecution task(
      String agentId,
      long endMicros,
      long durationNanos,
      double memoryMb,
      @Nullable Tokens tokens,
      @Nullable Double costUsd) {
    return new TaskExecution(
        agentId,
        "coder",
        endMicros,
        durationNanos,
        true,
        memoryMb,
        Double.NaN,
        -1,
        null,
        null,
        null,
        tokens,
        costUsd);
  }
}
