package io.pitwall.store.api;

import io.pitwall.model.trace.TraceId;

/**
 * A trace with spans that no saved run covers yet.
 *
 * @param traceId the trace
 * @param lastSeq number of the last commit that brought a span of it (an arrival time, microseconds
 *     since the epoch)
 * @param spanCount spans stored so far
 */
public record OpenTrace(TraceId traceId, long lastSeq, long spanCount) {}
