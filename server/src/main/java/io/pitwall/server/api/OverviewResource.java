package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.Overview;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code GET /overview}: one request that paints the first screen. */
final class OverviewResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;
  private final RoundCache cache;

  OverviewResource(PerformanceEngine engine, Clock clock, RoundCache cache) {
    this.engine = engine;
    this.clock = clock;
    this.cache = cache;
  }

  private record Question(Object range) {}

  /** A key number. */
  record Card(
      String name,
      String unit,
      double current,
      double average,
      double max,
      double change,
      List<Double> sparkline) {
    static Card of(Overview.Card card) {
      return new Card(
          card.name(),
          card.unit(),
          card.current(),
          card.average(),
          card.max(),
          card.change(),
          Arrays.stream(card.sparkline()).boxed().toList());
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/overview", Access.READ, this::overview)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO));
  }

  private Response overview(Request request) {
    AskedRange asked = AskedRange.of(request.query(), 1, clock.nowMicros());
    Object key = request.query().has(AskedRange.FROM) ? asked.range() : (Object) asked.hours();
    return cache.get(
        new Question(key), () -> answer(asked, engine.queries().overview(asked.range())));
  }

  private static Response.Content answer(AskedRange asked, Overview overview) {
    return Answer.success()
        .with(
            "overview",
            Answer.object()
                .with("timestamp", Times.instant(overview.nowMicros()))
                .with("time_range_hours", asked.hours())
                .with("verdict", overview.verdict().name().toLowerCase(Locale.ROOT))
                .with("sentence", overview.sentence())
                .with("reasons", overview.reasons())
                .with("cards", overview.cards().stream().map(Card::of).toList())
                .with("alerts", overview.alerts().stream().map(AlertView::of).toList())
                .with("active_alerts", overview.activeAlerts())
                .with("next_step", overview.next().map(RecommendationView::of).orElse(null))
                .with("open_recommendations", overview.openRecommendations())
                .fields())
        .response();
  }
}
