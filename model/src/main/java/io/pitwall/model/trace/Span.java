package io.pitwall.model.trace;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One timed piece of work in a trace, as every part of the product understands it. What a
 * convention called it is settled before; the original attributes are kept beside.
 *
 * @param traceId the run it belongs to
 * @param spanId identity inside the trace, never 0
 * @param parentSpanId the enclosing span, 0 if there is none
 * @param kind what it is about
 * @param name as its source named it
 * @param operation what is done, with ids stripped: model, tool, agent, route or query; never empty
 * @param service the program that sent it, empty if unknown
 * @param agentId the agent at work, null if none is known
 * @param agentType what sort of agent, null if there is no agent
 * @param workflow name of the workflow, where the span itself says so
 * @param startNanos start, nanoseconds since the epoch
 * @param durationNanos 0 or more
 * @param queueWaitNanos time waited in a queue before the start, {@link #UNKNOWN} if not known
 * @param status how it ended
 * @param errorClass class of the failure, e.g. {@code RateLimitError}; null if none or not known
 * @param statusMessage text of the failure, null if none
 * @param model model that answered, null if this is no model call
 * @param provider who serves the model, null if unknown
 * @param tokens tokens reported on this span, null if none; on a span that encloses model calls
 *     they repeat those of the calls and are never added up
 * @param cost cost reported or computed for this span, null if unknown
 * @param attributes all that the source sent, content left out
 * @param links related spans
 * @param events things that happened meanwhile
 */
public record Span(
    TraceId traceId,
    long spanId,
    long parentSpanId,
    SpanKind kind,
    String name,
    String operation,
    String service,
    @Nullable String agentId,
    @Nullable String agentType,
    @Nullable String workflow,
    long startNanos,
    long durationNanos,
    long queueWaitNanos,
    SpanStatus status,
    @Nullable String errorClass,
    @Nullable String statusMessage,
    @Nullable String model,
    @Nullable String provider,
    @Nullable Tokens tokens,
    @Nullable Cost cost,
    Attributes attributes,
    List<SpanLink> links,
    List<SpanEvent> events) {

  /** Marks a time that is not known. */
  public static final long UNKNOWN = -1;

  public Span {
    if (spanId == 0) {
      throw new IllegalArgumentException("Expected a span id, but got all zeros");
    }
    if (durationNanos < 0) {
      throw new IllegalArgumentException(
          "Expected a duration of 0 ns or more, but got " + durationNanos);
    }
    if (queueWaitNanos < UNKNOWN) {
      throw new IllegalArgumentException(
          "Expected a queue wait of 0 ns or more, or -1 for unknown, but got " + queueWaitNanos);
    }
    links = List.copyOf(links);
    events = List.copyOf(events);
  }

  /** End, nanoseconds since the epoch. */
  public long endNanos() {
    return startNanos + durationNanos;
  }

  public boolean isError() {
    return status == SpanStatus.ERROR;
  }

  public boolean isRoot() {
    return parentSpanId == 0;
  }

  /** The span id as 16 lower-case hexadecimal digits. */
  public static String hex(long spanId) {
    return HexFormat.of().toHexDigits(spanId);
  }

  /** Starts a span with the fields that every span has. */
  public static SpanBuilder builder(TraceId traceId, long spanId, SpanKind kind, String name) {
    return new SpanBuilder(traceId, spanId, kind, name);
  }
}
