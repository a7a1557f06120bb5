package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Agents whose tasks take more than 30 s on average, a rule of the original specification. */
final class SlowExecution implements Inspection {
  private static final double LIMIT_SECONDS = 30;

  @Override
  public String id() {
    return "agent-slow-execution";
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    return evidence.agents().stream()
        .filter(agent -> agent.meanSeconds() > LIMIT_SECONDS)
        .map(
            agent ->
                new Finding(
                    id(),
                    Scope.agent(agent.agentId(), agent.agentType()),
                    "performance_optimization",
                    Priority.MEDIUM,
                    "slow_execution",
                    List.of(
                        String.format(
                            Locale.ROOT,
                            "Optimize task processing: a task takes %.1f s on average, the limit is %.0f s",
                            agent.meanSeconds(),
                            LIMIT_SECONDS),
                        "Consider parallel processing"),
                    Map.of(
                        "current_time", agent.meanSeconds(),
                        "limit", LIMIT_SECONDS,
                        "n", agent.taskCount()),
                    new Basis(
                        String.format(
                            Locale.ROOT, "%.1f s > %.0f s", agent.meanSeconds(), LIMIT_SECONDS),
                        agent.taskCount(),
                        1,
                        Severity.of(agent.meanSeconds(), LIMIT_SECONDS, 2 * LIMIT_SECONDS),
                        List.of())))
        .toList();
  }
}
