package io.pitwall.model.agent;

/**
 * A performance score and what it is made of; each 0 (worst) to 1 (best).
 *
 * @param score the weighted whole
 * @param success share of the tasks that succeeded
 * @param speed {@code max(0, 1 - mean seconds / baseline)}
 * @param resource mean of the memory and the CPU score
 */
public record ScoreParts(double score, double success, double speed, double resource) {}
