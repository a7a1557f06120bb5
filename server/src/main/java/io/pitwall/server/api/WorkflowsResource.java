package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.WorkflowQueries;
import io.pitwall.engine.query.WorkflowStats;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /workflows} and {@code /workflows/{name}}. */
final class WorkflowsResource implements Resource {
  private static final List<String> SORTS =
      List.of("runs", "running", "errors", "error_rate", "p50_ms", "p95_ms", "p99_ms", "cost_usd");
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private final PerformanceEngine engine;
  private final Clock clock;

  WorkflowsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/workflows", Access.READ, this::list).query(CallList.PARAMETERS),
        Route.get("/api/performance/workflows/{name}", Access.READ, this::one)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO));
  }

  private Response list(Request request) {
    Query query = request.query();
    AskedRange range = AskedRange.of(query, 1, clock.nowMicros());
    String sort = query.oneOf("sort", SORTS).orElse("runs");
    boolean ascending = query.oneOf("order", List.of("asc", "desc")).equals(Optional.of("asc"));
    String text = query.text("q").orElse("").toLowerCase(Locale.ROOT);
    int limit = query.whole("limit", 1, MOST, USUAL);
    WorkflowQueries.Found found = engine.workflows().workflows(null, range.range());
    List<WorkflowStats> workflows =
        found.workflows().stream()
            .filter(workflow -> workflow.name().toLowerCase(Locale.ROOT).contains(text))
            .sorted(
                Comparator.comparing(
                        (WorkflowStats workflow) -> number(workflow, sort),
                        CallOrder.numbers(ascending))
                    .thenComparing(WorkflowStats::name))
            .toList();
    return Answer.success()
        .with("time_range_hours", range.hours())
        .with("workflows", workflows.stream().limit(limit).map(w -> row(w).fields()).toList())
        .with("total", workflows.size())
        .with("complete", found.complete())
        .response();
  }

  private Response one(Request request) {
    AskedRange range = AskedRange.of(request.query(), 1, clock.nowMicros());
    String name = request.pathParameter("name");
    WorkflowQueries.Found found = engine.workflows().workflows(name, range.range());
    if (found.workflows().isEmpty()) {
      throw new ProblemException(
          Problem.notFound(
              "Expected the name of a workflow with runs in the range, but got " + name));
    }
    return Answer.success()
        .with("time_range_hours", range.hours())
        .with("workflow", row(found.workflows().getFirst()).fields())
        .with("complete", found.complete())
        .response();
  }

  private static double number(WorkflowStats workflow, String sort) {
    return switch (sort) {
      case "runs" -> workflow.runs();
      case "running" -> workflow.running();
      case "errors" -> workflow.failed();
      case "error_rate" -> workflow.errorRate();
      case "p50_ms" -> workflow.seconds().quantile(0.5);
      case "p95_ms" -> workflow.seconds().quantile(0.95);
      case "p99_ms" -> workflow.seconds().quantile(0.99);
      default -> {
        Double cost = workflow.costUsd();
        yield cost == null ? Double.NaN : cost;
      }
    };
  }

  private static Answer row(WorkflowStats workflow) {
    return Answer.object()
        .with("name", workflow.name())
        .with("runs", workflow.runs())
        .with("running", workflow.running())
        .with("succeeded", workflow.succeeded())
        .with("errors", workflow.failed())
        .with("error_rate", workflow.errorRate())
        .with("mean_ms", workflow.seconds().mean() * 1e3)
        .with("p50_ms", workflow.seconds().quantile(0.5) * 1e3)
        .with("p95_ms", workflow.seconds().quantile(0.95) * 1e3)
        .with("p99_ms", workflow.seconds().quantile(0.99) * 1e3)
        .with("cost_usd", workflow.costUsd())
        .with("cost_complete", workflow.costComplete())
        .with(
            "tokens",
            Answer.object()
                .with("input", workflow.inputTokens())
                .with("output", workflow.outputTokens())
                .fields())
        .with("agents", workflow.agents())
        .with("trend", workflow.trend().stream().map(part -> part(part).fields()).toList());
  }

  private static Answer part(WorkflowStats.Part part) {
    return Answer.object()
        .with("t", Times.instant(part.startMicros()))
        .with("runs", part.runs())
        .with("errors", part.failed())
        .with("p50_ms", part.seconds().quantile(0.5) * 1e3)
        .with("p95_ms", part.seconds().quantile(0.95) * 1e3)
        .with("cost_usd", part.costUsd());
  }
}
