package io.pitwall.model.agent;

/**
 * The sums that a profile is made from, as they are kept. Totals of the same agent add up.
 *
 * @param agentId identity
 * @param agentType what sort of agent, as last reported
 * @param taskCount tasks it finished
 * @param errorCount those that failed
 * @param totalSeconds execution time of all of them
 * @param memoryMb last known memory, megabytes; NaN if never reported
 * @param cpuPercent last known CPU, percent; NaN if never reported
 * @param lastActivityMicros end of the latest task, microseconds since the epoch
 */
public record AgentTotals(
    String agentId,
    String agentType,
    long taskCount,
    long errorCount,
    double totalSeconds,
    double memoryMb,
    double cpuPercent,
    long lastActivityMicros) {}
