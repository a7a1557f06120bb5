package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.notify.ChannelStatus;
import io.pitwall.engine.notify.Delivery;
import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.OutboxEntry;
import io.pitwall.store.api.OutboxQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /notifications}, {@code POST /notifications/{id}/resend}, {@code POST
 * /notifications/test} and {@code GET /channels}: what people were told, and by what.
 */
final class NotificationsResource implements Resource {
  private static final int USUAL = 50;
  private static final int MOST = 500;
  private static final List<String> STATES =
      Arrays.stream(DeliveryState.values()).map(DeliveryState::wireName).toList();

  private final PerformanceEngine engine;
  private final Clock clock;

  NotificationsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What is to be tried out. */
  record Trial(@Nullable String channel) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/notifications", Access.READ, this::list)
            .query("state", "channel", "limit", Cursor.PARAMETER),
        Route.post("/api/performance/notifications/test", Access.ADMIN, this::test),
        Route.post("/api/performance/notifications/{id}/resend", Access.ADMIN, this::resend),
        Route.get("/api/performance/channels", Access.READ, request -> channels()));
  }

  private Response list(Request request) {
    Query query = request.query();
    int limit = query.whole("limit", 1, MOST, USUAL);
    long before =
        Cursor.read(query, 1, parts -> Long.parseLong(parts.getFirst())).orElse(Long.MAX_VALUE);
    Optional<DeliveryState> state = query.oneOf("state", STATES).flatMap(DeliveryState::ofWireName);
    List<OutboxEntry> found =
        engine
            .notifications()
            .list(new OutboxQuery(state, query.text("channel"), before, limit + 1));
    List<OutboxEntry> page = found.subList(0, Math.min(limit, found.size()));
    return Answer.success()
        .with("notifications", page.stream().map(NotificationView::of).toList())
        .with(
            "next_cursor",
            found.size() > limit
                ? Cursor.of(Long.toString(page.getLast().notification().number()))
                : null)
        .response();
  }

  private Response resend(Request request) {
    Bodies.requireNone(request);
    String id = request.pathParameter("id");
    try {
      return Answer.success()
          .with(
              "notification",
              NotificationView.of(
                  engine
                      .notifications()
                      .resend(id, request.caller().name())
                      .orElseThrow(
                          () ->
                              new ProblemException(
                                  Problem.notFound(
                                      "Expected the id of a notification, but got " + id)))))
          .response();
    } catch (IllegalStateException e) {
      throw new ProblemException(Problem.conflict(String.valueOf(e.getMessage())));
    }
  }

  private Response test(Request request) throws InterruptedException {
    String channel = request.json(Trial.class).channel();
    if (channel == null) {
      throw new ProblemException(
          Problem.unprocessable("channel", "the name of a channel", "nothing"));
    }
    long started = clock.monotonicNanos();
    Delivery delivery =
        engine
            .notifications()
            .test(channel, request.caller().name())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.unprocessable(
                            "channel",
                            "one of "
                                + engine.notifications().channels().stream()
                                    .map(status -> status.channel().name())
                                    .toList(),
                            channel)));
    return Answer.success()
        .with("channel", channel)
        .with("delivered", delivery instanceof Delivery.Delivered)
        .with("detail", delivery.detail())
        .with("duration_ms", (clock.monotonicNanos() - started) / 1_000_000)
        .response();
  }

  private Response channels() {
    Map<String, Map<DeliveryState, Long>> counts = engine.notifications().counts();
    return Answer.success()
        .with(
            "channels",
            engine.notifications().channels().stream()
                .map(status -> view(status, counts.getOrDefault(status.channel().name(), Map.of())))
                .toList())
        .response();
  }

  /** Tells no secret: a channel does not either. */
  private static Map<String, @Nullable Object> view(
      ChannelStatus status, Map<DeliveryState, Long> kept) {
    Answer counts = Answer.object();
    for (DeliveryState state : DeliveryState.values()) {
      counts.with(state.wireName(), kept.getOrDefault(state, 0L));
    }
    return Answer.object()
        .with("name", status.channel().name())
        .with("type", status.channel().type())
        .with("target", status.channel().target())
        .with("max_per_minute", status.channel().perMinute())
        .with("send_resolved", status.channel().tellsResolved())
        .with("notifications", counts.fields())
        .with("failed_attempts", status.failedAttempts())
        .with("last_error", status.lastError())
        .with("faults", new TreeMap<>(status.channel().counts()))
        .fields();
  }
}
