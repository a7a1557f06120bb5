package io.pitwall.engine.alert.signal;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.model.trace.SpanKind;
import java.util.HashMap;
import java.util.Map;

/** Looks at the calls of finished runs: what is made again, and what is made over and over. */
public final class CallWatch {
  /**
   * Equal calls with equal answers in a row that are a loop. Two and three are common in healthy
   * runs; the breaker that the inspection of loops advises is five.
   */
  static final int LOOP = 5;

  private final WorkflowSignals workflows;

  private record Call(int agentType, int operation, long input) {}

  /** The last of equal calls: how long its answer was, and how many like it came in a row. */
  private record Streak(int chars, int length) {}

  public CallWatch(WorkflowSignals workflows) {
    this.workflows = workflows;
  }

  /** Looks at a run once it is final. */
  public void look(ObservedRun run) {
    RunView view = run.view();
    Map<Call, Streak> streaks = new HashMap<>();
    long calls = 0;
    long retries = 0;
    int longest = 0;
    for (int i = 0; i < view.size(); i++) {
      SpanKind kind = view.kind(i);
      if (kind == SpanKind.TOOL || kind == SpanKind.HTTP_CLIENT || view.isModelCall(i)) {
        calls++;
        retries += view.attempt(i) > 1 ? 1 : 0;
      }
      if (kind == SpanKind.TOOL
          && view.attempt(i) == 1
          && view.input(i) != 0
          && !view.isError(i)
          && !isLayer(view, i)) {
        Call call = new Call(view.agentType(i), view.operation(i), view.input(i));
        int chars = view.outputChars(i);
        Streak streak =
            streaks.merge(
                call,
                new Streak(chars, 1),
                (before, one) -> new Streak(chars, before.chars == chars ? before.length + 1 : 1));
        longest = Math.max(longest, streak.length);
      }
    }
    workflows.looked(run.run(), calls, retries, longest);
  }

  /** Whether it only tells of the call that encloses it. */
  private static boolean isLayer(RunView view, int i) {
    int above = view.parent(i);
    return above != RunView.NONE
        && view.kind(above) == SpanKind.TOOL
        && view.operation(above) == view.operation(i);
  }
}
