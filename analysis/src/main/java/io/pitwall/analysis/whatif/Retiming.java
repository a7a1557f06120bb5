package io.pitwall.analysis.whatif;

/**
 * Times runs again: a span is asked for when all it waits for has ended, after the gap that was
 * recorded; it ends when its last child has, after the tail that was recorded (the retimer of
 * calligator). Without a change every run lasts exactly as long as it did. O(spans + dependencies).
 */
final class Retiming {
  private final Scenario scenario;
  private final Plan plan;

  /** By span: from its start to its end. */
  final double[] duration;

  /** By span: from its parent's start until it is done. */
  private final double[] done;

  Retiming(Scenario scenario) {
    this.scenario = scenario;
    plan = scenario.plan;
    duration = new double[plan.spans()];
    done = new double[plan.spans()];
  }

  /** Durations of all runs, seconds, if these are the waits. */
  double[] runs(double[] waits) {
    for (int span = plan.spans() - 1; span >= 0; span--) { // children before parents
      duration[span] = scenario.skipped[span] ? 0 : duration(span, waits);
    }
    double[] runs = new double[plan.runs()];
    for (int r = 0; r < runs.length; r++) {
      runs[r] = duration[plan.first()[r]];
    }
    return runs;
  }

  private double duration(int span, double[] waits) {
    double factor = scenario.factor[span];
    double last = 0;
    int to = plan.childFirst()[span + 1];
    for (int at = plan.childFirst()[span]; at < to; at++) {
      int child = plan.children()[at];
      double ready = 0;
      int end = plan.beforeFirst()[child + 1];
      for (int i = plan.beforeFirst()[child]; i < end; i++) {
        ready = Math.max(ready, done[plan.before()[i]]);
      }
      double wait = scenario.skipped[child] ? 0 : waits[child];
      done[child] = ready + plan.gap()[child] * factor + wait + duration[child];
      if (!plan.async()[child]) {
        last = Math.max(last, done[child]);
      }
    }
    return Math.min(last + plan.tail()[span] * factor, scenario.limit[span]);
  }
}
