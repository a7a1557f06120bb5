package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.History;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /historical}: the system over time. */
final class HistoricalResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;
  private final RoundCache cache;

  HistoricalResource(PerformanceEngine engine, Clock clock, RoundCache cache) {
    this.engine = engine;
    this.clock = clock;
    this.cache = cache;
  }

  private record Question(Object range, long stepMicros) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/historical", Access.READ, this::history)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO, Steps.STEP, Steps.MAX_POINTS));
  }

  private Response history(Request request) {
    long now = clock.nowMicros();
    AskedRange asked = AskedRange.of(request.query(), 1, now);
    TimeRange range = asked.range();
    long step = Steps.micros(request.query(), range, engine.settings().retention(), now);
    Object key = request.query().has(AskedRange.FROM) ? range : (Object) asked.hours();
    return cache.get(new Question(key, step), () -> answer(engine.queries().history(range, step)));
  }

  private static Response.Content answer(History history) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(history.startMicros().length);
    for (int i = 0; i < history.startMicros().length; i++) {
      Answer row = Answer.object().with("timestamp", Times.instant(history.startMicros()[i]));
      int at = i;
      history.columns().forEach((field, column) -> row.with(field, column.mean()[at]));
      history
          .columns()
          .forEach(
              (field, column) ->
                  row.with(field + "_min", column.min()[at])
                      .with(field + "_max", column.max()[at]));
      rows.add(row.fields());
    }
    return Answer.success()
        .with("data", rows)
        .with("resolution_seconds", history.stepMicros() / 1_000_000)
        .response();
  }
}
