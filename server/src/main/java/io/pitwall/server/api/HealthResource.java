package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.List;

/**
 * {@code GET /healthz}: the process answers; restart it if it does not. {@code GET /readyz}: the
 * store can be read and written; send no traffic while it cannot.
 */
final class HealthResource implements Resource {
  private final PerformanceEngine engine;

  HealthResource(PerformanceEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/healthz", Access.OPEN, request -> status("alive")),
        Route.get("/readyz", Access.OPEN, this::ready));
  }

  private Response ready(Request request) {
    engine.telemetry().check();
    return status("ready");
  }

  private static Response status(String status) {
    return Answer.success().with("status", status).response();
  }
}
