package io.pitwall.client;

/**
 * What became of the spans of a recorder since it was built. Every finished span ends in exactly
 * one of the last four numbers or still waits.
 *
 * @param finished spans that ended
 * @param acknowledged spans that the server took
 * @param refused spans that the server said it cannot take
 * @param dropped spans for which the queue had no room, or that came after closing
 * @param givenUp spans of requests that failed for good or for too long
 */
public record RecorderStats(
    long finished, long acknowledged, long refused, long dropped, long givenUp) {}
