package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.agent.AgentProfiles.Window;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /stream}: what happens, as it happens. */
final class StreamResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;
  private final AgentChanges changes;
  private final LiveFeed feed;

  /**
   * @param queue events that may wait for one client before it is cut off
   */
  StreamResource(PerformanceEngine engine, Clock clock, AgentChanges changes, int queue) {
    this.engine = engine;
    this.clock = clock;
    this.changes = changes;
    feed = new LiveFeed(Long.toString(clock.nowMicros(), 36), Math.max(1, queue / 2));
    engine.events().subscribe(this::happened);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/performance/stream", Access.READ, this::stream).query("topics"));
  }

  private Response stream(Request request) {
    Set<Topic> topics = topics(request.query());
    Optional<String> lastId = request.header("last-event-id");
    return Response.events(
        sink ->
            feed.listen(
                sink,
                topics,
                lastId,
                engine
                    .snapshot()
                    .map(snapshot -> SystemStatusResource.view(snapshot).fields())
                    .orElse(null)));
  }

  private static Set<Topic> topics(Query query) {
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    for (String name : query.text("topics").map(text -> text.split(",")).orElse(new String[0])) {
      if (!Topic.names().contains(name.strip())) {
        throw Query.wrong("topics", "some of " + String.join(", ", Topic.names()), name);
      }
      topics.add(Topic.named(name.strip()));
    }
    return topics.isEmpty() ? EnumSet.allOf(Topic.class) : topics;
  }

  private void happened(EngineEvent event) {
    switch (event) {
      case EngineEvent.SnapshotTaken taken ->
          feed.publish(Topic.SNAPSHOT, SystemStatusResource.view(taken.snapshot()).fields());
      case EngineEvent.AlertChanged changed ->
          feed.publish(Topic.ALERT, AlertView.of(changed.alert()));
      case EngineEvent.RecommendationChanged changed ->
          feed.publish(Topic.RECOMMENDATION, RecommendationView.of(changed.recommendation()));
      case EngineEvent.RoundEnded ended ->
          feed.publish(Topic.DELTA, delta(ended.nowMicros()).fields());
    }
  }

  private Answer delta(long nowMicros) {
    AgentChanges.Changed changed = changes.take();
    List<AgentRow> rows = new ArrayList<>();
    for (String id : changed.agentIds()) {
      engine
          .agents()
          .profile(id)
          .ifPresent(
              agent ->
                  rows.add(
                      AgentRow.of(
                          agent, engine.agents().window(id, Window.HOUR, clock.nowMicros()))));
    }
    return Answer.object()
        .with("timestamp", Times.instant(nowMicros))
        .with("agents_total", engine.agents().size())
        .with("runs_running", engine.runs().running())
        .with("active_alerts", engine.alerts().active().size())
        .with("open_recommendations", engine.recommendations().open().size())
        .with("agents", rows)
        .with("agents_complete", changed.complete());
  }
}
