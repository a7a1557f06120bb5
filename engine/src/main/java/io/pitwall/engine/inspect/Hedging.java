package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HEDGE: calls that are quick as a rule and now and then very slow. Found where the 99th percentile
 * of 500 calls that only read is four times the median. Advised is to send the call once more after
 * the 95th percentile and take the first answer: a twentieth more calls (Dean and Barroso, The Tail
 * at Scale, 2013). A call is then longer than t with chance S(t) S(t - d).
 */
final class Hedging implements WorkflowInspection {
  static final String ID = "HEDGE";

  private static final int FEWEST = 500;
  private static final double RATIO = 4;
  private static final double HIGH_RATIO = 12;
  private static final double SHORTEST_P99_MS = 100;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    PathSample sample = PathSample.of(workflow);
    calls(workflow, sample).entrySet().stream()
        .sorted(Comparator.comparingInt(Map.Entry::getKey))
        .forEach(
            entry ->
                find(workflow, sample, entry.getKey(), entry.getValue()).ifPresent(findings::add));
    return findings;
  }

  /** Milliseconds of the calls that did not fail, by operation. */
  private static Map<Integer, Numbers> calls(WorkflowRuns workflow, PathSample sample) {
    Map<Integer, Numbers> calls = new HashMap<>();
    for (int r = 0; r < sample.size(); r++) {
      RunView view = sample.view(r);
      for (int i = 0; i < view.size(); i++) {
        if (onlyReads(view.kind(i), workflow.names().word(view.operation(i))) && !view.isError(i)) {
          calls
              .computeIfAbsent(view.operation(i), any -> new Numbers())
              .add(view.duration(i) / 1e6);
        }
      }
    }
    return calls;
  }

  private static boolean onlyReads(SpanKind kind, String operation) {
    return switch (kind) {
      case RETRIEVAL, EMBEDDING -> true;
      case HTTP_CLIENT -> operation.startsWith("GET ");
      case WORKFLOW,
          AGENT,
          TASK,
          TOOL,
          MODEL,
          DATABASE,
          HTTP_SERVER,
          MESSAGING,
          FRONTEND,
          INTERNAL ->
          false;
    };
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, PathSample sample, int operation, Numbers calls) {
    double[] sorted = calls.sorted();
    double p50 = Quantiles.ofSorted(sorted, 0.5);
    double p99 = Quantiles.ofSorted(sorted, 0.99);
    if (sorted.length < FEWEST || p99 < RATIO * p50 || p99 < SHORTEST_P99_MS) {
      return Optional.empty();
    }
    double delay = Quantiles.ofSorted(sorted, 0.95);
    double after = hedged(sorted, delay);
    String name = workflow.names().word(operation);
    double[] saved = new double[sample.size()];
    for (int r = 0; r < saved.length; r++) {
      RunView view = sample.view(r);
      for (int i = 0; i < view.size(); i++) {
        double beyond = view.duration(i) - (delay + p50) * 1e6;
        if (view.operation(i) == operation && beyond > 0) {
          saved[r] += Math.min((double) sample.runs().get(r).path().dragNanos(i), beyond);
        }
      }
    }
    Optional<Prediction> prediction = sample.shorterBy(saved);
    return Optional.of(
        new Draft(
                ID,
                Scope.operationOf(workflow.workflow(), name),
                "performance_optimization",
                "long_tail")
            .severity(Severity.of(p99 / p50, RATIO, HIGH_RATIO))
            .text(
                String.format(
                    Locale.ROOT,
                    "%s: ask once more after %s and take the first answer; its p99 %s → %s, 5 %% more calls%s, n=%d",
                    name,
                    Words.time(delay),
                    Words.time(p99),
                    Words.time(after),
                    sample.gain(prediction),
                    sorted.length))
            .number("p50_ms", p50)
            .number("p99_ms", p99)
            .number("p99_ms_after", after)
            .examples(sample.largest(saved))
            .action(
                new Action(
                    name,
                    "hedge_after_ms",
                    "ms",
                    null,
                    (double) Math.round(delay),
                    "p95",
                    Map.of("p50_ms", p50, "p99_ms", p99),
                    Action.CODE))
            .prediction(prediction.orElse(null))
            .risk(1, "go back if it is asked more than 8 % more often, or fails more")
            .done(
                String.format(
                    Locale.ROOT,
                    "p99 %s = %.1f x p50 %s (limit 4)",
                    Words.time(p99),
                    p99 / p50,
                    Words.time(p50)),
                sorted.length,
                FEWEST));
  }

  /** The time t from which S(t) S(t - d) is at most 0.01. */
  static double hedged(double[] sorted, double delay) {
    for (double time : sorted) {
      if (time >= delay && above(sorted, time) * above(sorted, time - delay) <= 0.01) {
        return time;
      }
    }
    return sorted[sorted.length - 1];
  }

  private static double above(double[] sorted, double time) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return (double) (sorted.length - low) / sorted.length;
  }
}
