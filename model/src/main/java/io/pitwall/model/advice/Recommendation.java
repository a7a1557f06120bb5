package io.pitwall.model.advice;

import java.util.List;

/**
 * Advice with a life: one record per inspection and scope.
 *
 * @param id identity, stable over restarts and repeats
 * @param finding the newest evidence
 * @param state where it is in its life
 * @param firstSeenMicros when the evidence was first seen, microseconds since the epoch
 * @param lastSeenMicros when it was last seen
 * @param history changes of state, oldest first, the latest {@link #HISTORY_LIMIT} of them
 */
public record Recommendation(
    String id,
    Finding finding,
    RecommendationState state,
    long firstSeenMicros,
    long lastSeenMicros,
    List<RecommendationChange> history) {

  /** Changes carried in the record, so that evidence which comes and goes cannot swell it. */
  public static final int HISTORY_LIMIT = 100;

  public Recommendation {
    int from = Math.max(0, history.size() - HISTORY_LIMIT);
    history = List.copyOf(history.subList(from, history.size()));
  }

  /** Whether a person should see it as something to do. */
  public boolean isOpen() {
    return state == RecommendationState.OPEN || state == RecommendationState.ACCEPTED;
  }
}
