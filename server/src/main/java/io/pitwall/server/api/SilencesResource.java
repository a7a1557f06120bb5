package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.alert.Silence;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /silences}: what people do not want to be told of for a while. */
final class SilencesResource implements Resource {
  private static final String PATH = "/api/performance/silences";
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_MATCHERS = 50;

  private final PerformanceEngine engine;
  private final Clock clock;

  SilencesResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What is asked for. */
  record Asked(
      @Nullable List<String> matchers,
      @Nullable Object startsAt,
      @Nullable Object endsAt,
      @Nullable String comment) {}

  /** A silence as it is answered. */
  record View(
      String id,
      String state,
      List<String> matchers,
      Instant startsAt,
      Instant endsAt,
      String createdBy,
      Instant createdAt,
      String comment) {
    static View of(Silence silence, long nowMicros) {
      return new View(
          silence.id(),
          silence.isActive(nowMicros)
              ? "active"
              : silence.endsAtMicros() <= nowMicros ? "expired" : "pending",
          silence.matchers().stream().map(TagMatcher::text).toList(),
          Times.instant(silence.startsAtMicros()),
          Times.instant(silence.endsAtMicros()),
          silence.createdBy(),
          Times.instant(silence.createdAtMicros()),
          silence.comment());
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.READ, this::list),
        Route.post(PATH, Access.ADMIN, this::create),
        Route.delete(PATH + "/{id}", Access.ADMIN, this::end));
  }

  private Response list(Request request) {
    long now = clock.nowMicros();
    return Answer.success()
        .with(
            "silences",
            engine.alerts().silences().all(now).stream().map(s -> View.of(s, now)).toList())
        .response();
  }

  private Response create(Request request) {
    Asked asked = request.json(Asked.class);
    long now = clock.nowMicros();
    Checks checks = new Checks();
    List<TagMatcher> matchers = matchers(asked.matchers(), checks);
    long starts = checks.time("starts_at", asked.startsAt(), now);
    if (asked.endsAt() == null) {
      checks.wrong("ends_at", "a time with its zone like 2026-01-31T12:00:00Z", null);
    }
    long ends = checks.time("ends_at", asked.endsAt(), now + 1);
    if (ends <= starts || ends <= now) {
      checks.wrong("ends_at", "a time after the start and after now", asked.endsAt());
    } else if (ends - starts > LONGEST.toNanos() / 1_000) {
      checks.wrong("ends_at", "a time within 366 days of the start", asked.endsAt());
    }
    String comment = asked.comment() == null ? "" : asked.comment();
    if (comment.length() > 1_000) {
      checks.wrong("comment", "at most 1000 characters", comment.length() + " characters");
    }
    checks.throwIfAny();
    Silence silence =
        engine
            .alerts()
            .silences()
            .add(matchers, starts, ends, comment, request.caller().name(), now);
    engine.alerts().silencesChanged(now);
    return Answer.success().with("silence", View.of(silence, now)).response();
  }

  private static List<TagMatcher> matchers(@Nullable List<String> given, Checks checks) {
    List<TagMatcher> matchers = new ArrayList<>();
    if (given == null || given.isEmpty() || given.size() > MOST_MATCHERS) {
      checks.wrong(
          "matchers",
          "1 to " + MOST_MATCHERS + " matchers, as in [\"agent_type=planner\"]",
          given == null ? null : given.size());
      return matchers;
    }
    for (int i = 0; i < given.size(); i++) {
      try {
        matchers.add(TagMatcher.parse(String.valueOf(given.get(i))));
      } catch (IllegalArgumentException e) {
        checks.wrong(
            "matchers[" + i + "]",
            "a matcher as in team=shop, env!=test, queue=~in.* or queue!~in.*",
            given.get(i));
      }
    }
    return matchers;
  }

  private Response end(Request request) {
    String id = request.pathParameter("id");
    long now = clock.nowMicros();
    Silence ended =
        engine
            .alerts()
            .silences()
            .end(id, request.caller().name(), now)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            "Expected the id of a silence, but there is none called " + id)));
    engine.alerts().silencesChanged(now);
    return Answer.success().with("silence", View.of(ended, now)).response();
  }
}
