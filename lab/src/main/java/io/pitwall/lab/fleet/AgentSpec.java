package io.pitwall.lab.fleet;

import java.util.List;
import java.util.Map;

/**
 * A type of agent: a pool of instances that do the same work.
 *
 * @param type name of the type
 * @param service the program they run in
 * @param instances agents in the pool, each works on one task at a time
 * @param queueLimit tasks that may wait for an instance; one more fails at once
 * @param work what an instance does for a task
 * @param failureShare tasks that fail although every activity went well, 0 to 1
 * @param attempts how often a task is given to the pool before its workflow fails
 * @param memoryMb memory of an instance
 * @param cpuPercent CPU of an instance while it works, percent of a core
 * @param reporting how its work becomes known
 * @param leaks instances that lose memory: number of the instance to how it does so
 */
public record AgentSpec(
    String type,
    String service,
    int instances,
    int queueLimit,
    List<Activity> work,
    double failureShare,
    int attempts,
    double memoryMb,
    double cpuPercent,
    Reporting reporting,
    Map<Integer, Leak> leaks) {

  /** How work becomes known to the observer. */
  public enum Reporting {
    /** Spans over OTLP/gRPC. */
    GRPC_SPANS,
    /** Spans over OTLP/HTTP. */
    HTTP_SPANS,
    /** The agent itself reports each execution with memory and CPU, without spans. */
    EXECUTIONS
  }

  /**
   * A memory leak.
   *
   * @param mbPerTask memory lost with every task
   * @param restartAtMb memory at which the instance is restarted, and is as small as at first
   */
  public record Leak(double mbPerTask, double restartAtMb) {}

  public AgentSpec {
    if (instances < 1 || attempts < 1 || queueLimit < 0 || !(failureShare >= 0)) {
      throw new IllegalArgumentException(
          "Expected agent type "
              + type
              + " with instances >= 1, attempts >= 1, queueLimit >= 0"
              + " and failureShare >= 0, but got "
              + instances
              + ", "
              + attempts
              + ", "
              + queueLimit
              + ", "
              + failureShare);
    }
    work = List.copyOf(work);
    leaks = Map.copyOf(leaks);
  }

  /** Name of an instance, e.g. {@code retriever-02}. */
  public String agentId(int instance) {
    return "%s-%02d".formatted(type, instance + 1);
  }
}
