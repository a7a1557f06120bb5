package io.pitwall.model.agent;

import io.pitwall.model.trace.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work that an agent finished, reported by itself or read from its span.
 *
 * @param agentId who
 * @param agentType what sort of agent
 * @param endMicros when it ended, microseconds since the epoch
 * @param durationNanos how long it took, 0 or more
 * @param success whether it succeeded
 * @param memoryMb memory the agent uses, megabytes; NaN if unknown
 * @param cpuPercent CPU the agent uses, percent of a core; NaN if unknown
 * @param queueWaitNanos time waited before the start, -1 if unknown
 * @param workflow the workflow it was part of, null if none
 * @param task name of the task, null if unknown
 * @param errorClass class of the failure, null if none or unknown
 * @param tokens tokens used, null if unknown
 * @param costUsd cost in US dollars, null if unknown
 */
public record TaskExecution(
    String agentId,
    String agentType,
    long endMicros,
    long durationNanos,
    boolean success,
    double memoryMb,
    double cpuPercent,
    long queueWaitNanos,
    @Nullable String workflow,
    @Nullable String task,
    @Nullable String errorClass,
    @Nullable Tokens tokens,
    @Nullable Double costUsd) {

  public TaskExecution {
    if (agentId.isEmpty() || agentType.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected an agent id and type, but got '" + agentId + "' and '" + agentType + "'");
    }
    if (durationNanos < 0) {
      throw new IllegalArgumentException(
          "Expected an execution time of 0 or more, but got " + durationNanos + " ns");
    }
  }

  /** Execution time in seconds. */
  public double seconds() {
    return durationNanos / 1e9;
  }
}
