package io.pitwall.model.advice;

/**
 * What a change came to, by measurement before and after it. The interval is valid at every moment
 * it is looked at, so that looking often does not make it lie.
 *
 * @param measure what is compared
 * @param appliedMicros when the change was made, microseconds since the epoch
 * @param before geometric mean (of durations, milliseconds, and of cost a run, US dollars) or share
 *     (of success) before; NaN without runs, as are the numbers below
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

  /** Nothing is measured yet. */
  public static Outcome pending(Measure measure, long appliedMicros) {
    return new Outcome(
        measure,
        appliedMicros,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        0,
        Verdict.MEASURING);
  }

  /** What a measurement says. */
  public enum Verdict {
    /** Too few runs to tell. */
    MEASURING("too few runs to tell"),
    /** It got better, for certain. */
    BETTER("measured: it got better"),
    /** It got worse, for certain. */
    WORSE("measured: it got worse"),
    /** After all the runs that were to be waited for, no difference worth the name. */
    NO_DIFFERENCE("measured: no difference worth the name");

    private final String inWords;

    Verdict(String inWords) {
      this.inWords = inWords;
    }

    /** For people. */
    public String inWords() {
      return inWords;
    }
  }
}
