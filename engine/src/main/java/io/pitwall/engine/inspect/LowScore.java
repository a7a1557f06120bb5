package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.agent.AgentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Agents with a performance score below 0.7: high priority below 0.5, else medium. Rule,
 * suggestions and their conditions are those of the original specification; each is led by the
 * agent's numbers.
 */
final class LowScore implements Inspection {
  private static final double SCORE_LIMIT = 0.7;
  private static final double HIGH_PRIORITY_LIMIT = 0.5;

  @Override
  public String id() {
    return "agent-low-score";
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    return evidence.agents().stream()
        .filter(agent -> agent.taskCount() > 0 && agent.score().score() < SCORE_LIMIT)
        .map(this::finding)
        .toList();
  }

  private Finding finding(AgentProfile agent) {
    double score = agent.score().score();
    return new Finding(
        id(),
        Scope.agent(agent.agentId(), agent.agentType()),
        "agent_optimization",
        score < HIGH_PRIORITY_LIMIT ? Priority.HIGH : Priority.MEDIUM,
        "low_performance_score",
        suggestions(agent),
        Map.of(
            "current_score", score,
            "limit", SCORE_LIMIT,
            "success", agent.score().success(),
            "speed", agent.score().speed(),
            "resource", agent.score().resource(),
            "n", agent.taskCount()),
        new Basis(
            String.format(Locale.ROOT, "score %.2f < %.1f", score, SCORE_LIMIT),
            agent.taskCount(),
            1,
            Severity.of(score, SCORE_LIMIT, HIGH_PRIORITY_LIMIT),
            List.of()));
  }

  private static List<String> suggestions(AgentProfile agent) {
    List<String> texts = new ArrayList<>();
    if (agent.successRate() < 0.8) {
      texts.add(
          String.format(
              Locale.ROOT,
              "Improve error handling and retry logic: %d of %d tasks failed",
              agent.errorCount(),
              agent.taskCount()));
      texts.add("Review task validation and input processing");
    }
    if (agent.meanSeconds() > 20) {
      texts.add(
          String.format(
              Locale.ROOT,
              "Optimize task processing algorithms: a task takes %.1f s on average",
              agent.meanSeconds()));
      texts.add("Consider caching frequently used data");
    }
    if (agent.memoryMb() > 300) {
      texts.add(
          String.format(
              Locale.ROOT, "Implement memory cleanup routines: it uses %.0f MB", agent.memoryMb()));
      texts.add("Review data structures for memory efficiency");
    }
    if (agent.cpuPercent() > 80) {
      texts.add(
          String.format(
              Locale.ROOT,
              "Optimize CPU-intensive operations: it uses %.0f %% of a core",
              agent.cpuPercent()));
      texts.add("Consider asynchronous processing");
    }
    if (texts.isEmpty()) {
      texts.add(
          String.format(
                  Locale.ROOT,
                  "The score of %.2f is made of success %.2f, speed %.2f and resources %.2f; begin with the",
                  agent.score().score(),
                  agent.score().success(),
                  agent.score().speed(),
                  agent.score().resource())
              + " lowest");
    }
    return texts;
  }
}
