package io.pitwall.model.agent;

/**
 * How an agent has done since it was first seen. A snapshot: it does not change.
 *
 * @param agentId identity
 * @param agentType what sort of agent
 * @param taskCount tasks it finished
 * @param errorCount those that failed
 * @param totalSeconds execution time of all of them
 * @param memoryMb last known memory, megabytes; 0 if never reported, as in the original
 * @param cpuPercent last known CPU, percent; 0 if never reported, as in the original
 * @param lastActivityMicros end of the latest task, microseconds since the epoch
 * @param score current score and its parts
 */
public record AgentProfile(
    String agentId,
    String agentType,
    long taskCount,
    long errorCount,
    double totalSeconds,
    double memoryMb,
    double cpuPercent,
    long lastActivityMicros,
    ScoreParts score) {

  /** Mean execution time in seconds, 0 before the first task. */
  public double meanSeconds() {
    return taskCount == 0 ? 0 : totalSeconds / taskCount;
  }

  /** Share of the tasks that succeeded, 1 before the first task, as in the original. */
  public double successRate() {
    return taskCount == 0 ? 1 : (double) (taskCount - errorCount) / taskCount;
  }
}
