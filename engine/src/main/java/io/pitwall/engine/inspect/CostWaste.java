package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * COST-WASTE: a tenth or more of what a workflow costs goes into runs that fail, over 30 runs of
 * known cost, three of them failed. Looks for the failing call after which runs hardly ever
 * succeed: the operation and the number of its failures, up to ten, with which fewer than one run
 * in twenty is still saved. What is spent after that is what ending the run there saves.
 */
final class CostWaste implements WorkflowInspection {
  static final String ID = "COST-WASTE";

  private static final double SHARE = 0.1;
  private static final double LARGE_SHARE = 0.3;
  private static final int FEWEST_FAILED = 3;
  private static final int MOST_FAILURES = 10;
  private static final double HOPE = 0.05;
  private static final int FEWEST_LOST = 10;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    return find(workflow).stream().toList();
  }

  private static Optional<Finding> find(WorkflowRuns workflow) {
    List<ObservedRun> runs =
        workflow.ofLastDay().stream().filter(run -> run.run().costUsd() != null).toList();
    List<ObservedRun> failed = runs.stream().filter(CostWaste::failed).toList();
    double all = cost(runs);
    double lost = cost(failed);
    if (runs.size() < Judged.FOR_SHARES
        || failed.size() < FEWEST_FAILED
        || failed.size() == runs.size()
        || !(lost >= SHARE * all)
        || all == 0) {
      return Optional.empty();
    }
    return Optional.of(finding(workflow, runs, failed, all, lost));
  }

  private static Finding finding(
      WorkflowRuns workflow,
      List<ObservedRun> runs,
      List<ObservedRun> failed,
      double all,
      double lost) {
    double perDay = workflow.runsPerDay() / runs.size();
    double share = lost / all;
    double dearer = lost / failed.size() / ((all - lost) / (runs.size() - failed.size())) - 1;
    Optional<Stop> stop = stop(workflow, runs);
    Savings savings = new Savings(runs);
    stop.ifPresent(known -> spentAfter(runs, known, savings));
    Optional<Prediction> prediction =
        stop.isEmpty() ? Optional.empty() : savings.prediction(workflow.runsPerDay());
    Draft draft =
        new Draft(ID, Scope.workflow(workflow.workflow()), "cost_optimization", "cost_of_failure");
    if (stop.isPresent()) {
      Stop at = stop.get();
      String operation = workflow.names().word(at.operation);
      draft
          .text(
              "%s: end the run at failure %d of %s; %s of what a day costs is spent after it in"
                  + " runs that fail all the same%s",
              workflow.workflow(),
              at.failures,
              operation,
              Words.usd(savings.usd() * perDay),
              Draft.gain(workflow.workflow(), prediction, runs.size()))
          .action(
              new Action(
                  operation,
                  "max_failures",
                  "",
                  null,
                  (long) at.failures,
                  "least k with P(success | k failures) < 5 %",
                  Map.of(
                      "runs_with_k_failures", (double) at.runs,
                      "succeeded_of_them", (double) at.succeeded),
                  Action.CODE))
          .prediction(prediction)
          .risk((double) at.runs / runs.size(), "go back if success falls by 1 point");
    }
    return draft
        .text(
            "%s a day (%s of the spend) goes into runs of %s that fail: %d of %d, each %.0f %% %s"
                + " than one that succeeds; begin with run %s, which cost %s",
            Words.usd(lost * perDay),
            Words.percent(share),
            workflow.workflow(),
            failed.size(),
            runs.size(),
            Math.abs(dearer) * 100,
            dearer < 0 ? "cheaper" : "dearer",
            dearest(failed).getFirst().id(),
            Words.usd(costOf(dearest(failed).getFirst())))
        .evidence("wasted_usd_per_day", lost * perDay)
        .evidence("share_of_spend", share)
        .evidence("failed_runs", failed.size())
        .evidence("dearer_than_success", dearer)
        .because(
            String.format(
                Locale.ROOT,
                "%s of the spend >= %s went into %d failed runs of %d",
                Words.percent(share),
                Words.percent(SHARE),
                failed.size(),
                runs.size()),
            runs.size(),
            Judged.FOR_SHARES,
            Severity.of(share, SHARE, LARGE_SHARE),
            dearest(failed).stream().limit(Basis.MOST_EXAMPLES).map(ObservedRun::id).toList());
  }

  private record Stop(int operation, int failures, int runs, int succeeded) {}

  /** The failure, by operation and count, after which there is the most failing with no hope. */
  private static Optional<Stop> stop(WorkflowRuns workflow, List<ObservedRun> runs) {
    int operations = workflow.names().size();
    int[] lost = new int[operations * MOST_FAILURES];
    int[] succeeded = new int[operations * MOST_FAILURES];
    int[] count = new int[operations];
    for (ObservedRun run : runs) {
      Arrays.fill(count, 0);
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        int operation = view.operation(i);
        if (isCause(view, i) && count[operation] < MOST_FAILURES) {
          int at = operation * MOST_FAILURES + count[operation]++;
          (failed(run) ? lost : succeeded)[at]++;
        }
      }
    }
    Stop best = null;
    for (int at = 0; at < lost.length; at++) {
      int both = lost[at] + succeeded[at];
      if (lost[at] >= FEWEST_LOST
          && succeeded[at] < HOPE * both
          && (best == null || lost[at] > best.runs - best.succeeded)) {
        best = new Stop(at / MOST_FAILURES, at % MOST_FAILURES + 1, both, succeeded[at]);
      }
    }
    return Optional.ofNullable(best);
  }

  private static void spentAfter(List<ObservedRun> runs, Stop stop, Savings savings) {
    for (int run = 0; run < runs.size(); run++) {
      RunView view = runs.get(run).view();
      int failures = 0;
      long from = Long.MAX_VALUE;
      for (int i = 0; i < view.size() && failures < stop.failures; i++) {
        if (view.operation(i) == stop.operation && isCause(view, i)) {
          failures++;
          from = failures == stop.failures ? view.end(i) : from;
        }
      }
      for (int i = 0; i < view.size() && from < Long.MAX_VALUE; i++) {
        if (view.start(i) >= from && !Double.isNaN(view.cost(i))) {
          savings.cheapen(run, view.cost(i));
        }
      }
    }
  }

  /** A failed span under which none failed that it could have its failure from: no child did. */
  private static boolean isCause(RunView view, int i) {
    if (!view.isError(i) || view.parent(i) == RunView.NONE) {
      return false;
    }
    for (int child = i + 1; child < view.size() && view.parent(child) >= i; child++) {
      if (view.isError(child)) {
        return false;
      }
    }
    return true;
  }

  private static List<ObservedRun> dearest(List<ObservedRun> failed) {
    return failed.stream()
        .sorted(Comparator.comparingDouble(CostWaste::costOf).reversed())
        .toList();
  }

  private static double cost(List<ObservedRun> runs) {
    return runs.stream().mapToDouble(CostWaste::costOf).sum();
  }

  private static double costOf(ObservedRun run) {
    return Objects.requireNonNull(run.run().costUsd());
  }

  private static boolean failed(ObservedRun run) {
    return run.run().status() == SpanStatus.ERROR;
  }
}
