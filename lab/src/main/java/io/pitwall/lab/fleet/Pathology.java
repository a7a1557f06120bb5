package io.pitwall.lab.fleet;

/**
 * Something that is wrong with a fleet on purpose: the ground truth against which findings are
 * judged.
 *
 * @param kind what sort of fault
 * @param scope the agent type, agent or tool that has it
 * @param description what it does, for people
 */
public record Pathology(Kind kind, String scope, String description) {

  /** Sorts of faults. */
  public enum Kind {
    /** A pool has too few instances: waiting takes longer than working. */
    POOL_TOO_SMALL,
    /** An instance loses memory until it is restarted. */
    MEMORY_LEAK,
    /** A tool fails so often that its retries multiply its load. */
    FLAKY_TOOL,
    /** Tasks of a type take more than 30 s on average. */
    SLOW_AGENT,
    /** Agents of a type hold more than 500 MB. */
    MEMORY_HEAVY,
    /** Tasks of a type often fail. */
    LOW_SUCCESS
  }
}
