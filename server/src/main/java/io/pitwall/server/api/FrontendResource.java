package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.around.Page;
import io.pitwall.engine.around.WebVital;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /frontend}: web vitals by page. */
final class FrontendResource implements Resource {
  private static final String VIEWS = "views";
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private final PerformanceEngine engine;
  private final Clock clock;

  FrontendResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/frontend", Access.READ, this::pages)
            .query(CallList.PARAMETERS));
  }

  private Response pages(Request request) {
    Query query = request.query();
    AskedRange range = AskedRange.of(query, 1, clock.nowMicros());
    String sort = query.oneOf("sort", sorts()).orElse(VIEWS);
    boolean ascending = query.oneOf("order", List.of("asc", "desc")).equals(Optional.of("asc"));
    String text = query.text("q").orElse("").toLowerCase(Locale.ROOT);
    int limit = query.whole("limit", 1, MOST, USUAL);
    List<Page> pages =
        engine.aroundQueries().pages(range.range()).stream()
            .filter(page -> (page.app() + page.page()).toLowerCase(Locale.ROOT).contains(text))
            .sorted(
                Comparator.comparing(
                        (Page page) -> number(page, sort), CallOrder.numbers(ascending))
                    .thenComparing(Page::page)
                    .thenComparing(Page::app))
            .toList();
    return Answer.success()
        .with("time_range_hours", range.hours())
        .with("pages", pages.stream().limit(limit).map(page -> row(page).fields()).toList())
        .with("total", pages.size())
        .response();
  }

  private static List<String> sorts() {
    List<String> sorts = new ArrayList<>();
    sorts.add(VIEWS);
    for (WebVital vital : WebVital.values()) {
      sorts.add(name(vital));
    }
    return sorts;
  }

  private static double number(Page page, String sort) {
    if (sort.equals(VIEWS)) {
      return page.views();
    }
    Page.Vital vital = page.vitals().get(WebVital.valueOf(sort.toUpperCase(Locale.ROOT)));
    return vital == null ? Double.NaN : vital.values().quantile(0.75);
  }

  private static Answer row(Page page) {
    Answer vitals = Answer.object();
    for (WebVital vital : WebVital.values()) {
      Page.Vital measured = page.vitals().get(vital);
      vitals.with(name(vital), measured == null ? null : vital(vital, measured).fields());
    }
    return Answer.object()
        .with("page", page.page())
        .with("app", page.app().isEmpty() ? null : page.app())
        .with("views", page.views())
        .with("vitals", vitals.fields());
  }

  private static Answer vital(WebVital vital, Page.Vital measured) {
    double p75 = measured.values().quantile(0.75);
    return Answer.object()
        .with("count", measured.values().count())
        .with("unit", vital.unit())
        .with("p50", measured.values().quantile(0.5))
        .with("p75", p75)
        .with("p95", measured.values().quantile(0.95))
        .with("rating", vital.rate(p75).word())
        .with("good", measured.share(WebVital.Rating.GOOD))
        .with("needs_improvement", measured.share(WebVital.Rating.NEEDS_IMPROVEMENT))
        .with("poor", measured.share(WebVital.Rating.POOR));
  }

  private static String name(WebVital vital) {
    return vital.name().toLowerCase(Locale.ROOT);
  }
}
