package io.pitwall.engine.query;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.Overview.Card;
import io.pitwall.engine.query.Overview.Verdict;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the first screen. */
final class OverviewMaker {
  private static final int SPARKLINE_POINTS = 60;
  private static final double UNHEALTHY_SCORE = 0.5;

  private record Field(String name, String column, String unit) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("cpu", "cpu_usage", "%"),
          new Field("memory", "memory_usage", "%"),
          new Field("disk", "disk_usage", "%"),
          new Field("agents", "active_agents", "agents"),
          new Field("workflows", "active_workflows", "runs"));

  static Overview make(PerformanceEngine engine, TimeRange range, long nowMicros) {
    List<Alert> active =
        engine.alerts().active().stream()
            .sorted(Comparator.comparing(Alert::severity).reversed())
            .toList();
    List<Recommendation> open = engine.recommendations().open();
    long sick =
        engine.agents().all().stream()
            .filter(agent -> range.contains(agent.lastActivityMicros()))
            .filter(agent -> agent.score().score() < UNHEALTHY_SCORE)
            .count();
    List<String> reasons = reasons(active, open, sick);
    Verdict verdict = verdict(engine, active, open, sick);
    long step = Math.max(1_000_000, range.lengthMicros() / SPARKLINE_POINTS);
    History history = engine.queries().history(range, step);
    return new Overview(
        nowMicros,
        verdict,
        sentence(engine, verdict, reasons),
        reasons,
        FIELDS.stream().map(field -> card(field, history, range)).toList(),
        active.stream().limit(Overview.MOST_ALERTS).toList(),
        active.size(),
        open.stream().findFirst(),
        open.size());
  }

  private static Verdict verdict(
      PerformanceEngine engine, List<Alert> active, List<Recommendation> open, long sick) {
    if (active.stream().anyMatch(alert -> alert.severity() == Severity.CRITICAL)) {
      return Verdict.CRITICAL;
    }
    boolean advised =
        open.stream().anyMatch(advice -> advice.finding().priority() == Priority.HIGH);
    if (!active.isEmpty() || advised || sick > 0) {
      return Verdict.DEGRADED;
    }
    boolean blind = engine.snapshot().isEmpty() && engine.agents().size() == 0;
    return blind ? Verdict.UNKNOWN : Verdict.HEALTHY;
  }

  private static List<String> reasons(List<Alert> active, List<Recommendation> open, long sick) {
    List<String> reasons = new ArrayList<>();
    active.stream().limit(5).map(Alert::message).forEach(reasons::add);
    if (sick > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%d %s a performance score below %.1f",
              sick,
              sick == 1 ? "agent has" : "agents have",
              UNHEALTHY_SCORE));
    }
    open.stream()
        .filter(advice -> advice.finding().priority() == Priority.HIGH)
        .filter(advice -> advice.finding().scope().agentId() == null)
        .limit(3)
        .map(advice -> advice.finding().texts().getFirst())
        .forEach(reasons::add);
    return reasons;
  }

  private static String sentence(PerformanceEngine engine, Verdict verdict, List<String> reasons) {
    String rest = reasons.isEmpty() ? "" : ": " + reasons.getFirst();
    String more =
        reasons.size() > 1 ? String.format(Locale.ROOT, ", and %d more", reasons.size() - 1) : "";
    return switch (verdict) {
      case HEALTHY ->
          String.format(
              Locale.ROOT,
              "Healthy: %d agents known, %d runs under way, no active alert",
              engine.agents().size(),
              engine.runs().running());
      case DEGRADED -> "Degraded" + rest + more;
      case CRITICAL -> "Critical" + rest + more;
      case UNKNOWN -> "Nothing has been measured yet: send telemetry to see how your agents do";
    };
  }

  /** Rows of the history are only those with values; the sparkline has a place for every part. */
  private static Card card(Field field, History history, TimeRange range) {
    double[] line = new double[SPARKLINE_POINTS];
    Arrays.fill(line, Double.NaN);
    Map<String, History.Column> columns = history.columns();
    History.Column column = columns.get(field.column);
    if (column == null) {
      return new Card(field.name, field.unit, Double.NaN, Double.NaN, Double.NaN, Double.NaN, line);
    }
    double current = Double.NaN;
    double max = Double.NaN;
    for (int row = 0; row < history.startMicros().length; row++) {
      double mean = column.mean()[row];
      if (!Double.isNaN(mean)) {
        long offset = history.startMicros()[row] - range.fromMicros();
        int place = (int) (offset * SPARKLINE_POINTS / Math.max(1, range.lengthMicros()));
        line[Math.clamp(place, 0, SPARKLINE_POINTS - 1)] = mean;
        current = column.last()[row];
        max = Double.isNaN(max) ? column.max()[row] : Math.max(max, column.max()[row]);
      }
    }
    int quarter = SPARKLINE_POINTS / 4;
    return new Card(
        field.name,
        field.unit,
        current,
        mean(line, 0, SPARKLINE_POINTS),
        max,
        mean(line, SPARKLINE_POINTS - quarter, SPARKLINE_POINTS) - mean(line, 0, quarter),
        line);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private OverviewMaker() {}
}
