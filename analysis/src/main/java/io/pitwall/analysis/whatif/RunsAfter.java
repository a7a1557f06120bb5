package io.pitwall.analysis.whatif;

/**
 * What durations would be if each run were shorter by a known time: for changes whose effect can be
 * read off each run, such as a gap that is closed. Queues are taken as they are, which errs towards
 * too small a gain.
 *
 * @param p50 median duration of a run, in the unit of the durations
 * @param p95 95th percentile of it
 */
public record RunsAfter(Estimate p50, Estimate p95) {

  /**
   * Compares runs with themselves after the change. O(n log n + 200 n).
   *
   * @param startSeconds start of each run, rising; at least one
   * @param observed duration of each run, 0 or more
   * @param changed duration after the change, 0 or more
   */
  public static RunsAfter of(double[] startSeconds, double[] observed, double[] changed) {
    var bootstrap = new Bootstrap(startSeconds);
    Bootstrap.Drawn before = bootstrap.of(observed);
    Bootstrap.Drawn after = bootstrap.of(changed);
    return new RunsAfter(
        Bootstrap.Drawn.estimate(Bootstrap.Drawn.P50, before, before, after),
        Bootstrap.Drawn.estimate(Bootstrap.Drawn.P95, before, before, after));
  }
}
