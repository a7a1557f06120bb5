package io.pitwall.analysis.capacity;

import io.pitwall.analysis.queue.QueueLoad;

/**
 * What was measured of a pool.
 *
 * @param name name of the pool: the type of its agents
 * @param load arrivals, service and slots, with what comes from elsewhere
 * @param visits how many visits that rests on
 * @param meanWaitSeconds mean wait of the visits
 * @param beyondTarget share of the visits that waited longer than the target allows, 0..1
 * @param recorded the visits, with such from elsewhere made up
 */
public record PoolState(
    String name,
    QueueLoad load,
    int visits,
    double meanWaitSeconds,
    double beyondTarget,
    RecordedQueue recorded) {}
