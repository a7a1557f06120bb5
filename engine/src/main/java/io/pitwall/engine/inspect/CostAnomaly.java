package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * COST-ANOM: runs of a workflow cost more than they did. The runs of now are compared with groups
 * of as many runs of the day before, 12 groups at least: found where the logarithm of the mean cost
 * is above the groups' median by more than four of their scaled median deviations, and the cost by
 * 20 % and a dollar a day. What it comes from is told exactly: calls a run, tokens a call, price a
 * token.
 */
final class CostAnomaly implements WorkflowInspection {
  static final String ID = "COST-ANOM";

  private static final int FEWEST_GROUPS = 12;
  private static final double DEVIATIONS = 4;
  private static final double MANY_DEVIATIONS = 10;
  private static final double RISE = 0.2;
  private static final double LARGE_RISE = 1;
  private static final double FLOOR_USD = 1;

  /** Makes a median deviation of normal values their standard deviation. */
  private static final double SCALE = 1.4826;

  /** Groups that all cost the same still differ by chance. */
  private static final double LEAST_DEVIATION = 0.01;

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
    return find(workflow).stream().toList();
  }

  private static Optional<Finding> find(WorkflowRuns workflow) {
    List<ObservedRun> recent = workflow.recent();
    List<ObservedRun> before = workflow.before();
    int groups = before.size() / recent.size();
    Use now = Use.of(recent);
    if (recent.size() < Judged.FOR_SHARES || groups < FEWEST_GROUPS || !now.isKnown()) {
      return Optional.empty();
    }
    List<Use> past = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      Use use = Use.of(before.subList(group * recent.size(), (group + 1) * recent.size()));
      if (use.isKnown()) {
        past.add(use);
      }
    }
    double[] logs = past.stream().mapToDouble(use -> Math.log(use.usd)).toArray();
    if (logs.length < FEWEST_GROUPS) {
      return Optional.empty();
    }
    double median = Quantiles.between(logs, 0.5);
    double[] off = Arrays.stream(logs).map(log -> Math.abs(log - median)).toArray();
    double deviation = Math.max(LEAST_DEVIATION, SCALE * Quantiles.between(off, 0.5));
    double deviations = (Math.log(now.usd) - median) / deviation;
    double rise = now.usd / Math.exp(median) - 1;
    double excess = (now.usd - Math.exp(median)) * workflow.runsPerDay();
    return deviations > DEVIATIONS && rise >= RISE && excess >= FLOOR_USD
        ? Optional.of(finding(workflow, now, Use.of(before), median, deviations, excess))
        : Optional.empty();
  }

  private static Finding finding(
      WorkflowRuns workflow, Use now, Use past, double median, double deviations, double excess) {
    double rise = now.usd / Math.exp(median) - 1;
    double calls = now.calls / past.calls;
    double tokens = now.tokens / now.calls / (past.tokens / past.calls);
    double price = now.usd / now.tokens / (past.usd / past.tokens);
    double most = Math.max(calls, Math.max(tokens, price));
    String factor =
        most == calls ? "model calls a run" : most == tokens ? "tokens a call" : "price a token";
    List<ObservedRun> dearest =
        workflow.recent().stream()
            .filter(run -> run.run().costUsd() != null)
            .sorted((one, other) -> Double.compare(costOf(other), costOf(one)))
            .toList();
    return new Draft(
            ID, Scope.workflow(workflow.workflow()), "cost_optimization", "cost_of_a_run_rose")
        .text(
            "%s: a run costs %s, it was %s (%+.0f %%, %s a day); most of it is %s, × %.2f, n=%d",
            workflow.workflow(),
            Words.usd(now.usd),
            Words.usd(Math.exp(median)),
            rise * 100,
            Words.usd(excess),
            factor,
            most,
            workflow.recent().size())
        .text(
            "Model calls a run × %.2f, tokens a call × %.2f, price a token × %.2f; begin with run"
                + " %s, which cost %s",
            calls, tokens, price, dearest.getFirst().id(), Words.usd(costOf(dearest.getFirst())))
        .evidence("usd_per_run", now.usd)
        .evidence("usd_per_run_before", Math.exp(median))
        .evidence("excess_usd_per_day", excess)
        .evidence("calls_factor", calls)
        .evidence("tokens_factor", tokens)
        .evidence("price_factor", price)
        .because(
            String.format(
                Locale.ROOT,
                "%.1f > %.0f deviations, %s >= %s and %s >= %s a day above the day before",
                deviations,
                DEVIATIONS,
                Words.percent(rise),
                Words.percent(RISE),
                Words.usd(excess),
                Words.usd(FLOOR_USD)),
            workflow.recent().size(),
            Judged.FOR_SHARES,
            Severity.least(
                Severity.of(deviations, DEVIATIONS, MANY_DEVIATIONS),
                Severity.of(rise, RISE, LARGE_RISE)),
            Draft.ids(dearest));
  }

  private static double costOf(ObservedRun run) {
    Double usd = run.run().costUsd();
    return usd == null ? 0 : usd;
  }

  /** Means of a run over those of known cost. */
  private record Use(double usd, double calls, double tokens) {
    private static Use of(List<ObservedRun> runs) {
      double usd = 0;
      double calls = 0;
      double tokens = 0;
      int n = 0;
      for (ObservedRun observed : runs) {
        Run run = observed.run();
        if (run.costUsd() != null) {
          usd += costOf(observed);
          calls += run.modelCalls();
          tokens += run.tokens().total();
          n++;
        }
      }
      return new Use(usd / n, calls / n, tokens / n);
    }

    private boolean isKnown() {
      return usd > 0 && calls > 0 && tokens > 0;
    }
  }
}
