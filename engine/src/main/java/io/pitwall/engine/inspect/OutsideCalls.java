package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls of one outside service in one workflow, now and before. Durations in milliseconds. */
final class OutsideCalls {
  /** Calls now; three times as many, about, before. */
  static final int FEWEST = 30;

  private static final int FEWEST_BEFORE = 100;

  /** More calls than this say nothing more. */
  private static final int MOST = 20_000;

  private final WorkflowRuns workflow;
  private final int operation;
  final Numbers now = new Numbers();
  final Numbers before = new Numbers();
  private final List<ObservedRun> failed = new ArrayList<>();
  long errorsNow;
  long errorsBefore;
  private double tokensNow;
  private double tokensBefore;
  private double minutesNow;
  private double minutesBefore;

  private OutsideCalls(WorkflowRuns workflow, int operation) {
    this.workflow = workflow;
    this.operation = operation;
  }

  static boolean isOutside(SpanKind kind) {
    return kind == SpanKind.HTTP_CLIENT || kind == SpanKind.MODEL || kind == SpanKind.EMBEDDING;
  }

  /** All outside services that a workflow calls. One pass over the spans of its last day. */
  static Collection<OutsideCalls> of(WorkflowRuns workflow) {
    Map<Integer, OutsideCalls> byOperation = new HashMap<>();
    List<ObservedRun> recent = workflow.recent();
    List<ObservedRun> before = workflow.before();
    if (before.isEmpty()) {
      return List.of();
    }
    recent.forEach(run -> add(workflow, byOperation, run, true));
    before.forEach(run -> add(workflow, byOperation, run, false));
    double minutesNow = minutes(recent);
    double minutesBefore = minutes(before);
    for (OutsideCalls calls : byOperation.values()) {
      calls.minutesNow = minutesNow;
      calls.minutesBefore = minutesBefore;
    }
    return byOperation.values();
  }

  private static double minutes(List<ObservedRun> newestFirst) {
    return Math.max(
        1, (newestFirst.getFirst().endMicros() - newestFirst.getLast().endMicros()) / 6e7);
  }

  private static void add(
      WorkflowRuns workflow, Map<Integer, OutsideCalls> all, ObservedRun run, boolean isNow) {
    RunView view = run.view();
    for (int i = 0; i < view.size(); i++) {
      if (isOutside(view.kind(i))) {
        OutsideCalls calls = all.get(view.operation(i));
        if (calls == null) {
          calls = new OutsideCalls(workflow, view.operation(i));
          all.put(view.operation(i), calls);
        }
        calls.add(run, i, isNow);
      }
    }
  }

  private void add(ObservedRun run, int span, boolean isNow) {
    RunView view = run.view();
    if ((isNow ? now : before).size() >= MOST) {
      return;
    }
    (isNow ? now : before).add(view.duration(span) / 1e6);
    int error = view.isError(span) ? 1 : 0;
    int tokens = Math.max(0, view.tokensOut(span));
    if (isNow) {
      errorsNow += error;
      tokensNow += tokens;
      if (error == 1 && failed.size() < 5) {
        failed.add(run);
      }
    } else {
      errorsBefore += error;
      tokensBefore += tokens;
    }
  }

  WorkflowRuns workflow() {
    return workflow;
  }

  int operation() {
    return operation;
  }

  String name() {
    return workflow.names().word(operation);
  }

  boolean isEnough() {
    return now.size() >= FEWEST && before.size() >= FEWEST_BEFORE;
  }

  double errorShareNow() {
    return (double) errorsNow / now.size();
  }

  double errorShareBefore() {
    return (double) errorsBefore / before.size();
  }

  /** By how much longer answers have become; 1 where no tokens are known. */
  double tokensFactor() {
    return tokensBefore == 0 ? 1 : tokensNow / now.size() / (tokensBefore / before.size());
  }

  /** How many times as often calls come. */
  double rateFactor() {
    return now.size() / minutesNow / (before.size() / minutesBefore);
  }

  /** Runs now in which a call failed, at most 5. */
  List<ObservedRun> failedRuns() {
    return failed;
  }
}
