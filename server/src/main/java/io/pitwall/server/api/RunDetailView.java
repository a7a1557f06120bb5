package io.pitwall.server.api;

import io.pitwall.model.trace.RunDetail;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a run went, as it is answered. */
record RunDetailView(
    String outcome,
    List<RunDetail.AgentShare> agents,
    List<Handoff> handoffs,
    List<Retry> retries,
    Waits waits,
    List<RunDetail.SoftError> softErrors,
    TokenCheck tokenCheck,
    @Nullable Double reportedCostUsd,
    boolean reportedCostComplete,
    @Nullable Double computedCostUsd,
    int orphanSpans,
    int overrunningSpans) {

  record Handoff(String from, String to, String how, int count, double waitMs) {}

  record Retry(
      String kind,
      String operation,
      @Nullable String agentId,
      int attempts,
      boolean succeeded,
      Instant startedAt,
      double lostMs) {}

  record TokenCheck(int agreeing, int less, int missing, List<Missing> missingChildSpans) {}

  record Missing(String spanId, String operation, long reportedTokens, long countedTokens) {}

  record Waits(int count, double ms, int derivedCount, double derivedMs) {}

  static RunDetailView of(RunDetail detail) {
    return new RunDetailView(
        name(detail.outcome()),
        detail.agents(),
        detail.handoffs().stream()
            .map(
                handoff ->
                    new Handoff(
                        handoff.from(),
                        handoff.to(),
                        name(handoff.how()),
                        handoff.count(),
                        handoff.waitNanos() / 1e6))
            .toList(),
        detail.retries().stream().map(RunDetailView::retry).toList(),
        new Waits(
            detail.waits().said(),
            detail.waits().saidNanos() / 1e6,
            detail.waits().derived(),
            detail.waits().derivedNanos() / 1e6),
        detail.softErrors(),
        check(detail.tokenCheck()),
        detail.reportedUsd(),
        detail.reportedComplete(),
        detail.computedUsd(),
        detail.orphans(),
        detail.overrunning());
  }

  private static TokenCheck check(RunDetail.TokenCheck check) {
    return new TokenCheck(
        check.agreeing(),
        check.less(),
        check.missing(),
        check.spans().stream()
            .map(
                span ->
                    new Missing(
                        HexFormat.of().toHexDigits(span.spanId()),
                        span.operation(),
                        span.reported(),
                        span.counted()))
            .toList());
  }

  private static Retry retry(RunDetail.Retry retry) {
    return new Retry(
        name(retry.kind()),
        retry.operation(),
        retry.agentId(),
        retry.attempts(),
        retry.succeeded(),
        Times.instant(retry.startNanos() / 1_000),
        retry.lostNanos() / 1e6);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
