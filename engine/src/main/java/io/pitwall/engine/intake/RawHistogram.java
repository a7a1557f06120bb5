package io.pitwall.engine.intake;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.Series;

/**
 * A histogram as it came over a wire, brought to exponential buckets.
 *
 * @param series what was measured, from {@code Intake.series}; of a type with a distribution
 * @param startMicros start of the interval it covers, microseconds since the epoch, 0 if not said
 * @param timeMicros end of the interval, microseconds since the epoch
 * @param histogram the observations
 * @param cumulative whether it counts from {@code startMicros} on each time, so that the intake has
 *     to take the difference to the one before
 */
public record RawHistogram(
    Series series, long startMicros, long timeMicros, ExpHistogram histogram, boolean cumulative) {}
