package io.pitwall.model.advice;

/**
 * What a change came to, by measurement before and after it. The interval is valid at every moment
 * it is looked at, so that looking often does not make it lie.
 *
 * @param measure what is compared
 * @param appliedMicros when the change was made, microseconds since the epoch
 * @param before geometric mean (of durations and cost) or share (of success) before
 * @param after the same after
 * @param change {@code after / before - 1} of durations and cost, {@code after - before} of success
 * @param low lower end of the 95 % interval of {@code change}
 * @param high upper end of it
 * @param runsBefore runs before
 * @param runsAfter runs after
 * @param verdict what is known by now
 */
public record Outcome(
    Measure measure,
    long appliedMicros,
    double before,
    double after,
    double change,
    double low,
    double high,
    long runsBefore,
    long runsAfter,
    Verdict verdict) {

  /** What a measurement says. */
  public enum Verdict {
    /** Too few runs to tell. */
    MEASURING,
    /** It got better, for certain. */
    BETTER,
    /** It got worse, for certain. */
    WORSE,
    /** After all the runs that were to be waited for, no difference worth the name. */
    NO_DIFFERENCE
  }
}
