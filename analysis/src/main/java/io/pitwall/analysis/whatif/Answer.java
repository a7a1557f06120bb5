package io.pitwall.analysis.whatif;

import io.pitwall.analysis.capacity.Limit;
import java.util.Optional;

/** What a question about a change comes to. */
public sealed interface Answer {

  /** How an answer was found. */
  enum Method {
    /** Runs timed again, waits corrected by theory. */
    RETIMED,
    /** Runs replayed through their queues. */
    REPLAYED
  }

  /**
   * A prediction.
   *
   * @param p50 median duration of a run, seconds
   * @param p95 95th percentile of it, seconds
   * @param mean mean of it, seconds
   * @param costUsd mean cost of a run, US dollars; 0 if no cost is known
   * @param nextLimit the pool that is used most after the change; empty if there is none
   * @param runs how many it rests on
   * @param confidence n / (n + 100), 0..1
   * @param method how it was found
   * @param validity how well the model reproduces what was recorded
   */
  record Predicted(
      Estimate p50,
      Estimate p95,
      Estimate mean,
      Estimate costUsd,
      Optional<Limit> nextLimit,
      int runs,
      double confidence,
      Method method,
      Validity validity)
      implements Answer {}

  /** Too few finished runs to say anything. */
  record NotEnoughData(int have, int need) implements Answer {
    /** For people: {@code not enough data: have 12 runs, need 100}. */
    public String message() {
      return "not enough data: have " + have + (have == 1 ? " run" : " runs") + ", need " + need;
    }
  }

  /**
   * More would be asked of a pool than it can do, so queues would grow without end.
   *
   * @param pool name of the pool
   * @param utilisation what is asked of it by what it can do, 1 or more
   */
  record Overloaded(String pool, double utilisation) implements Answer {}

  /** The model does not reproduce what was recorded, so it is not asked about changes. */
  record NotValid(Validity validity) implements Answer {}

  /**
   * How far a replay without any change is from what was recorded, as a share of it.
   *
   * @param p50Error error of the median, 0 or more
   * @param p95Error error of the 95th percentile, 0 or more
   */
  record Validity(double p50Error, double p95Error) {
    /** Largest errors with which a model is believed. */
    static final double P50_LIMIT = 0.05;

    static final double P95_LIMIT = 0.10;

    public boolean isValid() {
      return p50Error <= P50_LIMIT && p95Error <= P95_LIMIT;
    }
  }
}
