package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * RT-STORM: calls of an operation are made again so often that the retries are load of their own.
 * Found where the retries are more than 20 % of the first attempts, over 30 of these and ten
 * retries. Advised is a budget of 20 % (the value of Finagle) and two attempts at most. Refused
 * calls are the matter of {@link RateLimited}.
 */
final class RetryStorm implements WorkflowInspection {
  static final String ID = "RT-STORM";

  /** Retries a first attempt may have on average. */
  static final double BUDGET = 0.2;

  private static final double MANY = 0.6;
  private static final int FEWEST_RETRIES = 10;
  private static final int MOST_ATTEMPTS = 2;

  @Override
  public String id() {
    return ID;
  }

  /**
   * Calls made for each that is wanted, if each fails with that chance and is tried so often: the
   * sum of a geometric series.
   */
  static double amplification(double failing, int attempts) {
    return failing == 1 ? attempts : (1 - Math.pow(failing, attempts)) / (1 - failing);
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    var attempts = new Attempts(workflow);
    runs.forEach(run -> attempts.add(run.view()));
    for (int operation = 0; operation < attempts.first.length; operation++) {
      if (attempts.first[operation] >= Judged.FOR_SHARES
          && attempts.again[operation] >= FEWEST_RETRIES
          && attempts.again[operation] > BUDGET * attempts.first[operation]) {
        findings.add(finding(workflow, runs, attempts, operation));
      }
    }
    return findings;
  }

  private static Finding finding(
      WorkflowRuns workflow, List<ObservedRun> runs, Attempts attempts, int operation) {
    String name = workflow.names().word(operation);
    int first = attempts.first[operation];
    int again = attempts.again[operation];
    int most = attempts.most[operation];
    double ratio = (double) again / first;
    double failing = (double) attempts.failed[operation] / (first + again);
    Savings savings = new Savings(runs);
    for (int run = 0; run < runs.size(); run++) {
      RunView view = runs.get(run).view();
      for (int i = 0; i < view.size(); i++) {
        if (view.operation(i) == operation && view.attempt(i) > MOST_ATTEMPTS) {
          savings.leaveOut(run, i);
        }
      }
    }
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    double after = Math.min(1 + BUDGET, amplification(failing, MOST_ATTEMPTS));
    return new Draft(
            ID, Scope.operationOf(workflow.workflow(), name), "retry_optimization", "retry_storm")
        .text(
            "%s: %d → %d attempts and a retry budget of %.0f %%; %.2f → %.2f calls for each that is"
                + " wanted%s",
            name,
            most,
            MOST_ATTEMPTS,
            BUDGET * 100,
            1 + ratio,
            after,
            Draft.gain(workflow.workflow(), prediction, first))
        .text(
            "%s of the calls fail; spread what is tried again over a random pause (full jitter)."
                + " %d calls succeeded only at a third attempt or later",
            Words.percent(failing), attempts.late[operation])
        .evidence("retry_ratio", ratio)
        .evidence("failing", failing)
        .evidence("most_attempts", most)
        .evidence("amplification", 1 + ratio)
        .evidence("amplification_after", after)
        .evidence("late_successes", attempts.late[operation])
        .action(
            new Action(
                name,
                "max_attempts",
                "",
                (long) most,
                (long) MOST_ATTEMPTS,
                "load a wanted call = min(1 + budget, (1 - f^k) / (1 - f))",
                Map.of("failing", failing, "retry_budget", BUDGET),
                Action.SETTING))
        .prediction(prediction)
        .risk(
            (double) savings.touched() / runs.size(),
            "go back if success of " + workflow.workflow() + " falls by 1 point")
        .because(
            String.format(
                Locale.ROOT,
                "%d retries of %d first attempts (%s > %s)",
                again,
                first,
                Words.percent(ratio),
                Words.percent(BUDGET)),
            first,
            Judged.FOR_SHARES,
            Severity.of(ratio, BUDGET, MANY),
            attempts.examples(runs, operation));
  }

  /** First and further attempts by operation. */
  private static final class Attempts {
    private final Failure.Sorts sorts;
    private final int[] first;
    private final int[] again;
    private final int[] failed;
    private final int[] most;
    private final int[] late;

    private Attempts(WorkflowRuns workflow) {
      int operations = workflow.names().size();
      sorts = new Failure.Sorts(workflow.names());
      first = new int[operations];
      again = new int[operations];
      failed = new int[operations];
      most = new int[operations];
      late = new int[operations];
    }

    private void add(RunView view) {
      for (int i = 0; i < view.size(); i++) {
        int operation = view.operation(i);
        boolean refused = view.isError(i) && sorts.of(view.errorClass(i)) == Failure.RATE_LIMITED;
        if (view.attempt(i) == 1) {
          first[operation]++;
        } else if (!refused) {
          again[operation]++;
          late[operation] += view.attempt(i) > MOST_ATTEMPTS && !view.isError(i) ? 1 : 0;
        }
        failed[operation] += view.isError(i) && !refused ? 1 : 0;
        most[operation] = Math.max(most[operation], view.attempt(i));
      }
    }

    private List<String> examples(List<ObservedRun> runs, int operation) {
      return runs.stream()
          .filter(run -> repeats(run.view(), operation))
          .limit(5)
          .map(ObservedRun::id)
          .toList();
    }

    private static boolean repeats(RunView view, int operation) {
      for (int i = 0; i < view.size(); i++) {
        if (view.operation(i) == operation && view.attempt(i) > 1) {
          return true;
        }
      }
      return false;
    }
  }
}
