package io.pitwall.server.api;

import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run as it is answered. */
record RunView(
    String traceId,
    String workflow,
    String service,
    String state,
    String status,
    Instant startedAt,
    double durationMs,
    int spanCount,
    int agentSpans,
    int modelCalls,
    int failedModelCalls,
    int toolCalls,
    int errorSpans,
    Tokens tokens,
    @Nullable Double costUsd,
    boolean costComplete,
    List<String> agents) {

  static RunView of(Run run) {
    return new RunView(
        run.traceId().toString(),
        run.workflow(),
        run.service(),
        run.state().name().toLowerCase(Locale.ROOT),
        run.status().name().toLowerCase(Locale.ROOT),
        Times.instant(run.startNanos() / 1_000),
        run.durationNanos() / 1e6,
        run.spanCount(),
        run.agentSpans(),
        run.modelCalls(),
        run.failedModelCalls(),
        run.toolCalls(),
        run.errorSpans(),
        run.tokens(),
        run.costUsd(),
        run.costComplete(),
        run.agents());
  }
}
