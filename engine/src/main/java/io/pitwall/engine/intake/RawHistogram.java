package io.pitwall.engine.intake;

import io.pitwall.model.metric.ExpHistogram;

/**
 * A histogram as it came over a wire, brought to exponential buckets.
 *
 * @param series what was measured; of a type with a distribution
 * @param startMicros start of the interval it covers, microseconds since the epoch, 0 if not said
 * @param timeMicros end of the interval, microseconds since the epoch
 * @param histogram the observations
 * @param cumulative whether it counts from {@code startMicros} on each time, so that the intake has
 *     to take the difference to the one before
 */
public record RawHistogram(
    RawSeries series,
    long startMicros,
    long timeMicros,
    ExpHistogram histogram,
    boolean cumulative) {}
