package io.pitwall.engine;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics that the original records with every execution: execution time, success rate and
 * score of the agent. A success rate is a fraction, so it has no unit.
 */
final class AgentMetrics {

  /** How long each took; stored together with the executions. */
  static List<RawNumber> executionTimes(List<TaskExecution> executions) {
    List<RawNumber> numbers = new ArrayList<>(executions.size());
    for (TaskExecution done : executions) {
      numbers.add(number(done, "execution_time", MetricType.TIMER, "seconds", done.seconds()));
    }
    return numbers;
  }

  /** How each agent stands after them. */
  static List<RawNumber> standing(List<TaskExecution> executions, AgentProfiles agents) {
    List<RawNumber> numbers = new ArrayList<>(executions.size() * 2);
    Map<String, TaskExecution> lastByAgent = new LinkedHashMap<>();
    executions.forEach(done -> lastByAgent.put(done.agentId(), done));
    for (TaskExecution done : lastByAgent.values()) {
      agents
          .profile(done.agentId())
          .ifPresent(
              profile -> {
                numbers.add(
                    number(done, "success_rate", MetricType.GAUGE, "", profile.successRate()));
                numbers.add(
                    number(
                        done, "performance_score", MetricType.GAUGE, "", profile.score().score()));
              });
    }
    return numbers;
  }

  private static RawNumber number(
      TaskExecution done, String name, MetricType type, String unit, double value) {
    return RawNumber.of(
        new RawSeries(
            "agent." + done.agentType() + "." + name,
            Attributes.of("agent_id", done.agentId()),
            type,
            unit,
            ""),
        done.endMicros(),
        value);
  }

  private AgentMetrics() {}
}
