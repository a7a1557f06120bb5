package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.around.DatabaseQuery;
import io.pitwall.engine.around.Endpoint;
import io.pitwall.engine.around.ExternalCall;
import io.pitwall.engine.around.Outcome;
import io.pitwall.engine.around.QueryPlans;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /database/queries}, {@code /endpoints} and {@code /external}: what surrounds agents.
 */
final class AroundResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;

  AroundResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/database/queries", Access.READ, this::queries)
            .query(CallList.PARAMETERS),
        Route.get("/api/performance/endpoints", Access.READ, this::endpoints)
            .query(CallList.PARAMETERS),
        Route.get("/api/performance/external", Access.READ, this::external)
            .query(CallList.PARAMETERS));
  }

  private Response queries(Request request) {
    CallList list = CallList.of(request.query(), clock.nowMicros());
    return list.answer(
        "queries",
        engine.aroundQueries().databaseQueries(list.range().range()),
        DatabaseQuery::calls,
        query -> query.query() + " " + query.summary() + " " + query.system(),
        query -> query(list, query));
  }

  private static Answer query(CallList list, DatabaseQuery query) {
    Answer row =
        Answer.object()
            .with("query_id", query.queryId())
            .with("system", nullIfEmpty(query.system()))
            .with("source", query.source())
            .with("database", nullIfEmpty(query.database()))
            .with("query", query.query())
            .with("summary", query.summary());
    list.with(row, query.calls());
    if (query.source().equals(DatabaseQuery.PG_STAT_STATEMENTS)) {
      // The server tells means alone: what looks like a percentile would be one of means.
      row.with("p50_ms", null).with("p95_ms", null).with("p99_ms", null).with("max_ms", null);
    }
    QueryPlans.Plan plan = query.plan();
    return row.with("throttled", query.calls().count(Outcome.THROTTLED))
        .with("timeouts", query.calls().count(Outcome.TIMEOUT))
        .with("rows_total", total(query.rows()))
        .with("rows_mean", query.rows().mean())
        .with("shared_blocks_read", total(query.sharedBlocksRead()))
        .with("plan", plan == null ? null : plan.root())
        .with("plan_since", plan == null ? null : Times.instant(plan.sinceMicros()))
        .with("callers", CallList.callers(query.callers()));
  }

  private static @Nullable Double total(ExpHistogram values) {
    return values.isEmpty() ? null : values.sum();
  }

  private Response endpoints(Request request) {
    CallList list = CallList.of(request.query(), clock.nowMicros());
    return list.answer(
        "endpoints",
        engine.aroundQueries().endpoints(list.range().range()),
        Endpoint::calls,
        endpoint -> endpoint.method() + " " + endpoint.route() + " " + endpoint.service(),
        endpoint ->
            list.with(
                    Answer.object()
                        .with("service", endpoint.service())
                        .with("method", endpoint.method())
                        .with("route", endpoint.route()),
                    endpoint.calls())
                .with("client_errors", endpoint.calls().count(Outcome.CLIENT_ERROR)));
  }

  private Response external(Request request) {
    CallList list = CallList.of(request.query(), clock.nowMicros());
    return list.answer(
        "external",
        engine.aroundQueries().external(list.range().range()),
        ExternalCall::calls,
        call -> call.host() + " " + call.operation() + " " + call.kind(),
        call ->
            list.with(
                    Answer.object()
                        .with("host", call.host())
                        .with("operation", call.operation())
                        .with("kind", call.kind()),
                    call.calls())
                .with("throttled", call.calls().count(Outcome.THROTTLED))
                .with("timeouts", call.calls().count(Outcome.TIMEOUT))
                .with("retries", call.retries())
                .with("callers", CallList.callers(call.callers())));
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
