package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationState;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code GET /recommendations} and {@code POST /recommendations/{id}/dismiss}. */
final class RecommendationsResource implements Resource {
  private static final String ALL = "all";
  private static final List<String> STATES =
      Stream.concat(
              Stream.of(ALL),
              Arrays.stream(RecommendationState.values()).map(RecommendationState::wireName))
          .toList();
  private static final List<String> PRIORITIES =
      Arrays.stream(Priority.values()).map(Priority::wireName).toList();
  private static final int LONGEST_REASON = 1_000;

  private final PerformanceEngine engine;
  private final Clock clock;

  RecommendationsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Why somebody sets advice aside. */
  record Dismissal(@Nullable String reason) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/recommendations", Access.READ, this::list)
            .query("state", "priority", "agent_id", "workflow"),
        Route.post("/api/performance/recommendations/{id}/dismiss", Access.ADMIN, this::dismiss));
  }

  private Response list(Request request) {
    Query query = request.query();
    Optional<String> state = query.oneOf("state", STATES);
    Optional<String> priority = query.oneOf("priority", PRIORITIES);
    Optional<String> agentId = query.text("agent_id");
    Optional<String> workflow = query.text("workflow");
    Predicate<Recommendation> wanted =
        advice ->
            isIn(advice, state)
                && matches(priority, advice.finding().priority().wireName())
                && matches(agentId, advice.finding().scope().agentId())
                && matches(workflow, advice.finding().scope().workflow());
    return Answer.success()
        .with(
            "recommendations",
            engine.recommendations().all().stream()
                .filter(wanted)
                .map(RecommendationView::of)
                .toList())
        .response();
  }

  private static boolean isIn(Recommendation advice, Optional<String> state) {
    return state.isEmpty()
        ? advice.isOpen()
        : state.get().equals(ALL) || state.get().equals(advice.state().wireName());
  }

  private static boolean matches(Optional<String> wanted, @Nullable String actual) {
    return wanted.isEmpty() || wanted.get().equals(actual);
  }

  private Response dismiss(Request request) {
    String id = request.pathParameter("id");
    String reason = request.body().length == 0 ? null : request.json(Dismissal.class).reason();
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new ProblemException(
          Problem.unprocessable(
              "reason", "at most " + LONGEST_REASON + " characters", reason.length() + ""));
    }
    Optional<Recommendation> dismissed =
        engine
            .recommendations()
            .dismiss(
                id,
                request.caller().name(),
                reason == null || reason.isBlank() ? "no reason given" : reason,
                clock.nowMicros());
    return Answer.success()
        .with("recommendation", RecommendationView.of(dismissed.orElseThrow(() -> notOpen(id))))
        .response();
  }

  private ProblemException notOpen(String id) {
    return new ProblemException(
        engine
            .recommendations()
            .get(id)
            .map(
                advice ->
                    Problem.conflict(
                        "Expected a recommendation that is open, but "
                            + id
                            + " is "
                            + advice.state().wireName()))
            .orElseGet(
                () -> Problem.notFound("Expected the id of a recommendation, but got " + id)));
  }
}
