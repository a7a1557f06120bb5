package io.pitwall.analysis.whatif;

/**
 * All runs of a workflow as one row of columns, made to be timed again quickly. The first span of
 * every run is the run itself; a parent stands before its children, and they by start. Seconds.
 *
 * @param first where each run begins; one more for the end
 * @param arrival start of each run since the first
 * @param observed duration of each run
 * @param parent enclosing span, -1 for the run itself
 * @param asked when it was asked for, since the first run's start
 * @param childFirst where the children of a span begin in {@code children}; one more for the end
 * @param children spans by start; those the parent does not wait for are marked by {@code async}
 * @param async whether the parent goes on without it
 * @param beforeFirst where what a span waits for begins in {@code before}; one more for the end
 * @param before siblings that end before it may be asked for
 * @param gap time from the end of the last of them, or from the parent's start, until it is asked
 *     for; a little below 0 where clocks differ
 * @param tail time from the end of the last child until the end; the whole duration without
 *     children
 * @param waited time in a queue
 * @param pool number of the pool that it holds a slot of, -1 if none
 * @param operation number of its operation
 * @param agentType number of the type of agent at work
 * @param model number of the model
 * @param cost US dollars, 0 if not known
 */
@SuppressWarnings("ArrayRecordComponent") // columns, never compared
record Plan(
    int[] first,
    double[] arrival,
    double[] observed,
    int[] parent,
    double[] asked,
    int[] childFirst,
    int[] children,
    boolean[] async,
    int[] beforeFirst,
    int[] before,
    double[] gap,
    double[] tail,
    double[] waited,
    int[] pool,
    int[] operation,
    int[] agentType,
    int[] model,
    double[] cost) {

  int runs() {
    return arrival.length;
  }

  int spans() {
    return parent.length;
  }

  /** From the first arrival to the last, seconds. */
  double windowSeconds() {
    return arrival[arrival.length - 1];
  }

  boolean isLeaf(int span) {
    return childFirst[span] == childFirst[span + 1];
  }
}
