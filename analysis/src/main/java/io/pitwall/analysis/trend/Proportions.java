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

  /**
   * Chance of at least so many events if each trial has one with a known chance: the upper tail of
   * the binomial distribution, exact also for few events. O(trials).
   *
   * @param chance 0 to 1, both excluded
   */
  public static double atLeast(long events, long trials, double chance) {
    if (!(chance > 0 && chance < 1)) {
      throw new IllegalArgumentException("Expected a chance between 0 and 1, but got " + chance);
    }
    double log = trials * Math.log1p(-chance); // of no event
    double odds = Math.log(chance) - Math.log1p(-chance);
    double sum = 0;
    for (long k = 0; k <= trials; k++) {
      if (k >= events) {
        sum += Math.exp(log);
      }
      log += Math.log((double) (trials - k) / (k + 1)) + odds;
    }
    return Math.min(1, sum);
  }

  private Proportions() {}
}
