package io.pitwall.analysis.trend;

/** Whether something happens more often than before. */
public final class Proportions {

  /**
   * Chance of at least this many more among the first if both shares are the same: the one-sided
   * test of two proportions with their pooled variance. Good from about five events on; 1 without
   * trials on either side or without events.
   */
  public static double larger(long events, long trials, long eventsBefore, long trialsBefore) {
    if (trials == 0 || trialsBefore == 0) {
      return 1;
    }
    double pooled = (double) (events + eventsBefore) / (trials + trialsBefore);
    double variance = pooled * (1 - pooled) * (1.0 / trials + 1.0 / trialsBefore);
    if (variance <= 0) {
      return 1;
    }
    double difference = (double) events / trials - (double) eventsBefore / trialsBefore;
    return NormalTail.above(difference / Math.sqrt(variance));
  }

  private Proportions() {}
}
