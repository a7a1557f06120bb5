package io.pitwall.server.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a list of agents can be sorted by. Unknown numbers come last either way; ties are broken by
 * id, so that every place in the list has a name.
 */
enum AgentOrder {
  PERFORMANCE_SCORE(true),
  TASK_COUNT(false),
  ERROR_COUNT(false),
  SUCCESS_RATE(true),
  AVERAGE_EXECUTION_TIME(false),
  P95_EXECUTION_TIME(false),
  MEMORY_USAGE(false),
  CPU_USAGE(false),
  LAST_ACTIVITY(false),
  THROUGHPUT_PER_MINUTE(false),
  COST_USD(false),
  /** By id alone. */
  AGENT_ID(true);

  private final boolean usuallyAscending;

  AgentOrder(boolean usuallyAscending) {
    this.usuallyAscending = usuallyAscending;
  }

  /** Names of the fields, as in the answer. */
  static List<String> names() {
    return Arrays.stream(values()).map(order -> order.name().toLowerCase(Locale.ROOT)).toList();
  }

  static AgentOrder named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether the list begins with the smallest if nothing is said: what needs attention is first.
   */
  boolean usuallyAscending() {
    return usuallyAscending;
  }

  /** Place of an agent in the list. */
  record Place(double number, String agentId) {
    static Comparator<Place> comparator(AgentOrder order, boolean ascending) {
      Comparator<Place> byNumber =
          (one, other) -> {
            boolean unknown = Double.isNaN(one.number);
            if (unknown || Double.isNaN(other.number)) {
              return Boolean.compare(unknown, Double.isNaN(other.number));
            }
            int compared = Double.compare(one.number, other.number);
            return ascending ? compared : -compared;
          };
      Comparator<Place> byId = Comparator.comparing(Place::agentId);
      return order == AGENT_ID ? ascending ? byId : byId.reversed() : byNumber.thenComparing(byId);
    }
  }

  Place placeOf(AgentRow row) {
    double number =
        switch (this) {
          case PERFORMANCE_SCORE -> row.performanceScore();
          case TASK_COUNT -> row.taskCount();
          case ERROR_COUNT -> row.errorCount();
          case SUCCESS_RATE -> row.successRate();
          case AVERAGE_EXECUTION_TIME -> row.averageExecutionTime();
          case P95_EXECUTION_TIME -> row.p95ExecutionTime();
          case MEMORY_USAGE -> row.memoryUsage();
          case CPU_USAGE -> row.cpuUsage();
          case LAST_ACTIVITY -> row.lastActivityMillis();
          case THROUGHPUT_PER_MINUTE -> row.throughputPerMinute();
          case COST_USD -> row.costUsd();
          case AGENT_ID -> 0;
        };
    return new Place(number, row.agentId());
  }
}
