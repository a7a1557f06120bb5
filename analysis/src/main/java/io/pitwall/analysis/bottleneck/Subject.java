package io.pitwall.analysis.bottleneck;

import io.pitwall.analysis.whatif.Target;

/**
 * What time is spent on.
 *
 * @param sort what it is
 * @param name name of the type of agent, model or operation
 */
public record Subject(Sort sort, String name) {

  /** Sorts of subjects. A span counts for its agent, and for one of the others. */
  public enum Sort {
    AGENT,
    TOOL,
    MODEL,
    QUERY,
    /** A request to another service. */
    EXTERNAL,
    /** Any other operation. */
    OPERATION
  }

  /** What a change of it is a change of. */
  public Target target() {
    return switch (sort) {
      case AGENT -> new Target.AgentType(name);
      case MODEL -> new Target.Model(name);
      case TOOL, QUERY, EXTERNAL, OPERATION -> new Target.Operation(name);
    };
  }
}
