package io.pitwall.server.api;

import io.pitwall.analysis.capacity.ScalingAdvice;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.Scaling;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /scaling}: how many workers every pool should have. */
final class ScalingResource implements Resource {
  private final PerformanceEngine engine;
  private final Clock clock;

  ScalingResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/performance/scaling", Access.READ, this::advise).query("pool"));
  }

  private Response advise(Request request) {
    Optional<String> wanted = request.query().text("pool");
    List<Scaling.Sized> pools = engine.scaling().advise(clock.nowMicros());
    if (wanted.isEmpty()) {
      return Answer.success()
          .with("pools", pools.stream().map(ScalingResource::row).toList())
          .response();
    }
    Scaling.Sized pool =
        pools.stream()
            .filter(one -> one.advice().pool().equals(wanted.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            "Expected a pool with finished work, but got " + wanted.get())));
    // One number at a stable path, for autoscalers such as KEDA's metrics-api.
    return Answer.success()
        .with("pool", wanted.get())
        .with("desired", pool.size())
        .with("advice", row(pool))
        .response();
  }

  private static Map<String, @Nullable Object> row(Scaling.Sized sized) {
    ScalingAdvice advice = sized.advice();
    return Answer.object()
        .with("pool", advice.pool())
        .with("workflow", sized.workflow())
        .with("current", advice.current())
        .with("desired", sized.size())
        .with("desired_now", advice.desired())
        .with("reason", advice.reason().name().toLowerCase(Locale.ROOT))
        .with("arrivals_per_second", advice.perSecond())
        .with("service_ms", advice.serviceSeconds() * 1e3)
        .with("service_scv", advice.serviceScv())
        .with("utilisation", advice.utilisation())
        .with("predicted_utilisation", advice.predictedUtilisation())
        .with("wait_ms", advice.waitSeconds() * 1e3)
        .with("predicted_wait_ms", advice.predictedWaitSeconds() * 1e3)
        .with("n", advice.visits())
        .with("next_limit", LimitView.of(advice.nextLimit()))
        .fields();
  }
}
