package io.pitwall.store.api;

/**
 * Who changed what.
 *
 * @param atMicros when, microseconds since the epoch
 * @param actor who: name of a token, or the part of the product that acted by itself
 * @param action what was done, e.g. {@code thresholds.update}
 * @param target what it was done to
 * @param before state before as JSON, empty if there was none
 * @param after state after as JSON, empty if there is none
 */
public record AuditEntry(
    long atMicros, String actor, String action, String target, String before, String after) {}
