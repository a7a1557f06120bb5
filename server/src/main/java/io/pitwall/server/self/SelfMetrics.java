package io.pitwall.server.self;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.alert.Severity;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.MediaTypes;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.StoreStats;
import java.util.List;
import java.util.TreeMap;

/**
 * {@code GET /metrics}: how the product itself does. Whatever is refused, dropped or left out
 * anywhere is a counter here.
 */
public final class SelfMetrics {
  private final PerformanceEngine engine;
  private final HttpMetrics http;
  private final String version;

  public SelfMetrics(PerformanceEngine engine, HttpMetrics http, String version) {
    this.engine = engine;
    this.http = http;
    this.version = version;
  }

  public List<Route> routes() {
    return List.of(Route.get("/metrics", Access.READ, this::metrics));
  }

  /** Whoever does not ask for OpenMetrics, such as a browser, gets plain text. */
  private Response metrics(Request request) {
    String type =
        MediaTypes.negotiate(
            request.header("accept"), List.of(Exposition.PROMETHEUS, Exposition.OPEN_METRICS));
    boolean open = type.equals(Exposition.OPEN_METRICS);
    return Response.text(type, text(open));
  }

  private String text(boolean openMetrics) {
    Exposition out = new Exposition(openMetrics);
    out.family("pitwall_build_info", MetricKind.GAUGE, "Version of the product, always 1")
        .sample(1, "version", version);
    intake(out);
    store(out, engine.telemetry().stats());
    work(out);
    http.write(out);
    RuntimeMetrics.write(out, engine.snapshot());
    return out.finished();
  }

  private void intake(Exposition out) {
    out.family(
        "pitwall_intake_refused_records",
        MetricKind.COUNTER,
        "Records of telemetry that were not taken, by reason");
    engine
        .intake()
        .refusals()
        .byReason()
        .forEach((reason, count) -> out.sample(count, "reason", reason));
    out.single(
        "pitwall_intake_overflowed_series",
        MetricKind.COUNTER,
        "New series that share an overflow series because their metric is full",
        engine.intake().overflowedSeries());
    out.single(
        "pitwall_intake_overflowed_agent_spans",
        MetricKind.COUNTER,
        "Spans counted under one name because there are too many agents",
        engine.intake().overflowedAgentSpans());
    out.single(
        "pitwall_intake_ended_series",
        MetricKind.COUNTER,
        "Series that their source said had ended, as stale markers do",
        engine.intake().endedSeries());
    out.single("pitwall_series", MetricKind.GAUGE, "Series known", engine.intake().seriesCount());
  }

  private static void store(Exposition out, StoreStats stats) {
    out.single("pitwall_store_spans", MetricKind.GAUGE, "Spans kept", stats.spans());
    out.single("pitwall_store_samples", MetricKind.GAUGE, "Raw samples kept", stats.samples());
    out.single("pitwall_store_runs", MetricKind.GAUGE, "Final runs kept", stats.runs());
    out.single(
        "pitwall_store_file_bytes",
        MetricKind.GAUGE,
        "Size of the data on disk, write-ahead log included",
        stats.fileBytes());
    out.single(
        "pitwall_store_queue_records",
        MetricKind.GAUGE,
        "Records that wait to be committed",
        stats.queuedRecords());
    out.single(
        "pitwall_store_queue_capacity_records",
        MetricKind.GAUGE,
        "Most records that may wait",
        stats.queueCapacity());
    out.single("pitwall_store_commits", MetricKind.COUNTER, "Commits", stats.commits());
    out.single(
        "pitwall_store_failed_commits",
        MetricKind.COUNTER,
        "Commits that failed",
        stats.failedCommits());
    out.single(
        "pitwall_store_refused_batches",
        MetricKind.COUNTER,
        "Batches refused because the queue was full",
        stats.refusedBatches());
    out.single(
        "pitwall_store_duplicate_spans",
        MetricKind.COUNTER,
        "Spans left out because they were there before",
        stats.duplicateSpans());
    out.single(
        "pitwall_store_last_commit_seconds",
        MetricKind.GAUGE,
        "Duration of the last commit",
        stats.lastCommitMillis() / 1e3);
  }

  private void work(Exposition out) {
    out.single("pitwall_agents", MetricKind.GAUGE, "Agents known", engine.agents().size());
    out.single("pitwall_runs_running", MetricKind.GAUGE, "Runs under way", engine.runs().running());
    out.family("pitwall_alerts_active", MetricKind.GAUGE, "Active alerts, by severity");
    for (Severity severity : Severity.values()) {
      out.sample(
          engine.alerts().active().stream().filter(alert -> alert.severity() == severity).count(),
          "severity",
          severity.wireName());
    }
    out.family(
        "pitwall_recommendations_open", MetricKind.GAUGE, "Open recommendations, by priority");
    for (Priority priority : Priority.values()) {
      out.sample(
          engine.recommendations().open().stream()
              .filter(advice -> advice.finding().priority() == priority)
              .count(),
          "priority",
          priority.wireName());
    }
    new TreeMap<>(engine.selfCounts())
        .forEach(
            (name, count) ->
                out.single(
                    "pitwall_engine_" + name,
                    MetricKind.COUNTER,
                    "Inside the engine: " + name.replace('_', ' '),
                    count));
  }
}
