package io.pitwall.analysis.whatif;

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
   * @param runs how many it rests on
   * @param confidence n / (n + 100), 0..1
   * @param method how it was found
   * @param validity how well the model reproduces what was recorded
   */
  record Predicted(
      Estimate p50,
      Estimate p95,
      Estimate mean,
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
