package io.pitwall.engine.query;

import org.jspecify.annotations.Nullable;

/**
 * A metric over a range, in a few numbers. Where it has several series they are taken together:
 * {@code current} is then the value of the series that reported last, the largest if there are
 * several.
 *
 * @param current latest value
 * @param average mean
 * @param min smallest value, NaN if not known
 * @param max largest value, likewise
 * @param count number of values
 * @param p95 95th percentile, for distributions; else null
 * @param unit unit of the values, empty if unknown
 * @param ratePerSecond for counters: increase per second over the range; else null
 */
public record MetricSummary(
    double current,
    double average,
    double min,
    double max,
    long count,
    @Nullable Double p95,
    String unit,
    @Nullable Double ratePerSecond) {}
