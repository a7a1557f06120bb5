package io.pitwall.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that ended and waits to be sent.
 *
 * @param identity where it stands
 * @param name as shown
 * @param otlpKind OTLP span kind
 * @param startNanos start, nanoseconds since the epoch
 * @param endNanos end, nanoseconds since the epoch
 * @param attributes names to values: String, Long, Double or Boolean
 * @param failed whether it ended in an error
 * @param errorMessage text of the error, null if none
 */
record FinishedSpan(
    SpanIdentity identity,
    String name,
    int otlpKind,
    long startNanos,
    long endNanos,
    Map<String, Object> attributes,
    boolean failed,
    @Nullable String errorMessage) {}
