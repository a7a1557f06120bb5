package io.pitwall.engine.run;

import io.pitwall.model.trace.TraceId;

/**
 * A run whose first span has not come, so that it has not ended as far as is known.
 *
 * @param traceId identity
 * @param workflow name of its workflow, as far as it is known
 * @param startMicros start of its earliest span, microseconds since the epoch
 */
public record OpenRun(TraceId traceId, String workflow, long startMicros) {}
