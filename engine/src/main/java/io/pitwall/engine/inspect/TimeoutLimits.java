package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
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
 * AG-TIMEOUT: calls wait for a limit much longer than those that succeed ever take. The limit is
 * the median length of calls that end by a timeout, five at least, all within a tenth of it. It is
 * too long where it is above three times the p99.9 of 500 successes or more and 1 % of the calls
 * end by it: these hang, waiting longer does not help. Advised is the p99.5 of the successes times
 * 1.25.
 */
final class TimeoutLimits implements WorkflowInspection {
  static final String ID = "AG-TIMEOUT";

  private static final int FEWEST_TIMEOUTS = 5;
  private static final double SPREAD = 0.1;
  private static final double TIMES = 3;
  private static final double MANY_TIMES = 10;
  private static final double SHARE = 0.01;
  private static final double LARGE_SHARE = 0.05;
  private static final double ROOM = 1.25;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = workflow.ofLastDay();
    var sorts = new Failure.Sorts(workflow.names());
    int[] ended = new int[workflow.names().size()];
    for (ObservedRun run : runs) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        ended[view.operation(i)] += isTimeout(view, i, sorts) ? 1 : 0;
      }
    }
    for (int operation = 0; operation < ended.length; operation++) {
      if (ended[operation] >= FEWEST_TIMEOUTS) {
        find(workflow, runs, sorts, operation).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** Not one that only encloses a call which ended so. */
  private static boolean isTimeout(RunView view, int i, Failure.Sorts sorts) {
    if (!view.isError(i) || sorts.of(view.errorClass(i)) != Failure.TIMED_OUT) {
      return false;
    }
    for (int child = i + 1; child < view.size() && view.parent(child) >= i; child++) {
      if (view.isError(child) && sorts.of(view.errorClass(child)) == Failure.TIMED_OUT) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, List<ObservedRun> runs, Failure.Sorts sorts, int operation) {
    Numbers hung = new Numbers();
    Numbers good = new Numbers();
    List<String> examples = new ArrayList<>();
    for (ObservedRun run : runs) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (view.operation(i) != operation) {
          continue;
        }
        if (isTimeout(view, i, sorts)) {
          hung.add(view.duration(i) / 1e6);
          examples.add(run.id());
        } else if (!view.isError(i)) {
          good.add(view.duration(i) / 1e6);
        }
      }
    }
    double limit = hung.quantile(0.5);
    double share = (double) hung.size() / (hung.size() + good.size());
    boolean isLimit =
        hung.quantile(0.1) >= (1 - SPREAD) * limit && hung.quantile(0.9) <= (1 + SPREAD) * limit;
    if (!isLimit
        || good.size() < Judged.FOR_P99
        || share < SHARE
        || !(limit > TIMES * good.quantile(0.999))) {
      return Optional.empty();
    }
    return Optional.of(finding(workflow, operation, limit, share, good, examples));
  }

  private static Finding finding(
      WorkflowRuns workflow,
      int operation,
      double limit,
      double share,
      Numbers good,
      List<String> examples) {
    String name = workflow.names().word(operation);
    double proposed = Math.ceil(good.quantile(0.995) * ROOM);
    double longest = good.quantile(0.999);
    Optional<Prediction> prediction =
        Predictions.of(
            workflow
                .whatIf()
                .ask(List.of(new Change.Timeout(new Target.Operation(name), proposed / 1e3))),
            workflow.runsPerDay());
    int calls = examples.size() + good.size();
    return new Draft(
            ID,
            Scope.operationOf(workflow.workflow(), name),
            "timeout_optimization",
            "timeout_too_long")
        .text(
            "%s: timeout %s → %s; %d calls hang for the whole limit, %s in all, while of those that"
                + " succeed one in a thousand takes longer than %s%s",
            name,
            Words.time(limit),
            Words.time(proposed),
            examples.size(),
            Words.time(examples.size() * limit),
            Words.time(longest),
            Draft.gain(workflow.workflow(), prediction, calls))
        .evidence("limit_ms", limit)
        .evidence("p999_success_ms", longest)
        .evidence("share_at_limit", share)
        .evidence("saved_ms_per_timeout", limit - proposed)
        .action(
            new Action(
                name,
                "timeout_ms",
                "ms",
                limit,
                proposed,
                "1.25 x p99.5 of the successes",
                Map.of("p995_success_ms", good.quantile(0.995)),
                Action.SETTING))
        .prediction(prediction)
        .risk(share, "go back if more than " + Words.percent(share + 0.01) + " end by the limit")
        .because(
            String.format(
                Locale.ROOT,
                "limit %s > %.0f x %s (p99.9 of %d successes), %s >= %s end by it",
                Words.time(limit),
                TIMES,
                Words.time(longest),
                good.size(),
                Words.percent(share),
                Words.percent(SHARE)),
            calls,
            Judged.FOR_P99,
            Severity.least(
                Severity.of(limit / longest, TIMES, MANY_TIMES),
                Severity.of(share, SHARE, LARGE_SHARE)),
            examples);
  }
}
