package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * SEQ-PAR: calls one after another that do not need each other. That they do not is known where
 * they come in either order: over 20 runs or more, the rarer order at least 3 times and 5 %,
 * overlapping in at most one run of ten. Found where running them at once saves 100 ms and 10 % of
 * the median run.
 */
final class SequentialSiblings implements WorkflowInspection {
  static final String ID = "SEQ-PAR";

  private static final double LEAST_SAVED_NANOS = 100e6;
  private static final double LEAST_SAVED_SHARE = 0.1;
  private static final double HIGH_SHARE = 0.4;
  private static final long LONGEST_PAUSE = 500_000_000L;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    PathSample sample = PathSample.of(workflow);
    if (sample.size() >= WorkflowRuns.FEWEST) {
      for (SiblingOrders.Group group : SiblingOrders.of(sample).groups()) {
        find(workflow, sample, group).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, PathSample sample, SiblingOrders.Group group) {
    double[] saved = new double[sample.size()];
    for (int r = 0; r < saved.length; r++) {
      saved[r] = saved(sample, r, group);
    }
    double mean = Arrays.stream(saved).average().orElse(0);
    double share = mean / Math.max(1, sample.medianNanos());
    if (mean < LEAST_SAVED_NANOS || share < LEAST_SAVED_SHARE) {
      return Optional.empty();
    }
    Optional<Prediction> prediction = sample.shorterBy(saved);
    String parent = workflow.names().word(group.parent());
    String calls =
        String.join(
            ", ", group.operations().stream().map(workflow.names()::word).sorted().toList());
    int width = group.operations().size();
    return Optional.of(
        new Draft(
                ID,
                Scope.operationOf(workflow.workflow(), parent),
                "performance_optimization",
                "sequential_but_independent")
            .severity(
                Severity.of(share, LEAST_SAVED_SHARE, HIGH_SHARE),
                Severity.of(mean / LEAST_SAVED_NANOS, 1, 5))
            .text(
                String.format(
                    Locale.ROOT,
                    "%s: %d calls at once instead of one after another (%s)%s, n=%d",
                    parent,
                    width,
                    calls,
                    sample.gain(prediction),
                    group.runs()))
            .text(
                String.format(
                    Locale.ROOT,
                    "They come in either order (the rarer in %s of the runs), so none needs another's answer;"
                        + " at once they take %s less a run",
                    Words.percent(group.rarerShare()),
                    Words.time(mean / 1e6)))
            .number("saved_ms", mean / 1e6)
            .number("saved_share", share)
            .number("rarer_order_share", group.rarerShare())
            .examples(sample.largest(saved))
            .action(
                new Action(
                    parent,
                    "calls_at_once",
                    "",
                    1L,
                    (long) width,
                    "calls that come in either order",
                    Map.of("saved_ms", mean / 1e6),
                    Action.CODE))
            .prediction(prediction.orElse(null))
            .risk(1, "go back if calls of " + calls + " fail more often or wait in a queue")
            .done(
                String.format(
                    Locale.ROOT,
                    "rarer order %s of %d runs (limit 5 %%), saves %s = %s of the median (limits 100 ms, 10 %%)",
                    Words.percent(group.rarerShare()),
                    group.runs(),
                    Words.time(mean / 1e6),
                    Words.percent(share)),
                group.runs(),
                SiblingOrders.FEWEST_RUNS));
  }

  /** All but the longest of what runs one after another on the path, without long pauses. */
  private static double saved(PathSample sample, int run, SiblingOrders.Group group) {
    RunView view = sample.view(run);
    double saved = 0;
    int parent = RunView.NONE;
    long ended = 0;
    double sum = 0;
    double most = 0;
    for (int i = 0; i < view.size(); i++) { // siblings stand by start
      if (!group.has(view, i) || !sample.runs().get(run).path().isCritical(i)) {
        continue;
      }
      if (view.parent(i) != parent || view.start(i) - ended > LONGEST_PAUSE) {
        saved += sum - most;
        sum = 0;
        most = 0;
      }
      parent = view.parent(i);
      ended = view.end(i);
      sum += view.duration(i);
      most = Math.max(most, (double) view.duration(i));
    }
    return saved + sum - most;
  }
}
