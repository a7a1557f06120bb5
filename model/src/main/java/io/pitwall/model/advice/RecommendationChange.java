package io.pitwall.model.advice;

/**
 * One step in the life of a recommendation.
 *
 * @param atMicros when, microseconds since the epoch
 * @param state state from then on
 * @param by who or what did it
 * @param reason why
 */
public record RecommendationChange(
    long atMicros, RecommendationState state, String by, String reason) {}
