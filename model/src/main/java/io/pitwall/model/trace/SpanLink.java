package io.pitwall.model.trace;

/**
 * A reference to a span that is related but is not the parent: what came before in a queue, or the
 * other side of a hand-off.
 *
 * @param traceId trace of the other span
 * @param spanId the other span
 */
public record SpanLink(TraceId traceId, long spanId) {}
