package io.pitwall.analysis.queue;

/** What retries, fan-out and second requests do to load and to the slow end of durations. */
public final class Tails {

  /**
   * Calls made for each call wanted, if each fails with that probability and is tried so often at
   * most: (1 - f^k) / (1 - f). Times the utilisation it says whether retries keep a pool overloaded
   * by themselves, which they do from 1 on.
   *
   * @param failureShare 0..1
   * @param attempts 1 or more, the first included
   */
  public static double retryAmplification(double failureShare, int attempts) {
    require(failureShare);
    return failureShare == 1
        ? attempts
        : (1 - Math.pow(failureShare, attempts)) / (1 - failureShare);
  }

  /** Load on a pool if retries are bounded to a share of the calls (a retry budget). */
  public static double budgetedUtilisation(double utilisation, double budget) {
    return utilisation * (1 + budget);
  }

  /**
   * Share of runs that meet at least one slow branch, if each is slow with that probability, each
   * by itself: 1 - (1 - p)^n (Dean and Barroso, The Tail at Scale, 2013).
   */
  public static double anyOf(int branches, double slowShare) {
    require(slowShare);
    return 1 - Math.pow(1 - slowShare, branches);
  }

  /**
   * Share of calls still running at a time t if a second request is sent after a delay d and the
   * first answer counts: S(t) S(t - d) (Dean and Barroso 2013). The load grows by S(d).
   *
   * @param longerThanT share of calls that last longer than t
   * @param longerThanRest share of calls that last longer than t - d
   */
  public static double hedged(double longerThanT, double longerThanRest) {
    require(longerThanT);
    require(longerThanRest);
    return longerThanT * longerThanRest;
  }

  private static void require(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("Expected a share from 0 to 1, but got " + share);
    }
  }

  private Tails() {}
}
