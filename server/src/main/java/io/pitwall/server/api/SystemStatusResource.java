package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.system.SystemSnapshot;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.List;

/** {@code GET /system/status}: the latest look at the system. */
final class SystemStatusResource implements Resource {
  private final PerformanceEngine engine;

  SystemStatusResource(PerformanceEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/performance/system/status", Access.READ, this::status));
  }

  private Response status(Request request) {
    SystemSnapshot snapshot =
        engine
            .snapshot()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            engine.settings().collectSystem()
                                ? "Expected a look at the system, but the first comes with the first round"
                                : "Expected a look at the system, but it is not watched (engine.collect-system)")));
    return Answer.success()
        .with(
            "system_status",
            view(snapshot)
                .with("queue_waits", engine.activity().queueWaits(snapshot.timeMicros()))
                .with("queue_ages", engine.queues().ages(snapshot.timeMicros()))
                .fields())
        .response();
  }

  /** A snapshot as it is answered and streamed. */
  static Answer view(SystemSnapshot snapshot) {
    return Answer.object()
        .with("timestamp", Times.instant(snapshot.timeMicros()))
        .with("cpu_usage", snapshot.cpuUsage())
        .with("memory_usage", snapshot.memoryUsage())
        .with("disk_usage", snapshot.diskUsage())
        .with("network_io", snapshot.networkIo())
        .with("active_agents", snapshot.activeAgents())
        .with("active_workflows", snapshot.activeWorkflows())
        .with("queue_sizes", snapshot.queueSizes())
        .with("response_times", snapshot.responseTimes())
        .with("error_rates", snapshot.errorRates())
        .with("disk_io", snapshot.diskIo())
        .with("load", snapshot.load())
        .with("jvm", snapshot.jvm())
        .with("process", snapshot.process())
        .with("host", snapshot.host());
  }
}
