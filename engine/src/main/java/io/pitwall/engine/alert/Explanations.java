package io.pitwall.engine.alert;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Muting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are explained by another: the root cause is told of, what follows from it is not.
 * Rules say by the label {@code kind} what they are about; an alert explains another if a line of
 * the table says so, and it is at least as severe, and they are about the same thing.
 */
final class Explanations {

  /** What two alerts have to have in common. */
  private enum Relation {
    /** Nothing. */
    ANY,
    /** The value of an agent tag. */
    AGENT,
    /** The value of the tag workflow. */
    WORKFLOW,
    /** The agent takes part in the workflow. */
    AGENT_IN_WORKFLOW
  }

  private record Line(String source, String target, Relation relation) {}

  private static final List<Line> LINES =
      List.of(
          new Line("store", "ingest", Relation.ANY),
          new Line("store", "absence", Relation.ANY),
          new Line("ingest", "absence", Relation.ANY),
          new Line("ingest", "no-data", Relation.ANY),
          new Line("disk", "store", Relation.ANY),
          new Line("agent-errors", "workflow-errors", Relation.AGENT_IN_WORKFLOW),
          new Line("agent-errors", "agent-slow", Relation.AGENT),
          new Line("agent-errors", "retries", Relation.AGENT_IN_WORKFLOW),
          new Line("agent-slow", "workflow-slow", Relation.AGENT_IN_WORKFLOW),
          new Line("agent-slow", "queue", Relation.AGENT),
          new Line("agent-slow", "stuck", Relation.AGENT_IN_WORKFLOW),
          new Line("agent-cost", "workflow-cost", Relation.AGENT_IN_WORKFLOW),
          new Line("queue", "workflow-slow", Relation.AGENT_IN_WORKFLOW),
          new Line("queue", "queue-wait", Relation.AGENT),
          new Line("loop", "workflow-cost", Relation.WORKFLOW),
          new Line("loop", "workflow-slow", Relation.WORKFLOW),
          new Line("loop", "agent-cost", Relation.AGENT_IN_WORKFLOW),
          new Line("loop", "agent-slow", Relation.AGENT_IN_WORKFLOW),
          new Line("loop", "calls", Relation.WORKFLOW));

  private static final List<String> AGENT_TAGS =
      List.of("agent_id", "agent_type", "agent", "queue");

  private final Function<String, Set<String>> agentsOfWorkflow;

  /**
   * Explains.
   *
   * @param agentsOfWorkflow ids of agents that take part in a workflow
   */
  Explanations(Function<String, Set<String>> agentsOfWorkflow) {
    this.agentsOfWorkflow = agentsOfWorkflow;
  }

  /** For each alert that is explained the one that explains it. Cost: sources times targets. */
  Map<String, Alert> explained(List<Alert> active) {
    Map<String, Alert> explained = new HashMap<>();
    for (Line line : LINES) {
      List<Alert> sources = ofKind(active, line.source);
      List<Alert> targets = sources.isEmpty() ? List.of() : ofKind(active, line.target);
      for (Alert target : targets) {
        if (!explained.containsKey(target.id())) {
          Optional<Alert> root =
              sources.stream()
                  .filter(source -> explains(source, target, line.relation))
                  .findFirst();
          root.ifPresent(source -> explained.put(target.id(), source));
        }
      }
    }
    return explained;
  }

  /** Why, for people. */
  static Muting muting(Alert root, long nowMicros) {
    return new Muting(
        Muting.Kind.INHIBITED, root.id(), "explained by: " + root.context().summary(), nowMicros);
  }

  /** A source that a person silenced still explains; one that is explained itself does not. */
  private boolean explains(Alert source, Alert target, Relation relation) {
    if (source.id().equals(target.id()) || source.severity().compareTo(target.severity()) < 0) {
      return false;
    }
    return switch (relation) {
      case ANY -> true;
      case AGENT -> agents(source).stream().anyMatch(agents(target)::contains);
      case WORKFLOW -> {
        String workflow = source.tags().get("workflow");
        yield workflow != null && workflow.equals(target.tags().get("workflow"));
      }
      case AGENT_IN_WORKFLOW ->
          takesPart(agents(source), target.tags().get("workflow"))
              || takesPart(agents(target), source.tags().get("workflow"));
    };
  }

  private boolean takesPart(Set<String> agents, @Nullable String workflow) {
    return workflow != null
        && !agents.isEmpty()
        && agentsOfWorkflow.apply(workflow).stream()
            .anyMatch(id -> agents.stream().anyMatch(agent -> isOfType(id, agent)));
  }

  /** Agents of a type are called after it with a number, or just like it. */
  private static boolean isOfType(String id, String agent) {
    return id.equals(agent) || (id.startsWith(agent) && id.charAt(agent.length()) == '-');
  }

  private static Set<String> agents(Alert alert) {
    Set<String> agents = new HashSet<>();
    for (String tag : AGENT_TAGS) {
      String value = alert.tags().get(tag);
      if (value != null) {
        agents.add(value);
      }
    }
    return agents;
  }

  private static List<Alert> ofKind(List<Alert> alerts, String kind) {
    return alerts.stream()
        .filter(alert -> kind.equals(alert.context().labels().get("kind")))
        .toList();
  }
}
