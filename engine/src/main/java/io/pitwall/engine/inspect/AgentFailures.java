package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.trend.Proportions;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * AG-FAIL: agents of a type fail more often than they did. Found where the share of failed tasks is
 * above that of the day before by more than two points and for certain (so many by chance once in
 * 100,000 windows), and half of the failures or more are of one class, over 30 tasks on both sides.
 * What to do depends on the class.
 */
final class AgentFailures implements WorkflowInspection {
  static final String ID = "AG-FAIL";

  private static final double POINTS = 0.02;
  private static final double MANY_POINTS = 0.1;
  private static final double ONE_CLASS = 0.5;
  private static final int FEWEST_FAILURES = 5;

  /**
   * A fleet has tens of types and a day a hundred windows of a quarter of an hour: one wrong
   * finding in a hundred days.
   */
  private static final double CHANCE = 1e-5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> recent = workflow.recent();
    Tasks now = new Tasks(workflow.names());
    Tasks before = new Tasks(workflow.names());
    recent.forEach(run -> now.add(run.view()));
    workflow.before().forEach(run -> before.add(run.view()));
    for (int type = 0; type < now.tasks.length; type++) {
      find(workflow, recent, now, before, type).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, List<ObservedRun> recent, Tasks now, Tasks before, int type) {
    double up = now.share(type) - before.share(type);
    if (now.failed[type] < FEWEST_FAILURES
        || now.tasks[type] < Judged.FOR_SHARES
        || before.tasks[type] < Judged.FOR_SHARES
        || !(up > POINTS)
        || Proportions.atLeast(now.failed[type], now.tasks[type], before.chance(type)) > CHANCE) {
      return Optional.empty();
    }
    int[] classes = new int[workflow.names().size() + 1];
    Savings savings = new Savings(recent);
    double share = up / now.share(type);
    int failures = 0;
    for (int run = 0; run < recent.size(); run++) {
      RunView view = recent.get(run).view();
      for (int i = 0; i < view.size(); i++) {
        if (isFailure(view, i, type)) {
          classes[errorClass(view, i) + 1]++;
          // Of the runs that failed with it, as many would not have as there are more now.
          if (recent.get(run).run().status() == SpanStatus.ERROR
              && (int) (failures * share) < (int) ((failures + 1) * share)) {
            savings.rescue(run);
          }
          failures++;
        }
      }
    }
    int top = top(classes);
    if (classes[top] < ONE_CLASS * failures) {
      return Optional.empty();
    }
    return Optional.of(
        finding(workflow, recent, now, before, type, top - 1, classes[top], savings));
  }

  private static Finding finding(
      WorkflowRuns workflow,
      List<ObservedRun> recent,
      Tasks now,
      Tasks before,
      int type,
      int top,
      int ofTop,
      Savings savings) {
    Names names = workflow.names();
    String agent = names.word(type);
    String error = top == Names.NONE ? "an unnamed class" : names.word(top);
    double up = now.share(type) - before.share(type);
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, agent, null, null),
            "agent_optimization",
            "failure_rate_rose")
        .text(
            "%s: %s → %s of the tasks fail since a while; bring it back by mending %s, the class of"
                + " %d of %d failures%s",
            agent,
            Words.percent(before.share(type)),
            Words.percent(now.share(type)),
            error,
            ofTop,
            now.failed[type],
            Draft.gain(workflow.workflow(), prediction, now.tasks[type]))
        .text("%s", remedy(top == Names.NONE ? Failure.OTHER : Failure.of(error)))
        .evidence("failing", now.share(type))
        .evidence("failing_before", before.share(type))
        .evidence("error_class", error)
        .evidence("share_of_class", (double) ofTop / now.failed[type])
        .action(
            new Action(
                agent,
                "failing_share",
                "",
                now.share(type),
                before.share(type),
                "share before the rise",
                Map.of("tasks_before", (double) before.tasks[type]),
                Action.CODE))
        .prediction(prediction)
        .risk((double) now.failed[type] / recent.size())
        .because(
            String.format(
                Locale.ROOT,
                "%s of %d tasks fail, %.1f points > %.0f above the %s of %d before; %s are %s",
                Words.percent(now.share(type)),
                now.tasks[type],
                up * 100,
                POINTS * 100,
                Words.percent(before.share(type)),
                before.tasks[type],
                Words.percent((double) ofTop / now.failed[type]),
                error),
            now.tasks[type],
            Judged.FOR_SHARES,
            Severity.of(up, POINTS, MANY_POINTS),
            recent.stream()
                .filter(run -> fails(run.view(), type))
                .limit(5)
                .map(ObservedRun::id)
                .toList());
  }

  private static String remedy(Failure failure) {
    return switch (failure) {
      case RATE_LIMITED -> "Send less: a token bucket at 0.9 of the rate that is let through";
      case TIMED_OUT -> "Compare the limit with how long the calls that succeed take";
      case UNPARSABLE -> "Ask for structured output and check it against the schema at once";
      case OTHER -> "Look at the first span that failed in the example runs, and at what changed";
    };
  }

  private static int top(int[] classes) {
    int top = 0;
    for (int i = 1; i < classes.length; i++) {
      top = classes[i] > classes[top] ? i : top;
    }
    return top;
  }

  private static boolean fails(RunView view, int type) {
    for (int i = 0; i < view.size(); i++) {
      if (isFailure(view, i, type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFailure(RunView view, int i, int type) {
    return view.isError(i) && view.kind(i) == SpanKind.AGENT && view.agentType(i) == type;
  }

  /** Its own, else that of the first failure below it. */
  private static int errorClass(RunView view, int i) {
    int known = view.errorClass(i);
    for (int child = i + 1;
        known == Names.NONE && child < view.size() && view.parent(child) >= i;
        child++) {
      known = view.errorClass(child);
    }
    return known;
  }

  /** Tasks by type of agent. */
  private static final class Tasks {
    private final int[] tasks;
    private final int[] failed;

    private Tasks(Names names) {
      tasks = new int[names.size()];
      failed = new int[names.size()];
    }

    private void add(RunView view) {
      for (int i = 0; i < view.size(); i++) {
        int type = view.agentType(i);
        if (view.kind(i) == SpanKind.AGENT && type != Names.NONE) {
          tasks[type]++;
          failed[type] += view.isError(i) ? 1 : 0;
        }
      }
    }

    private double share(int type) {
      return tasks[type] == 0 ? 0 : (double) failed[type] / tasks[type];
    }

    /** Of a failure, a little above the share so that none seen is not never. */
    private double chance(int type) {
      return (failed[type] + 1.0) / (tasks[type] + 2.0);
    }
  }
}
