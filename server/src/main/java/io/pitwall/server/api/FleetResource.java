package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.AgentTraits;
import io.pitwall.engine.query.AgentTraits.Kind;
import io.pitwall.engine.query.HandoffGraph;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /handoffs}: which types of agents wait for which; and {@code GET /agent-traits}: what
 * every agent has to do with, in columns.
 */
final class FleetResource implements Resource {
  /** Most waits in an answer; more are no picture any more. */
  private static final int MOST_WAITS = 1_000;

  private final PerformanceEngine engine;
  private final Clock clock;
  private final RoundCache cache;

  FleetResource(PerformanceEngine engine, Clock clock, RoundCache cache) {
    this.engine = engine;
    this.clock = clock;
    this.cache = cache;
  }

  private record HandoffsOf(Object range) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/handoffs", Access.READ, this::handoffs)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO),
        Route.get("/api/performance/agent-traits", Access.READ, this::traits));
  }

  private Response handoffs(Request request) {
    AskedRange asked = AskedRange.of(request.query(), 1, clock.nowMicros());
    TimeRange range = asked.range();
    Object key = request.query().has(AskedRange.FROM) ? range : (Object) asked.hours();
    return cache.get(new HandoffsOf(key), () -> answer(engine.fleet().handoffs(range)));
  }

  private static Response.Content answer(HandoffGraph graph) {
    return Answer.success()
        .with("types", graph.types())
        .with("waits", graph.waits().stream().limit(MOST_WAITS).map(FleetResource::wait).toList())
        .with("waits_total", graph.waits().size())
        .with("runs", graph.runs())
        .with("since", graph.runs() == 0 ? null : Times.instant(graph.sinceMicros()))
        .response();
  }

  private static Map<String, @Nullable Object> wait(HandoffGraph.Wait wait) {
    return Answer.object()
        .with("waiting", wait.waiting())
        .with("waited_for", wait.waitedFor())
        .with("how", wait.how().name().toLowerCase(Locale.ROOT))
        .with("count", wait.seconds().count())
        .with("total_ms", wait.seconds().sum() * 1e3)
        .with("p50_ms", wait.seconds().quantile(0.5) * 1e3)
        .with("p95_ms", wait.seconds().quantile(0.95) * 1e3)
        .fields();
  }

  private Response traits(Request request) {
    return cache.get(Kind.class, () -> answer(engine.fleet().traits()));
  }

  private static Response.Content answer(AgentTraits traits) {
    List<String> agents = traits.byAgent().keySet().stream().sorted().toList();
    Answer columns = Answer.object();
    for (Kind kind : Kind.values()) {
      Map<String, Integer> dictionary = new LinkedHashMap<>();
      List<List<Integer>> indexes = new ArrayList<>(agents.size());
      for (String agent : agents) {
        indexes.add(
            traits.byAgent().getOrDefault(agent, Map.of()).getOrDefault(kind, List.of()).stream()
                .map(value -> dictionary.computeIfAbsent(value, any -> dictionary.size()))
                .toList());
      }
      columns.with(
          kind.name().toLowerCase(Locale.ROOT),
          Answer.object()
              .with("dictionary", List.copyOf(dictionary.keySet()))
              .with("indexes", indexes)
              .fields());
    }
    return Answer.success()
        .with("agent_id", agents)
        .with("traits", columns.fields())
        .with("runs", traits.runs())
        .with("since", traits.runs() == 0 ? null : Times.instant(traits.sinceMicros()))
        .response();
  }
}
