package io.pitwall.model.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Advice with a life: one record per inspection and scope.
 *
 * @param id identity, stable over restarts and repeats
 * @param finding the newest evidence
 * @param state where it is in its life
 * @param firstSeenMicros when the evidence was first seen, microseconds since the epoch
 * @param lastSeenMicros when it was last seen
 * @param history changes of state, oldest first, the latest {@link #HISTORY_LIMIT} of them
 * @param rank what it is worth doing before others: gain times confidence over effort, 0 or more
 * @param mutedBy id of the recommendation that explains this one, null if it stands for itself
 * @param trials times it was carried out, oldest first, the latest {@link #TRIAL_LIMIT} of them
 */
public record Recommendation(
    String id,
    Finding finding,
    RecommendationState state,
    long firstSeenMicros,
    long lastSeenMicros,
    List<RecommendationChange> history,
    double rank,
    @Nullable String mutedBy,
    List<Trial> trials) {

  /** Changes carried in the record, so that evidence which comes and goes cannot swell it. */
  public static final int HISTORY_LIMIT = 100;

  /** Trials carried in the record. */
  public static final int TRIAL_LIMIT = 20;

  public Recommendation {
    trials = List.copyOf(trials.subList(Math.max(0, trials.size() - TRIAL_LIMIT), trials.size()));
    int from = Math.max(0, history.size() - HISTORY_LIMIT);
    history = List.copyOf(history.subList(from, history.size()));
  }

  /** Advice on its first day. */
  public static Recommendation opened(
      String id, Finding finding, double rank, long nowMicros, String by, String reason) {
    return new Recommendation(
        id,
        finding,
        RecommendationState.OPEN,
        nowMicros,
        nowMicros,
        List.of(new RecommendationChange(nowMicros, RecommendationState.OPEN, by, reason)),
        rank,
        null,
        List.of());
  }

  /** Whether a person should see it as something to do. */
  public boolean isOpen() {
    return state == RecommendationState.OPEN || state == RecommendationState.ACCEPTED;
  }

  /** The same with newer evidence. */
  public Recommendation seen(Finding newest, double newRank, long nowMicros) {
    return new Recommendation(
        id, newest, state, firstSeenMicros, nowMicros, history, newRank, mutedBy, trials);
  }

  /** The same in another state, with the change in its history. */
  public Recommendation to(RecommendationState next, long nowMicros, String by, String reason) {
    List<RecommendationChange> longer = new ArrayList<>(history);
    longer.add(new RecommendationChange(nowMicros, next, by, reason));
    return new Recommendation(
        id, finding, next, firstSeenMicros, lastSeenMicros, longer, rank, mutedBy, trials);
  }

  /** The same, explained by another recommendation or, with null, no longer so. */
  public Recommendation mutedBy(@Nullable String cause) {
    return new Recommendation(
        id, finding, state, firstSeenMicros, lastSeenMicros, history, rank, cause, trials);
  }

  /** The trial that is measured now or was last; empty if it was never carried out. */
  public Optional<Trial> lastTrial() {
    return trials.isEmpty() ? Optional.empty() : Optional.of(trials.getLast());
  }

  /** The same, carried out once more. */
  public Recommendation tried(Trial trial) {
    List<Trial> longer = new ArrayList<>(trials);
    longer.add(trial);
    return withTrials(longer);
  }

  /**
   * The same with what the last trial came to by now.
   *
   * @throws java.util.NoSuchElementException if it was never carried out
   */
  public Recommendation measured(Outcome newest) {
    List<Trial> same = new ArrayList<>(trials);
    same.set(same.size() - 1, trials.getLast().with(newest));
    return withTrials(same);
  }

  private Recommendation withTrials(List<Trial> other) {
    return new Recommendation(
        id, finding, state, firstSeenMicros, lastSeenMicros, history, rank, mutedBy, other);
  }
}
