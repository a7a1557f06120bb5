package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Piece;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CP-GAP: time on the critical path inside a workflow, agent or step while nothing in it runs.
 * Found where it is 10 % of the time of all runs; the operation with most of it is named. Advised
 * is to hand over within 10 ms, gained is what every gap has beyond that.
 */
final class FrameworkGaps implements WorkflowInspection {
  static final String ID = "CP-GAP";

  private static final double SHARE = 0.1;
  private static final double HIGH_SHARE = 0.3;

  /** Below it a run loses less than people notice. */
  private static final double LEAST_NANOS = 20e6;

  private static final double HAND_OVER_NANOS = 10e6;

  /** Gaps of one operation. */
  private static final class Gaps {
    final double[] beyond;
    final Numbers each = new Numbers();

    Gaps(int runs) {
      beyond = new double[runs];
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    PathSample sample = PathSample.of(workflow);
    if (sample.size() >= WorkflowRuns.FEWEST) {
      find(workflow, sample).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> find(WorkflowRuns workflow, PathSample sample) {
    Map<Integer, Gaps> byOperation = new HashMap<>();
    for (int r = 0; r < sample.size(); r++) {
      RunView view = sample.view(r);
      for (Piece piece : sample.runs().get(r).path().pieces()) {
        if (piece.type() == Piece.Type.GAP && !isBeforeRetry(view, piece)) {
          Gaps gaps =
              byOperation.computeIfAbsent(
                  view.operation(piece.span()), any -> new Gaps(sample.size()));
          gaps.each.add((double) piece.nanos());
          gaps.beyond[r] += Math.max(0, piece.nanos() - HAND_OVER_NANOS);
        }
      }
    }
    double all = byOperation.values().stream().mapToDouble(gaps -> gaps.each.sum()).sum();
    double share = all / Math.max(1, Arrays.stream(sample.durations()).sum());
    Optional<Map.Entry<Integer, Gaps>> most =
        byOperation.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.each.sum(), b.each.sum())));
    if (most.isEmpty() || share < SHARE || all / sample.size() < LEAST_NANOS) {
      return Optional.empty();
    }
    String operation = workflow.names().word(most.get().getKey());
    return Optional.of(finding(workflow, sample, operation, most.get().getValue(), share, all));
  }

  /** The pause before a call is made again is meant. */
  private static boolean isBeforeRetry(RunView view, Piece piece) {
    for (int i = piece.span() + 1; i < view.size() && view.parent(i) >= piece.span(); i++) {
      if (view.parent(i) == piece.span()
          && view.start(i) == piece.endNanos()
          && view.attempt(i) > 1) {
        return true;
      }
    }
    return false;
  }

  private static Finding finding(
      WorkflowRuns workflow,
      PathSample sample,
      String operation,
      Gaps gaps,
      double share,
      double all) {
    Optional<Prediction> prediction = sample.shorterBy(gaps.beyond);
    double median = Quantiles.ofSorted(gaps.each.sorted(), 0.5) / 1e6;
    double mean = all / sample.size() / 1e6;
    return new Draft(
            ID,
            Scope.operationOf(workflow.workflow(), operation),
            "performance_optimization",
            "framework_overhead")
        .severity(
            Severity.of(share, SHARE, HIGH_SHARE), Severity.of(mean * 1e6 / LEAST_NANOS, 1, 10))
        .text(
            String.format(
                Locale.ROOT,
                "%s: gaps between its steps %s → 10 ms (dispatch at once, stream, no polling)%s, n=%d",
                operation,
                Words.time(median),
                sample.gain(prediction),
                sample.size()))
        .text(
            String.format(
                Locale.ROOT,
                "%s a run, %s of the time of %s, passes while no step runs; most of it inside %s (%.1f gaps a"
                    + " run)",
                Words.time(mean),
                Words.percent(share),
                workflow.workflow(),
                operation,
                (double) gaps.each.size() / sample.size()))
        .number("gap_share", share)
        .number("gap_ms_per_run", mean)
        .number("gap_ms_median", median)
        .number("gaps_per_run", (double) gaps.each.size() / sample.size())
        .examples(sample.largest(gaps.beyond))
        .action(
            new Action(
                operation,
                "gap_ms",
                "ms",
                median,
                HAND_OVER_NANOS / 1e6,
                "10 ms for each hand-over",
                Map.of("gap_ms_per_run", mean),
                Action.CODE))
        .prediction(prediction.orElse(null))
        .risk(1, "go back if steps of " + operation + " start before their input is there")
        .done(
            String.format(Locale.ROOT, "gaps %s of the path (limit 10 %%)", Words.percent(share)),
            sample.size(),
            WorkflowRuns.FEWEST);
  }
}
