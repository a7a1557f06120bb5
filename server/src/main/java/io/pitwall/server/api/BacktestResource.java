package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.alert.Backtest;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** {@code POST /alert-rules/backtest}: a draft of a rule, tried on what was stored. */
final class BacktestResource implements Resource {
  private static final double MOST_HOURS = 28 * 24;
  private static final double USUAL_HOURS = 7 * 24;

  private final PerformanceEngine engine;
  private final Clock clock;

  BacktestResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** A stretch of time in which it would have fired. */
  record IntervalView(
      SortedMap<String, String> tags,
      Instant from,
      Instant to,
      double seconds,
      String severity,
      double extreme) {
    static IntervalView of(Backtest.Interval interval) {
      return new IntervalView(
          interval.tags(),
          Times.instant(interval.fromMicros()),
          Times.instant(interval.toMicros()),
          (interval.toMicros() - interval.fromMicros()) / 1e6,
          interval.worst().wireName(),
          interval.extreme());
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/performance/alert-rules/backtest", Access.READ, this::run)
            .maxBody(1 << 20));
  }

  private Response run(Request request) {
    Map<String, @Nullable Object> body = JsonObjects.read(request);
    Map<String, @Nullable Object> draft = new LinkedHashMap<>();
    Checks checks = new Checks();
    body.keySet().stream()
        .filter(name -> !name.equals("rule") && !name.equals("hours"))
        .forEach(name -> checks.wrong(name, "rule or hours", "a field that is not known"));
    Object hours = body.get("hours");
    double length =
        checks.number(
            "hours",
            hours instanceof Number number
                ? number.doubleValue()
                : hours == null ? null : Double.NaN,
            1.0 / 60,
            MOST_HOURS,
            USUAL_HOURS);
    if (body.get("rule") instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> draft.put(String.valueOf(name), value));
    } else {
      checks.wrong("rule", "a rule as in /alert-rules", body.get("rule"));
    }
    checks.throwIfAny();
    draft.putIfAbsent("id", "draft");
    AlertRule rule = AlertRulesResource.read(draft, null, AlertRule.Source.API);
    TimeRange range =
        TimeRange.last(Duration.ofMillis(Math.round(length * 3_600_000)), clock.nowMicros());
    Backtest.Result result = engine.backtest().run(rule, range);
    return Answer.success()
        .with("from", Times.instant(range.fromMicros()))
        .with("to", Times.instant(range.toMicros()))
        .with("step_seconds", result.stepMicros() / 1e6)
        .with("series", result.series())
        .with("values", result.values())
        .with("fired", result.fired())
        .with("firing_seconds", result.firingMicros() / 1e6)
        .with("intervals", result.intervals().stream().map(IntervalView::of).toList())
        .with(
            "suggested_limit",
            Double.isNaN(result.suggestedLimit()) ? null : result.suggestedLimit())
        .with("fired_at_suggested_limit", result.firedAtSuggestion())
        .with("message", result.message())
        .response();
  }
}
