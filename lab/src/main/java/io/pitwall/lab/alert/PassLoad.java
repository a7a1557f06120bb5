package io.pitwall.lab.alert;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.alert.AlertPolicy;
import io.pitwall.engine.alert.Backtest;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many rules over many series: twenty metrics share the series, each rule chooses among those of
 * one metric by a tag, one in ten puts them together, and one in a hundred values is beyond its
 * limit.
 */
public final class PassLoad implements AutoCloseable {
  private static final long START = 1_793_577_600_000_000L;
  private static final int METRICS = 20;

  private final ManualClock clock = new ManualClock(START);
  private final Path folder;
  private final DuckDbStores stores;
  private final PerformanceEngine engine;
  private final List<AlertRule> rules = new ArrayList<>();
  private final int series;
  private long passes;

  public PassLoad(int rules, int series) throws IOException {
    this.series = series;
    folder = Files.createTempDirectory("pitwall-pass-");
    stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
    engine =
        PerformanceEngine.builder(stores.telemetry(), stores.control())
            .clock(clock)
            .settings(EngineSettings.DEFAULT.withoutSystem())
            .build();
    for (int i = 0; i < rules; i++) {
      this.rules.add(rule(i));
    }
  }

  /** New values for all series, then one pass; the CPU seconds of the pass. */
  public double pass() {
    clock.advance(Duration.ofSeconds(5));
    passes++;
    List<RawNumber> numbers = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      double value = (31L * i + passes) % 97 == 0 ? 99 : 50;
      numbers.add(
          RawNumber.of(
              series("load.metric" + i % METRICS, "host", "h" + i / METRICS, "zone", "z" + i % 7),
              clock.nowMicros(),
              value));
    }
    engine.intake().accept(RawBatch.ofMetrics(numbers, List.of())).join();
    long before =
        ManagementFactory.getThreadMXBean().getThreadCpuTime(Thread.currentThread().threadId());
    engine.alerts().evaluate(rules, clock.nowMicros(), clock.monotonicNanos());
    return (ManagementFactory.getThreadMXBean().getThreadCpuTime(Thread.currentThread().threadId())
            - before)
        / 1e9;
  }

  /** Alerts that are active now. */
  public int active() {
    return engine.alerts().active().size();
  }

  /**
   * Seconds that a back-test takes.
   *
   * @param folder an empty folder
   * @param series series of the metric
   * @param days days with a value a minute
   */
  public static double backtestSeconds(Path folder, int series, int days) {
    ManualClock clock = new ManualClock(START);
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .clock(clock)
                .settings(EngineSettings.DEFAULT.withoutSystem())
                .build()) {
      for (int minute = 0; minute < days * 1_440; minute++) {
        clock.advance(Duration.ofMinutes(1));
        List<RawNumber> numbers = new ArrayList<>();
        for (int i = 0; i < series; i++) {
          double value = 50 + 10 * Math.sin(minute / 229.0) + (minute + i * 37) % 997 * 0.04;
          numbers.add(
              RawNumber.of(series("load.depth", "host", "h" + i), clock.nowMicros(), value));
        }
        engine.intake().accept(RawBatch.ofMetrics(numbers, List.of())).join();
        if (minute % 60 == 59) {
          stores.telemetry().fold();
        }
      }
      AlertRule draft =
          rule(
              "draft",
              new AlertCondition.Threshold(
                  Selection.each("load.depth"),
                  Comparator.ABOVE,
                  Map.of(Severity.HIGH, 95.0),
                  null));
      long before = Clock.system().monotonicNanos();
      Backtest.Result result =
          engine.backtest().run(draft, TimeRange.last(Duration.ofDays(days), clock.nowMicros()));
      double seconds = (Clock.system().monotonicNanos() - before) / 1e9;
      if (result.series() != series) {
        throw new IllegalStateException(
            "Expected " + series + " series to be tried, but got " + result);
      }
      return seconds;
    }
  }

  private static AlertRule rule(int number) {
    boolean together = number % 10 == 0;
    Selection of =
        new Selection(
            "load.metric" + number % METRICS,
            List.of(
                number % 3 == 0
                    ? TagMatcher.parse("zone=~z[0-5]")
                    : TagMatcher.parse("zone!=z" + number % 7)),
            together ? Selection.Aggregate.MAX : Selection.Aggregate.EACH,
            together ? List.of("zone") : List.of(),
            Duration.ZERO,
            0);
    // Most limits are passed by few values, as in life: an alert costs more than a healthy value.
    double limit = number % 100 == 0 ? 90 : 200.0 + number;
    return rule(
        "load-" + number,
        new AlertCondition.Threshold(
            of, Comparator.ABOVE, Map.of(Severity.HIGH, limit), limit - 10));
  }

  private static AlertRule rule(String id, AlertCondition condition) {
    return new AlertRule(
        id,
        condition,
        Duration.ZERO,
        AlertPolicy.DEFAULT.clearFor(),
        AlertRule.NoData.IGNORE,
        new TreeMap<>(),
        AlertRule.Annotations.NONE,
        AlertRule.Source.API,
        true);
  }

  private static RawSeries series(String name, String... tags) {
    Map<String, String> byName = new TreeMap<>();
    for (int i = 0; i < tags.length; i += 2) {
      byName.put(tags[i], tags[i + 1]);
    }
    return new RawSeries(name, Attributes.of(byName), MetricType.GAUGE, "", "");
  }

  @Override
  public void close() throws IOException {
    engine.close();
    stores.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
