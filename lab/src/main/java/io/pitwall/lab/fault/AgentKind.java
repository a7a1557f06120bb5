package io.pitwall.lab.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Agents that do the same work.
 *
 * @param type name of the type
 * @param slots agents, each works on one task at a time
 * @param steps what one does for a task
 */
record AgentKind(String type, int slots, List<Step> steps) {
  AgentKind {
    steps = List.copyOf(steps);
  }

  AgentKind(String type, int slots, Step... steps) {
    this(type, slots, List.of(steps));
  }

  /** The same that does something more in the end. */
  AgentKind and(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new AgentKind(type, slots, more);
  }

  /** The same that does something else. */
  AgentKind doing(Step... others) {
    return new AgentKind(type, slots, others);
  }

  AgentKind withSlots(int other) {
    return new AgentKind(type, other, steps);
  }
}
