package io.pitwall.server.api;

import io.pitwall.analysis.path.CriticalPath;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.Piece;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /runs/{trace_id}/critical-path}: what the duration of a run hangs on. */
final class CriticalPathResource implements Resource {
  private final PerformanceEngine engine;

  CriticalPathResource(PerformanceEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/runs/{trace_id}/critical-path", Access.READ, this::path));
  }

  private Response path(Request request) {
    TraceId traceId = RunsResource.traceId(request);
    List<Span> spans = engine.telemetry().outlines(List.of(traceId)).getFirst();
    if (spans.isEmpty()) {
      throw RunsResource.unknown(request);
    }
    RunView run = RunView.of(spans, new Names());
    CriticalPath path = CriticalPath.of(run);
    Map<Long, Span> byId = HashMap.newHashMap(spans.size());
    spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    return Answer.success()
        .with("trace_id", traceId.toString())
        .with("started_at", Times.instant(run.startNanos() / 1_000))
        .with("duration_ms", run.durationNanos() / 1e6)
        .with(
            "segments",
            path.pieces().stream().map(piece -> segment(piece, run, path, byId)).toList())
        .response();
  }

  private static Map<String, @Nullable Object> segment(
      Piece piece, RunView run, CriticalPath path, Map<Long, Span> byId) {
    boolean outside = piece.span() == RunView.NONE;
    Span span = outside ? null : byId.get(run.spanId(piece.span()));
    return Answer.object()
        .with("span_id", span == null ? null : Span.hex(span.spanId()))
        .with("name", span == null ? null : span.name())
        .with("agent", span == null ? null : span.agentId())
        .with("kind", span == null ? null : span.kind().name().toLowerCase(Locale.ROOT))
        .with("type", piece.type().name().toLowerCase(Locale.ROOT))
        .with("start_ms", piece.startNanos() / 1e6)
        .with("end_ms", piece.endNanos() / 1e6)
        .with("drag_ms", outside ? 0 : path.dragNanos(piece.span()) / 1e6)
        .fields();
  }
}
