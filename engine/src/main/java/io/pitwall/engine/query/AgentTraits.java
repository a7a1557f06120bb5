package io.pitwall.engine.query;

import java.util.List;
import java.util.Map;

/**
 * What agents have to do with, as the runs at hand tell: what sick ones may have in common.
 *
 * @param byAgent of every agent seen its traits, by kind, values in the order of their names
 * @param runs runs that were looked at
 * @param sinceMicros start of the first of them, microseconds since the epoch; 0 without runs
 */
public record AgentTraits(
    Map<String, Map<Kind, List<String>>> byAgent, int runs, long sinceMicros) {

  /** What a trait is. */
  public enum Kind {
    /** Workflow that the agent takes part in. */
    WORKFLOW,
    /** Program that sends its spans. */
    SERVICE,
    /** Model that it calls. */
    MODEL,
    /** Tool that it uses. */
    TOOL
  }

  /** Most values of one kind that are told of an agent. */
  public static final int MOST_VALUES = 16;

  public AgentTraits {
    byAgent = Map.copyOf(byAgent);
  }
}
