package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import java.util.List;

/** Which runs a rule about the shape of runs looks at. */
final class Judged {
  /** The least calls or runs for means and shares. */
  static final int FOR_SHARES = 30;

  /** The least for a 95th percentile. */
  static final int FOR_P95 = 100;

  /** The least for a 99th percentile. */
  static final int FOR_P99 = 500;

  /**
   * What goes on now, or where that is less, as many of the last day's runs as a 95th percentile
   * needs; newest first. Fewer than {@link #FOR_SHARES} are too few to judge by.
   */
  static List<ObservedRun> runs(WorkflowRuns workflow) {
    List<ObservedRun> day = workflow.ofLastDay();
    int wanted = Math.max(workflow.recent().size(), FOR_P95);
    return day.subList(0, Math.min(wanted, day.size()));
  }

  private Judged() {}
}
