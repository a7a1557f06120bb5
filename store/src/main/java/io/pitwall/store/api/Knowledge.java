package io.pitwall.store.api;

import java.util.Map;

/**
 * A result of an analysis, kept for those who come later.
 *
 * @param atMicros when it was found, microseconds since the epoch
 * @param category what it is about, e.g. {@code performance_optimization}
 * @param content the result; values are strings, numbers, booleans, and lists and maps of these
 * @param metadata about the result
 */
public record Knowledge(
    long atMicros, String category, Map<String, Object> content, Map<String, Object> metadata) {}
