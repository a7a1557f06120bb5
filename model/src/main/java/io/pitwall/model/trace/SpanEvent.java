package io.pitwall.model.trace;

/**
 * Something that happened during a span.
 *
 * @param name e.g. {@code exception}
 * @param timeNanos when, nanoseconds since the epoch
 * @param attributes details
 */
public record SpanEvent(String name, long timeNanos, Attributes attributes) {}
