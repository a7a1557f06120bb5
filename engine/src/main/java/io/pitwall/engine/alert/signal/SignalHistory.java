package io.pitwall.engine.alert.signal;

import java.util.SortedMap;

/**
 * What a signal said of one thing over time, in buckets of equal width. The arrays have the same
 * length; a bucket without observations has NaN and 0.
 *
 * @param subject identity of name and tags
 * @param tags what tells it apart
 * @param startMicros start of each bucket, ascending
 * @param values value of each bucket
 * @param counts observations of each bucket
 */
@SuppressWarnings("ArrayRecordComponent") // columns; never compared, only read
public record SignalHistory(
    long subject,
    SortedMap<String, String> tags,
    long[] startMicros,
    double[] values,
    long[] counts) {}
