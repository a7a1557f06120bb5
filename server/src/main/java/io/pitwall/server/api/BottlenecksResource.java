package io.pitwall.server.api;

import io.pitwall.analysis.bottleneck.Bottleneck;
import io.pitwall.analysis.bottleneck.Bottlenecks;
import io.pitwall.analysis.whatif.WhatIf;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /workflows/{name}/bottlenecks}: what a workflow's time hangs on. */
final class BottlenecksResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;

  BottlenecksResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/workflows/{name}/bottlenecks", Access.READ, this::rank)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO));
  }

  private Response rank(Request request) {
    AskedRange range = AskedRange.of(request.query(), 24, clock.nowMicros());
    WorkflowRuns runs = runs(engine, request.pathParameter("name"), range);
    WhatIf whatIf = runs.whatIf();
    int have = runs.views().size();
    return Answer.success()
        .with("workflow", runs.workflow())
        .with("time_range_hours", range.hours())
        .with("runs", have)
        .with(
            "message",
            have < WhatIf.FEWEST_RUNS
                ? "not enough data for ceilings: have %d runs, need %d"
                    .formatted(have, WhatIf.FEWEST_RUNS)
                : null)
        .with(
            "bottlenecks",
            Bottlenecks.rank(runs.views(), runs.names(), whatIf).stream()
                .map(BottlenecksResource::row)
                .toList())
        .response();
  }

  /**
   * The runs that started in the range.
   *
   * @throws ProblemException 404 if there are none
   */
  static WorkflowRuns runs(PerformanceEngine engine, String workflow, AskedRange range) {
    return engine
        .archive()
        .in(workflow, range.range())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "Expected the name of a workflow with finished runs in the range, but got "
                            + workflow)));
  }

  private static Map<String, @Nullable Object> row(Bottleneck one) {
    return Answer.object()
        .with("sort", one.subject().sort().name().toLowerCase(Locale.ROOT))
        .with("name", one.subject().name())
        .with("path_share_p50", one.medianShare())
        .with("path_share_slow", one.slowShare())
        .with("wait_share", one.waitShare())
        .with("difference_share", one.differenceShare())
        .with("drag_ms", one.dragSeconds() * 1e3)
        .with(
            "ceiling",
            one.ceiling()
                .map(
                    most ->
                        Answer.object()
                            .with("p50_ms", WhatIfResource.estimate(most.p50(), 1e3))
                            .with("p95_ms", WhatIfResource.estimate(most.p95(), 1e3))
                            .fields())
                .orElse(null))
        .with("gain_ms", one.gainSeconds() * 1e3)
        .with("n", one.runs())
        .with("confidence", one.confidence())
        .fields();
  }
}
