package io.pitwall.engine.query;

import io.pitwall.model.metric.ExpHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a workflow did over a range.
 *
 * @param name name
 * @param runs runs that began in the range and are final
 * @param running runs under way
 * @param succeeded runs that did not end with an error
 * @param failed runs that did
 * @param seconds durations of the final runs
 * @param costUsd known cost of them, US dollars; null if none is known
 * @param costComplete whether the cost of all their model calls is known
 * @param inputTokens tokens in, of all their model calls
 * @param outputTokens tokens out
 * @param agents who took part, those in most runs first
 * @param trend the range in equal parts, oldest first
 */
public record WorkflowStats(
    String name,
    long runs,
    long running,
    long succeeded,
    long failed,
    ExpHistogram seconds,
    @Nullable Double costUsd,
    boolean costComplete,
    long inputTokens,
    long outputTokens,
    List<Participant> agents,
    List<Part> trend) {

  public WorkflowStats {
    agents = List.copyOf(agents);
    trend = List.copyOf(trend);
  }

  /** Share of the final runs that failed, 0 to 1; NaN without runs. */
  public double errorRate() {
    return runs == 0 ? Double.NaN : (double) failed / runs;
  }

  /**
   * An agent that took part.
   *
   * @param agentId who
   * @param runs in how many runs
   */
  public record Participant(String agentId, long runs) {}

  /**
   * A part of the range.
   *
   * @param startMicros its start, microseconds since the epoch
   * @param runs final runs that began in it
   * @param failed those that failed
   * @param seconds their durations
   * @param costUsd their known cost, US dollars
   */
  public record Part(
      long startMicros, long runs, long failed, ExpHistogram seconds, double costUsd) {}
}
