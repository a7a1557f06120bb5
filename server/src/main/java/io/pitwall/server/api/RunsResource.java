package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunDetail;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /runs}, {@code GET /runs/{trace_id}} and {@code GET /runs/{trace_id}/detail}. */
final class RunsResource implements Resource {
  private static final int USUAL = 50;
  private static final int MOST = 1_000;
  private static final int DEEPEST = 1_000_000;

  /** Runs under way that are listed; each has to be put together from its spans. */
  private static final int MOST_RUNNING = 200;

  private static final List<String> STATUSES = names(SpanStatus.values());
  private static final List<String> STATES = names(RunState.values());
  private static final List<String> SORTS = names(RunQuery.Sort.values());

  private final PerformanceEngine engine;
  private final Clock clock;

  RunsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/runs", Access.READ, this::list)
            .query(
                "workflow",
                "agent_id",
                "status",
                "state",
                "min_ms",
                AskedRange.HOURS,
                AskedRange.FROM,
                AskedRange.TO,
                "sort",
                "limit",
                Cursor.PARAMETER),
        Route.get("/api/performance/runs/{trace_id}", Access.READ, this::run),
        Route.get("/api/performance/runs/{trace_id}/detail", Access.READ, this::detail));
  }

  /** Place of a page: how many came before, and the end of time as the first page saw it. */
  private record Place(int offset, long untilMicros) {}

  private Response list(Request request) {
    Query query = request.query();
    long now = clock.nowMicros();
    Place place =
        Cursor.read(
                query, 2, parts -> new Place(offset(parts.get(0)), Long.parseLong(parts.get(1))))
            .orElse(new Place(0, Long.MAX_VALUE));
    int limit = query.whole("limit", 1, MOST, USUAL);
    Optional<TimeRange> asked = AskedRange.find(query, now).map(AskedRange::range);
    Optional<String> state = query.oneOf("state", STATES);
    RunQuery wanted = wanted(query, within(asked, place, now));
    RunMerge merge =
        new RunMerge(wanted, state.equals(Optional.of("final")) ? List.of() : running(wanted));
    RunPage page =
        state.equals(Optional.of("running"))
            ? merge.runningOnly(place.offset, limit)
            : merge.page(place.offset, limit, engine.telemetry()::runs);
    int end = place.offset + limit;
    long until = place.untilMicros == Long.MAX_VALUE ? newest(page, now) + 1 : place.untilMicros;
    return Answer.success()
        .with("runs", page.runs().stream().map(RunView::of).toList())
        .with("total", page.total())
        .with("running", engine.runs().running())
        .with(
            "next_cursor",
            end < Math.min(page.total(), DEEPEST)
                ? Cursor.of(Integer.toString(end), Long.toString(until))
                : null)
        .response();
  }

  private static long newest(RunPage page, long now) {
    return page.runs().stream().mapToLong(run -> run.startNanos() / 1_000).reduce(now, Math::max);
  }

  private static int offset(String text) {
    int offset = Integer.parseInt(text);
    if (offset < 0 || offset > DEEPEST) {
      throw new IllegalArgumentException("Expected an offset in 0.." + DEEPEST);
    }
    return offset;
  }

  /** Runs that began after the first page was made would push the others down. */
  private static Optional<TimeRange> within(Optional<TimeRange> asked, Place place, long now) {
    if (place.untilMicros == Long.MAX_VALUE) {
      return asked;
    }
    TimeRange range = asked.orElse(new TimeRange(0, now + 1));
    return Optional.of(
        new TimeRange(
            range.fromMicros(),
            Math.max(range.fromMicros(), Math.min(range.toMicros(), place.untilMicros))));
  }

  private static RunQuery wanted(Query query, Optional<TimeRange> range) {
    double minMs = query.number("min_ms", 0, 1e12).orElse(0);
    return new RunQuery(
        query.text("workflow").orElse(null),
        query.text("agent_id").orElse(null),
        query
            .oneOf("status", STATUSES)
            .map(name -> SpanStatus.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(null),
        Math.round(minMs * 1e6),
        range.orElse(null),
        query
            .oneOf("sort", SORTS)
            .map(name -> RunQuery.Sort.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(RunQuery.Sort.NEWEST),
        1,
        0);
  }

  private List<Run> running(RunQuery wanted) {
    return engine.runs().running(MOST_RUNNING).stream()
        .filter(run -> RunMerge.matches(run, wanted))
        .toList();
  }

  private Response run(Request request) {
    Run run = engine.runs().run(traceId(request)).orElseThrow(() -> unknown(request));
    return Answer.success().with("run", RunView.of(run)).response();
  }

  private Response detail(Request request) {
    TraceId traceId = traceId(request);
    RunDetail detail = engine.runs().detail(traceId).orElseThrow(() -> unknown(request));
    return Answer.success()
        .with("trace_id", traceId.toString())
        .with("detail", RunDetailView.of(detail))
        .response();
  }

  /**
   * The trace id in the path.
   *
   * @throws ProblemException 404 if it cannot be one: there is no such run
   */
  static TraceId traceId(Request request) {
    try {
      return TraceId.parse(request.pathParameter("trace_id").toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.notFound(String.valueOf(e.getMessage())));
    }
  }

  static ProblemException unknown(Request request) {
    return new ProblemException(
        Problem.notFound(
            "Expected the trace id of a run, but got " + request.pathParameter("trace_id")));
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
