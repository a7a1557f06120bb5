package io.pitwall.engine.query;

import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.time.TimeRange;
import java.util.List;
import java.util.SortedMap;

/**
 * How things were over a range.
 *
 * @param range the range
 * @param nowMicros when the question was answered, microseconds since the epoch
 * @param systemMetrics metrics of the system, by name
 * @param agents agents active in the range, worst score first, at most as many as asked for
 * @param agentsTotal how many were active
 * @param activeAlerts alerts that are firing or acknowledged
 * @param totalAlerts all alerts there ever were
 * @param openRecommendations recommendations waiting to be acted on
 */
public record Summary(
    TimeRange range,
    long nowMicros,
    SortedMap<String, MetricSummary> systemMetrics,
    List<ActiveAgent> agents,
    int agentsTotal,
    int activeAlerts,
    int totalAlerts,
    int openRecommendations) {

  /**
   * An agent in a summary.
   *
   * @param profile its profile
   * @param window what it did within the sliding window that fits the range best
   */
  public record ActiveAgent(AgentProfile profile, WindowStats window) {}
}
