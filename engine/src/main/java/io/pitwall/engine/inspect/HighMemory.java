package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Agents that use more than 500 MB, a rule of the original specification. */
final class HighMemory implements Inspection {
  private static final double LIMIT_MB = 500;

  @Override
  public String id() {
    return "agent-high-memory";
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    return evidence.agents().stream()
        .filter(agent -> agent.memoryMb() > LIMIT_MB)
        .map(
            agent ->
                new Finding(
                    id(),
                    Scope.agent(agent.agentId(), agent.agentType()),
                    "resource_optimization",
                    Priority.MEDIUM,
                    "high_memory_usage",
                    List.of(
                        String.format(
                            Locale.ROOT,
                            "Consider memory optimization: it uses %.0f MB, the limit is %.0f MB",
                            agent.memoryMb(),
                            LIMIT_MB),
                        "Check for memory leaks"),
                    Map.of(
                        "current_usage", agent.memoryMb(),
                        "limit", LIMIT_MB,
                        "n", agent.taskCount()),
                    new Basis(
                        String.format(Locale.ROOT, "%.0f MB > %.0f MB", agent.memoryMb(), LIMIT_MB),
                        Math.max(1, agent.taskCount()),
                        1,
                        Severity.of(agent.memoryMb(), LIMIT_MB, 2 * LIMIT_MB),
                        List.of())))
        .toList();
  }
}
