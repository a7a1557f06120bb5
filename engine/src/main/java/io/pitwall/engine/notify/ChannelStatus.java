package io.pitwall.engine.notify;

/**
 * A channel and how it does.
 *
 * @param channel the channel
 * @param waiting notifications that wait for it
 * @param delivered those that arrived since start
 * @param failedAttempts attempts that failed since start, also of what arrived later
 * @param givenUp notifications given up since start
 * @param lastError what the latest attempt failed of, empty if it did not
 */
public record ChannelStatus(
    Channel channel,
    int waiting,
    long delivered,
    long failedAttempts,
    long givenUp,
    String lastError) {}
