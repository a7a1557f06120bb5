package io.pitwall.server.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a list of agents can be sorted by. Unknown numbers come last either way; ties are broken by
 * id, so that every place in the list has a name.
 */
enum AgentOrder {
  PERFORMANCE_SCORE(true, AgentRow::performanceScore),
  TASK_COUNT(false, AgentRow::taskCount),
  ERROR_COUNT(false, AgentRow::errorCount),
  SUCCESS_RATE(true, AgentRow::successRate),
  AVERAGE_EXECUTION_TIME(false, AgentRow::averageExecutionTime),
  P95_EXECUTION_TIME(false, AgentRow::p95ExecutionTime),
  MEMORY_USAGE(false, AgentRow::memoryUsage),
  CPU_USAGE(false, AgentRow::cpuUsage),
  LAST_ACTIVITY(false, AgentRow::lastActivityMillis),
  THROUGHPUT_PER_MINUTE(false, AgentRow::throughputPerMinute),
  COST_USD(false, AgentRow::costUsd),
  /** By id alone. */
  AGENT_ID(true, row -> 0);

  private final boolean usuallyAscending;
  private final ToDoubleFunction<AgentRow> number;

  AgentOrder(boolean usuallyAscending, ToDoubleFunction<AgentRow> number) {
    this.usuallyAscending = usuallyAscending;
    this.number = number;
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
    return new Place(number.applyAsDouble(row), row.agentId());
  }
}
