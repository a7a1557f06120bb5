package io.pitwall.engine.intake;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;

/**
 * A span as it came over a wire: decoded, but neither understood nor checked.
 *
 * @param traceIdHigh upper 64 bits of the trace id
 * @param traceIdLow lower 64 bits of the trace id
 * @param spanId span id, 0 if missing or malformed
 * @param parentSpanId parent, 0 if there is none
 * @param name as sent, possibly empty
 * @param role part played in a call
 * @param startNanos start, nanoseconds since the epoch, as sent
 * @param endNanos end, nanoseconds since the epoch, as sent; 0 if missing
 * @param status as sent
 * @param statusMessage as sent, empty if none
 * @param attributes as sent
 * @param events as sent
 * @param links as sent, malformed ones left out
 * @param source who sent it; shared by the spans of one sender
 */
public record RawSpan(
    long traceIdHigh,
    long traceIdLow,
    long spanId,
    long parentSpanId,
    String name,
    Role role,
    long startNanos,
    long endNanos,
    SpanStatus status,
    String statusMessage,
    Attributes attributes,
    List<SpanEvent> events,
    List<SpanLink> links,
    RawSource source) {

  /** OpenTelemetry's span kind: which side of a call a span is. */
  public enum Role {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }
}
