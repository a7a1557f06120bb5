package io.pitwall.server.api;

import io.pitwall.analysis.path.CriticalPath;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.workflow.SpanTree;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.lang.ref.SoftReference;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /runs/{trace_id}/spans}: the spans of a run in the order of a waterfall, and {@code
 * GET /runs/{trace_id}/spans/{span_id}}: one of them with all that was sent.
 */
final class RunSpansResource implements Resource {
  private static final int USUAL = 1_000;
  private static final int MOST = 10_000;

  /** Beyond this many spans their attributes are left out: reading them would take seconds. */
  private static final int MOST_DETAILED = 20_000;

  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-fA-F]{16}");

  private final PerformanceEngine engine;

  /**
   * The outline that was asked for last. Whoever reads a run of 100,000 spans asks for ten pages of
   * it in a row, and laying it out anew is most of the time of each. Dropped when memory is short.
   */
  private volatile SoftReference<@Nullable Outline> last = new SoftReference<>(null);

  RunSpansResource(PerformanceEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/runs/{trace_id}/spans", Access.READ, this::spans)
            .query("limit", Cursor.PARAMETER, "window", "detailed"),
        Route.get("/api/performance/runs/{trace_id}/spans/{span_id}", Access.READ, this::span));
  }

  /** Part of the run that is looked at, milliseconds from its start. */
  private record Window(double fromMs, double toMs) {
    boolean shows(Span span, long runStartNanos) {
      double start = (span.startNanos() - runStartNanos) / 1e6;
      return start <= toMs && start + span.durationNanos() / 1e6 >= fromMs;
    }
  }

  /** A run laid out. As spans are only ever added, as many spans are the same spans. */
  private record Outline(
      TraceId traceId, long spanCount, List<SpanTree.Placed> placed, Set<Long> onPath) {
    static Outline of(TraceId traceId, long spanCount, List<Span> spans) {
      return new Outline(
          traceId,
          spanCount,
          SpanTree.preOrder(spans),
          spans.isEmpty() ? Set.of() : RunSpansResource.onPath(spans));
    }

    long runStart() {
      return placed.stream().mapToLong(one -> one.span().startNanos()).min().orElseThrow();
    }
  }

  private Outline outline(TraceId traceId) {
    long spanCount = engine.telemetry().spanCount(traceId);
    Outline known = last.get();
    if (known != null && known.traceId.equals(traceId) && known.spanCount == spanCount) {
      return known;
    }
    Outline made =
        Outline.of(traceId, spanCount, engine.telemetry().outlines(List.of(traceId)).getFirst());
    last = new SoftReference<>(made);
    return made;
  }

  private Response spans(Request request) {
    Query query = request.query();
    int limit = query.whole("limit", 1, MOST, USUAL);
    int from = Cursor.read(query, 1, parts -> Integer.parseInt(parts.getFirst())).orElse(0);
    Optional<Window> window = query.text("window").map(RunSpansResource::window);
    TraceId traceId = RunsResource.traceId(request);
    boolean detailed =
        query.flag("detailed", true) && engine.telemetry().spanCount(traceId) <= MOST_DETAILED;
    Outline outline =
        detailed
            ? Outline.of(traceId, 0, engine.telemetry().spans(traceId, 0, MOST_DETAILED))
            : outline(traceId);
    if (outline.placed.isEmpty()) {
      throw RunsResource.unknown(request);
    }
    long runStart = outline.runStart();
    List<SpanTree.Placed> shown =
        outline.placed.stream()
            .filter(placed -> window.isEmpty() || window.get().shows(placed.span(), runStart))
            .toList();
    int start = Math.min(Math.max(0, from), shown.size());
    int end = Math.min(shown.size(), start + limit);
    return Answer.success()
        .with("trace_id", traceId.toString())
        .with("started_at", Times.instant(runStart / 1_000))
        .with(
            "spans",
            shown.subList(start, end).stream()
                .map(
                    placed ->
                        SpanView.of(
                            placed,
                            runStart,
                            detailed,
                            outline.onPath.contains(placed.span().spanId())))
                .toList())
        .with("total", shown.size())
        .with("detailed", detailed)
        .with("next_cursor", end < shown.size() ? Cursor.of(Integer.toString(end)) : null)
        .response();
  }

  private Response span(Request request) {
    TraceId traceId = RunsResource.traceId(request);
    List<Span> spans = engine.telemetry().outlines(List.of(traceId)).getFirst();
    if (spans.isEmpty()) {
      throw RunsResource.unknown(request);
    }
    long spanId = spanId(request);
    SpanTree.Placed placed =
        SpanTree.preOrder(spans).stream()
            .filter(candidate -> candidate.span().spanId() == spanId)
            .findFirst()
            .orElseThrow(() -> unknownSpan(request));
    // Outlines come in the order of the spans themselves, so the place of one is that of the other.
    Span whole =
        engine.telemetry().spans(traceId, spans.indexOf(placed.span()), 1).stream()
            .filter(span -> span.spanId() == spanId)
            .findFirst()
            .orElseThrow(() -> unknownSpan(request)); // it went meanwhile
    long runStart = spans.stream().mapToLong(Span::startNanos).min().orElseThrow();
    return Answer.success()
        .with("trace_id", traceId.toString())
        .with(
            "span",
            SpanView.of(
                new SpanTree.Placed(whole, placed.depth(), placed.selfNanos()),
                runStart,
                true,
                onPath(spans).contains(spanId)))
        .response();
  }

  private static long spanId(Request request) {
    String text = request.pathParameter("span_id");
    if (!SPAN_ID.matcher(text).matches()) {
      throw unknownSpan(request);
    }
    return HexFormat.fromHexDigitsToLong(text);
  }

  private static ProblemException unknownSpan(Request request) {
    return new ProblemException(
        Problem.notFound(
            "Expected the id of a span of this run, 16 hexadecimal digits, but got "
                + request.pathParameter("span_id")));
  }

  private static Set<Long> onPath(List<Span> spans) {
    RunView run = RunView.of(spans, new Names());
    CriticalPath path = CriticalPath.of(run);
    Set<Long> onPath = new HashSet<>();
    for (int i = 0; i < run.size(); i++) {
      if (path.isCritical(i)) {
        onPath.add(run.spanId(i));
      }
    }
    return onPath;
  }

  private static Window window(String text) {
    String[] bounds = text.split(",", -1);
    if (bounds.length == 2) {
      try {
        double from = Double.parseDouble(bounds[0]);
        double to = Double.parseDouble(bounds[1]);
        if (from <= to) {
          return new Window(from, to);
        }
      } catch (NumberFormatException e) {
        // told below
      }
    }
    throw Query.wrong("window", "two offsets from the run's start in ms like 0,1500", text);
  }
}
