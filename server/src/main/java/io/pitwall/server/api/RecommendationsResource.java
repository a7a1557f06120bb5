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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /recommendations} and what people do with one: {@code POST
 * /recommendations/{id}/accept}, {@code /dismiss} and {@code /apply}.
 */
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
  private static final String BY_HAND = "by_hand";
  private static final String DRY_RUN = "dry_run";

  private final PerformanceEngine engine;
  private final Clock clock;

  RecommendationsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Why somebody does something with advice. */
  record Step(@Nullable String reason) {}

  /**
   * How advice is carried out.
   *
   * @param mode {@code by_hand}: it has been; {@code dry_run}: only show what would be changed
   */
  record Application(@Nullable String mode, @Nullable String reason) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/recommendations", Access.READ, this::list)
            .query("state", "priority", "agent_id", "workflow", "muted"),
        Route.post("/api/performance/recommendations/{id}/accept", Access.ADMIN, this::accept),
        Route.post("/api/performance/recommendations/{id}/dismiss", Access.ADMIN, this::dismiss),
        Route.post("/api/performance/recommendations/{id}/apply", Access.ADMIN, this::apply));
  }

  private Response list(Request request) {
    Query query = request.query();
    Optional<String> state = query.oneOf("state", STATES);
    Optional<String> priority = query.oneOf("priority", PRIORITIES);
    Optional<String> agentId = query.text("agent_id");
    Optional<String> workflow = query.text("workflow");
    boolean muted = query.oneOf("muted", List.of("true", "false")).equals(Optional.of("true"));
    Predicate<Recommendation> wanted =
        advice ->
            isIn(advice, state)
                && (muted || advice.mutedBy() == null || !advice.isOpen())
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

  private Response accept(Request request) {
    return moved(
        request,
        reason(request, "taken on"),
        (id, by, why, now) ->
            engine
                .recommendations()
                .move(
                    id,
                    Set.of(RecommendationState.OPEN),
                    RecommendationState.ACCEPTED,
                    by,
                    why,
                    now));
  }

  private Response dismiss(Request request) {
    return moved(request, reason(request, "no reason given"), engine.recommendations()::dismiss);
  }

  private Response apply(Request request) {
    Application asked =
        request.body().length == 0 ? new Application(null, null) : request.json(Application.class);
    String mode = asked.mode() == null ? BY_HAND : asked.mode();
    if (mode.equals(DRY_RUN)) {
      String id = request.pathParameter("id");
      Recommendation advice =
          engine
              .recommendations()
              .get(id)
              .filter(Recommendation::isOpen)
              .orElseThrow(() -> notOpen(id));
      return answer(advice);
    }
    if (!mode.equals(BY_HAND)) {
      throw new ProblemException(
          Problem.unprocessable(
              "mode", BY_HAND + " or " + DRY_RUN + "; no knob is registered to set it", mode));
    }
    return moved(
        request, checked(asked.reason(), "carried out by hand"), engine.recommendations()::apply);
  }

  /** A step in the life of advice; empty if it cannot be taken. */
  private interface Move {
    Optional<Recommendation> make(String id, String by, String reason, long nowMicros);
  }

  private Response moved(Request request, String reason, Move move) {
    String id = request.pathParameter("id");
    return answer(
        move.make(id, request.caller().name(), reason, clock.nowMicros())
            .orElseThrow(() -> notOpen(id)));
  }

  private static Response answer(Recommendation advice) {
    return Answer.success().with("recommendation", RecommendationView.of(advice)).response();
  }

  private static String reason(Request request, String otherwise) {
    return checked(
        request.body().length == 0 ? null : request.json(Step.class).reason(), otherwise);
  }

  private static String checked(@Nullable String reason, String otherwise) {
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new ProblemException(
          Problem.unprocessable(
              "reason", "at most " + LONGEST_REASON + " characters", reason.length() + ""));
    }
    return reason == null || reason.isBlank() ? otherwise : reason;
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
