package io.pitwall.store.api;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.Series;

/**
 * A series over a range, in a few numbers.
 *
 * @param series what was measured
 * @param first earliest value by time
 * @param current latest value by time
 * @param average mean
 * @param min smallest
 * @param max largest
 * @param count number of values, 1 or more
 * @param firstMicros time of {@code first}, microseconds since the epoch; where only rollups are
 *     left, the start of the first bucket
 * @param lastMicros time of {@code current}, likewise
 * @param histogram the distribution, empty for types without one
 */
public record SeriesSummary(
    Series series,
    double first,
    double current,
    double average,
    double min,
    double max,
    long count,
    long firstMicros,
    long lastMicros,
    ExpHistogram histogram) {}
