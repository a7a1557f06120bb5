package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Workflows of which a fifth or more of the recent runs failed, ten runs being the least to judge
 * by: high priority from a half on, else medium. The original names the analysis of workflows
 * without giving its rule.
 */
final class WorkflowFailures implements Inspection {
  private static final int MIN_RUNS = 10;
  private static final double LIMIT = 0.2;
  private static final double HIGH_PRIORITY_LIMIT = 0.5;

  @Override
  public String id() {
    return "workflow-failures";
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    return evidence.recentRuns().stream()
        .collect(Collectors.groupingBy(Run::workflow))
        .entrySet()
        .stream()
        .filter(workflow -> workflow.getValue().size() >= MIN_RUNS)
        .filter(workflow -> failedShare(workflow.getValue()) >= LIMIT)
        .map(workflow -> finding(workflow.getKey(), workflow.getValue()))
        .toList();
  }

  private Finding finding(String workflow, List<Run> runs) {
    double share = failedShare(runs);
    List<Run> failed = runs.stream().filter(WorkflowFailures::failed).toList();
    return new Finding(
        id(),
        Scope.workflow(workflow),
        "workflow_optimization",
        share >= HIGH_PRIORITY_LIMIT ? Priority.HIGH : Priority.MEDIUM,
        "high_failure_rate",
        List.of(
            String.format(
                Locale.ROOT,
                "%d of the last %d runs of %s failed (%.0f %%); begin with run %s",
                failed.size(),
                runs.size(),
                workflow,
                share * 100,
                failed.getFirst().traceId()),
            "Look at the first span that failed in each: what is below it is the cause"),
        Map.of("failed_share", share, "limit", LIMIT, "n", (long) runs.size()),
        new Basis(
            String.format(Locale.ROOT, "%.0f %% failed >= %.0f %%", share * 100, LIMIT * 100),
            runs.size(),
            MIN_RUNS,
            Severity.of(share, LIMIT, HIGH_PRIORITY_LIMIT),
            failed.stream()
                .limit(Basis.MOST_EXAMPLES)
                .map(run -> run.traceId().toString())
                .toList()));
  }

  private static double failedShare(List<Run> runs) {
    return (double) runs.stream().filter(WorkflowFailures::failed).count() / runs.size();
  }

  private static boolean failed(Run run) {
    return run.status() == SpanStatus.ERROR;
  }
}
