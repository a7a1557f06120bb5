package io.pitwall.server.api;

import io.pitwall.analysis.workflow.SpanTree;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of a run as it is answered. Times are offsets from the run's start.
 *
 * @param onPath whether it is on the critical path
 * @param attributes what its source sent, null where they were left out
 */
record SpanView(
    String spanId,
    @Nullable String parentSpanId,
    int depth,
    String kind,
    String name,
    String operation,
    String service,
    @Nullable String agentId,
    @Nullable String agentType,
    double startMs,
    double durationMs,
    double selfMs,
    @Nullable Double queueWaitMs,
    String status,
    @Nullable String errorClass,
    @Nullable String statusMessage,
    @Nullable String model,
    @Nullable String provider,
    @Nullable Tokens tokens,
    @Nullable Double costUsd,
    @Nullable String costSource,
    boolean onPath,
    @Nullable Map<String, Object> attributes,
    @Nullable List<Link> links,
    @Nullable List<Event> events) {

  /** A reference to another span. */
  record Link(String traceId, String spanId) {
    static Link of(SpanLink link) {
      return new Link(link.traceId().toString(), Span.hex(link.spanId()));
    }
  }

  /** Something that happened meanwhile. */
  record Event(String name, double atMs, Map<String, Object> attributes) {}

  /**
   * @param runStartNanos start of the run
   * @param detailed whether attributes, links and events are there
   */
  static SpanView of(SpanTree.Placed placed, long runStartNanos, boolean detailed, boolean onPath) {
    Span span = placed.span();
    Cost cost = span.cost();
    return new SpanView(
        Span.hex(span.spanId()),
        span.isRoot() ? null : Span.hex(span.parentSpanId()),
        placed.depth(),
        span.kind().name().toLowerCase(Locale.ROOT),
        span.name(),
        span.operation(),
        span.service(),
        span.agentId(),
        span.agentType(),
        (span.startNanos() - runStartNanos) / 1e6,
        span.durationNanos() / 1e6,
        placed.selfNanos() / 1e6,
        span.queueWaitNanos() == Span.UNKNOWN ? null : (Double) (span.queueWaitNanos() / 1e6),
        span.status().name().toLowerCase(Locale.ROOT),
        span.errorClass(),
        span.statusMessage(),
        span.model(),
        span.provider(),
        span.tokens(),
        cost == null ? null : (Double) cost.usd(),
        cost == null ? null : cost.source().name().toLowerCase(Locale.ROOT),
        onPath,
        detailed ? span.attributes().toMap() : null,
        detailed ? span.links().stream().map(Link::of).toList() : null,
        detailed
            ? span.events().stream().map(event -> event(event, runStartNanos)).toList()
            : null);
  }

  private static Event event(SpanEvent event, long runStartNanos) {
    return new Event(
        event.name(), (event.timeNanos() - runStartNanos) / 1e6, event.attributes().toMap());
  }
}
