package io.pitwall.model.agent;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.trace.Tokens;

/**
 * What an agent did within a sliding window.
 *
 * @param count tasks that ended inside
 * @param errors those that failed
 * @param seconds execution times, seconds
 * @param queueWaitSeconds queue waits, seconds, of the tasks for which it is known
 * @param tokens tokens used
 * @param costUsd known cost, US dollars
 */
public record WindowStats(
    long count,
    long errors,
    ExpHistogram seconds,
    ExpHistogram queueWaitSeconds,
    Tokens tokens,
    double costUsd) {

  public static final WindowStats EMPTY =
      new WindowStats(0, 0, ExpHistogram.EMPTY, ExpHistogram.EMPTY, Tokens.NONE, 0);

  /** Share of the tasks that succeeded, NaN without tasks. */
  public double successRate() {
    return count == 0 ? Double.NaN : (double) (count - errors) / count;
  }
}
