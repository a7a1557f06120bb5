package io.pitwall.engine.query;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Puts answers together from the store and what is known in memory. Thread-safe. */
public final class Queries {
  /** Fields of the history and the metrics behind them. */
  private static final Map<String, String> HISTORY_FIELDS = historyFields();

  private final PerformanceEngine engine;
  private final Clock clock;

  public Queries(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Sums a range up.
   *
   * @param agentLimit most agents wanted
   */
  public Summary summary(TimeRange range, int agentLimit) {
    long now = clock.nowMicros();
    AgentProfiles.Window window =
        range.lengthMicros() <= AgentProfiles.Window.HOUR.slotMicros() * 12
            ? AgentProfiles.Window.HOUR
            : AgentProfiles.Window.DAY;
    List<AgentProfile> active =
        engine.agents().all().stream()
            .filter(agent -> range.contains(agent.lastActivityMicros()))
            .sorted(AgentProfiles.worstFirst())
            .toList();
    return new Summary(
        range,
        now,
        metrics(SeriesQuery.startingWith("system."), range),
        active.stream()
            .limit(agentLimit)
            .map(
                agent ->
                    new Summary.ActiveAgent(
                        agent, engine.agents().window(agent.agentId(), window, now)))
            .toList(),
        active.size(),
        engine.alerts().active().size(),
        engine.alerts().all().size(),
        engine.recommendations().open().size());
  }

  /** Sums metrics up by name, their series taken together. */
  public SortedMap<String, MetricSummary> metrics(SeriesQuery query, TimeRange range) {
    Map<String, List<SeriesSummary>> byName =
        engine.telemetry().summarize(query, range).stream()
            .collect(Collectors.groupingBy(summary -> summary.series().name()));
    SortedMap<String, MetricSummary> summaries = new TreeMap<>();
    byName.forEach((name, parts) -> summaries.put(name, together(parts)));
    return summaries;
  }

  /**
   * The system over a range.
   *
   * @param stepMicros width of a bucket, microseconds
   */
  public History history(TimeRange range, long stepMicros) {
    Map<String, SeriesPoints> points = new LinkedHashMap<>();
    HISTORY_FIELDS.forEach(
        (field, metric) -> {
          List<Series> series = engine.telemetry().findSeries(SeriesQuery.named(metric));
          if (!series.isEmpty()) {
            points.put(field, widest(engine.telemetry().read(series, range, stepMicros)));
          }
        });
    if (points.isEmpty()) {
      return new History(stepMicros, new long[0], Map.of());
    }
    SeriesPoints grid = points.values().iterator().next();
    int[] rows =
        IntStream.range(0, grid.length())
            .filter(row -> points.values().stream().anyMatch(column -> column.count()[row] > 0))
            .toArray();
    Map<String, History.Column> columns = new LinkedHashMap<>();
    points.forEach((field, column) -> columns.put(field, History.Column.of(column, rows)));
    return new History(
        stepMicros,
        IntStream.of(rows).mapToLong(row -> grid.startMicros()[row]).toArray(),
        columns);
  }

  /** What holds an agent back: the issues of its open recommendations, most important first. */
  public List<String> bottlenecks(String agentId) {
    return engine.recommendations().open().stream()
        .filter(advice -> agentId.equals(advice.finding().scope().agentId()))
        .map(advice -> advice.finding().issue())
        .distinct()
        .toList();
  }

  /** The first screen, its key numbers over a range. */
  public Overview overview(TimeRange range) {
    return OverviewMaker.make(engine, range, clock.nowMicros());
  }

  /** Of several series of a metric, the one with the highest mean: the fullest disk. */
  private static SeriesPoints widest(List<SeriesPoints> all) {
    return all.stream().max(Comparator.comparingDouble(Queries::overallMean)).orElseThrow();
  }

  private static double overallMean(SeriesPoints points) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < points.length(); i++) {
      if (points.count()[i] > 0) {
        sum += points.mean()[i] * points.count()[i];
        n += points.count()[i];
      }
    }
    return n == 0 ? Double.NEGATIVE_INFINITY : sum / n;
  }

  private static MetricSummary together(List<SeriesSummary> parts) {
    SeriesSummary newest =
        parts.stream()
            .max(
                Comparator.comparingLong(SeriesSummary::lastMicros)
                    .thenComparingDouble(SeriesSummary::current))
            .orElseThrow();
    long count = parts.stream().mapToLong(SeriesSummary::count).sum();
    double sum = parts.stream().mapToDouble(part -> part.average() * part.count()).sum();
    ExpHistogram histogram =
        parts.stream()
            .map(SeriesSummary::histogram)
            .reduce(ExpHistogram.EMPTY, ExpHistogram::merge);
    return new MetricSummary(
        newest.current(),
        sum / count,
        known(parts.stream().mapToDouble(SeriesSummary::min)).min().orElse(Double.NaN),
        known(parts.stream().mapToDouble(SeriesSummary::max)).max().orElse(Double.NaN),
        count,
        histogram.isEmpty() ? null : histogram.quantile(0.95),
        newest.series().unit(),
        newest.series().type() == MetricType.COUNTER
            ? parts.stream().mapToDouble(Queries::increasePerSecond).sum()
            : null);
  }

  private static DoubleStream known(DoubleStream values) {
    return values.filter(value -> !Double.isNaN(value));
  }

  /** From the first to the last total; across a restart of the source only what came after. */
  private static double increasePerSecond(SeriesSummary counter) {
    double seconds = (counter.lastMicros() - counter.firstMicros()) / 1e6;
    double change = counter.current() - counter.first();
    double increase = change < 0 ? counter.current() : change;
    return seconds > 0 ? increase / seconds : 0;
  }

  private static Map<String, String> historyFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("cpu_usage", "system.cpu.usage");
    fields.put("memory_usage", "system.memory.usage");
    fields.put("disk_usage", "system.disk.usage");
    fields.put("active_agents", "pitwall.agents.active");
    fields.put("active_workflows", "pitwall.workflows.active");
    fields.put("queue_size", "pitwall.queue.size");
    fields.put("error_rate", "pitwall.error_rate");
    return fields;
  }
}
