package io.pitwall.model.agent;

import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the model calls of an agent that ended within one minute of a run used, or by how much that
 * changed: then any number may be below 0.
 *
 * @param traceId the run
 * @param agentId the agent at work
 * @param minuteMicros start of the minute, microseconds since the epoch
 * @param input input tokens, cached ones included
 * @param output output tokens
 * @param cachedInput those of the input tokens that were read from a cache
 * @param reasoning reasoning tokens
 * @param costUsd known cost, US dollars
 */
public record AgentUse(
    TraceId traceId,
    String agentId,
    long minuteMicros,
    long input,
    long output,
    long cachedInput,
    long reasoning,
    double costUsd) {
  /** Length of a minute, microseconds. */
  public static final long MINUTE = 60_000_000L;

  /** A cost below this is what is left of a difference between equal sums. */
  private static final double NO_COST = 1e-12;

  public AgentUse {
    if (minuteMicros % MINUTE != 0) {
      throw new IllegalArgumentException(
          "Expected the start of a minute, but got " + minuteMicros + " µs");
    }
  }

  private record Place(TraceId traceId, String agentId, long minuteMicros) {}

  /** Start of the minute that an instant lies in. */
  public static long minuteOf(long micros) {
    return Math.floorDiv(micros, MINUTE) * MINUTE;
  }

  /** Both added up; of the same run, agent and minute. */
  public AgentUse plus(AgentUse other) {
    return plus(other, 1);
  }

  private AgentUse plus(AgentUse other, int sign) {
    return new AgentUse(
        traceId,
        agentId,
        minuteMicros,
        input + sign * other.input,
        output + sign * other.output,
        cachedInput + sign * other.cachedInput,
        reasoning + sign * other.reasoning,
        costUsd + sign * other.costUsd);
  }

  /** Whether it adds nothing. */
  public boolean isNothing() {
    return input == 0
        && output == 0
        && cachedInput == 0
        && reasoning == 0
        && Math.abs(costUsd) < NO_COST;
  }

  /**
   * What has to be added to one account of some runs to make another of it.
   *
   * @param before what was known; several of the same run, agent and minute add up
   * @param after what is known now; likewise
   */
  public static List<AgentUse> changes(List<AgentUse> before, List<AgentUse> after) {
    Map<Place, AgentUse> sums = new LinkedHashMap<>();
    after.forEach(use -> add(sums, use, 1));
    before.forEach(use -> add(sums, use, -1));
    List<AgentUse> changes = new ArrayList<>(sums.values());
    changes.removeIf(AgentUse::isNothing);
    return changes;
  }

  private static void add(Map<Place, AgentUse> sums, AgentUse use, int sign) {
    Place place = new Place(use.traceId, use.agentId, use.minuteMicros);
    AgentUse sum = sums.get(place);
    AgentUse from =
        sum == null ? new AgentUse(use.traceId, use.agentId, use.minuteMicros, 0, 0, 0, 0, 0) : sum;
    sums.put(place, from.plus(use, sign));
  }
}
