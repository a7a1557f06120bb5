package io.pitwall.engine.advice;

import io.pitwall.analysis.experiment.RunningMoments;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.time.TimeRange;

/** What was observed of something: values as they are compared before and after a change. */
@FunctionalInterface
public interface Observations {

  /**
   * Moments of the natural logarithms of durations (milliseconds) or of cost (US dollars), or of
   * success as 1 and 0.
   *
   * @param scope a workflow's runs, an agent's tasks or an operation's calls; all runs if it names
   *     none of these
   * @param range when they ended
   */
  RunningMoments of(Scope scope, Measure measure, TimeRange range);
}
