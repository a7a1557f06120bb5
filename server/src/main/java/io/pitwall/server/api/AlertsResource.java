package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code GET /alerts} and {@code POST /alerts/{id}/acknowledge}. */
final class AlertsResource implements Resource {
  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(Severity::wireName).toList();

  private final PerformanceEngine engine;
  private final Clock clock;

  AlertsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/alerts", Access.READ, this::list)
            .query("active_only", "severity", "since", "pending"),
        Route.post("/api/performance/alerts/{id}/acknowledge", Access.ADMIN, this::acknowledge));
  }

  private Response list(Request request) {
    Query query = request.query();
    boolean activeOnly = query.flag("active_only", false);
    Optional<String> severity = query.oneOf("severity", SEVERITIES);
    Optional<Instant> since = query.time("since");
    List<Alert> all = new ArrayList<>(engine.alerts().all());
    if (query.flag("pending", false)) {
      all.addAll(engine.alerts().pending());
    }
    List<AlertView> alerts =
        all.stream()
            .filter(alert -> !activeOnly || alert.isActive() || alert.state() == AlertState.PENDING)
            .filter(
                alert -> severity.isEmpty() || severity.get().equals(alert.severity().wireName()))
            .filter(alert -> since.isEmpty() || !changed(alert).isBefore(since.get()))
            .map(AlertView::of)
            .toList();
    return Answer.success().with("alerts", alerts).response();
  }

  private static Instant changed(Alert alert) {
    return Times.instant(alert.changedAtMicros());
  }

  private Response acknowledge(Request request) {
    Bodies.requireNone(request);
    String id = request.pathParameter("id");
    Optional<Alert> taken =
        engine.alerts().acknowledge(id, request.caller().name(), clock.nowMicros());
    return Answer.success()
        .with("alert", AlertView.of(taken.orElseThrow(() -> notFiring(id))))
        .response();
  }

  private ProblemException notFiring(String id) {
    return new ProblemException(
        engine.alerts().all().stream()
            .filter(alert -> alert.id().equals(id))
            .findFirst()
            .map(
                alert ->
                    Problem.conflict(
                        "Expected an alert that is firing, but "
                            + id
                            + " is "
                            + alert.state().wireName()))
            .orElseGet(() -> Problem.notFound("Expected the id of an alert, but got " + id)));
  }
}
