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
 * @param history every change of state, oldest first
 */
public record Recommendation(
    String id,
    Finding finding,
    RecommendationState state,
    long firstSeenMicros,
    long lastSeenMicros,
    List<RecommendationChange> history) {

  public Recommendation {
    history = List.copyOf(history);
  }

  /** Whether a person should see it as something to do. */
  public boolean isOpen() {
    return state == RecommendationState.OPEN || state == RecommendationState.ACCEPTED;
  }
}
