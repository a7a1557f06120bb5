package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * AG-TOOLOUT: a tool hands back more than a model should be given. Found where the p95 of its
 * results, over 100 calls, is 8,000 tokens or more (four characters each), and half of what is
 * above that shows in the input of the model call after it. Advised is to cut at 8,000 tokens; what
 * is above is paid with every later model call of the agent, as many as there are in the run.
 */
final class ToolOutputs implements WorkflowInspection {
  static final String ID = "AG-TOOLOUT";

  private static final int CHARS_PER_TOKEN = 4;
  private static final int LIMIT_TOKENS = 8_000;
  private static final int LARGE_TOKENS = 24_000;
  private static final double TAKEN_IN = 0.5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    int[] calls = new int[workflow.names().size()];
    int[] large = new int[calls.length];
    for (ObservedRun run : runs) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (isResult(view, i)) {
          calls[view.operation(i)]++;
          large[view.operation(i)] += tokens(view, i) >= LIMIT_TOKENS ? 1 : 0;
        }
      }
    }
    for (int operation = 0; operation < calls.length; operation++) {
      if (calls[operation] >= Judged.FOR_P95 && large[operation] > 0.05 * calls[operation]) {
        find(workflow, runs, operation).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static boolean isResult(RunView view, int i) {
    return (view.kind(i) == SpanKind.TOOL || view.kind(i) == SpanKind.RETRIEVAL)
        && view.outputChars(i) >= 0;
  }

  private static int tokens(RunView view, int i) {
    return view.outputChars(i) / CHARS_PER_TOKEN;
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, List<ObservedRun> runs, int operation) {
    Numbers results = new Numbers();
    var price = new TokenPrice();
    double over = 0;
    double takenIn = 0;
    double[] above = new double[runs.size()];
    for (int run = 0; run < runs.size(); run++) {
      RunView view = runs.get(run).view();
      double carried = 0;
      int before = 0;
      double expected = 0;
      for (int i = 0; i < view.size(); i++) {
        if (view.operation(i) == operation && isResult(view, i)) {
          results.add(tokens(view, i));
          double more = Math.max(0, tokens(view, i) - LIMIT_TOKENS);
          carried += more;
          expected += more;
        } else if (view.kind(i) == SpanKind.MODEL && view.tokensIn(i) >= 0 && view.isModelCall(i)) {
          price.add(view.tokensIn(i), view.tokensCached(i), view.tokensOut(i), view.cost(i));
          over += expected;
          takenIn += Math.clamp(view.tokensIn(i) - (double) before, 0, expected);
          expected = 0;
          before = view.tokensIn(i);
          above[run] += Math.min(carried, view.tokensIn(i));
        }
      }
    }
    if (results.quantile(0.95) < LIMIT_TOKENS || over == 0 || takenIn < TAKEN_IN * over) {
      return Optional.empty();
    }
    Savings savings = new Savings(runs);
    for (int run = 0; run < above.length; run++) {
      savings.cheapen(run, above[run] * price.input() * takenIn / over);
    }
    return Optional.of(finding(workflow, runs, operation, results, takenIn / over, savings));
  }

  private static Finding finding(
      WorkflowRuns workflow,
      List<ObservedRun> runs,
      int operation,
      Numbers results,
      double taken,
      Savings savings) {
    String name = workflow.names().word(operation);
    double p95 = results.quantile(0.95);
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    return new Draft(
            ID,
            Scope.operationOf(workflow.workflow(), name),
            "agent_optimization",
            "oversized_tool_result")
        .text(
            "%s: results of up to %,.0f tokens (p95) → %,d at most%s",
            name, p95, LIMIT_TOKENS, Draft.gain(workflow.workflow(), prediction, results.size()))
        .text(
            "Hand back pages or the best matches first; %s of what is above the limit goes into the"
                + " model's next input, and from there into each further one",
            Words.percent(taken))
        .evidence("p95_tokens", p95)
        .evidence("median_tokens", results.quantile(0.5))
        .evidence("share_taken_in", taken)
        .action(
            new Action(
                name,
                "max_result_tokens",
                "tokens",
                Math.round(p95),
                (long) LIMIT_TOKENS,
                "sum of tokens above the limit x model calls after them x price",
                Map.of("chars_per_token", (double) CHARS_PER_TOKEN),
                Action.CODE))
        .prediction(prediction)
        .risk(
            (double) savings.touched() / runs.size(),
            "go back if success of " + workflow.workflow() + " falls by 1 point")
        .because(
            String.format(
                Locale.ROOT,
                "p95 of %d results %,.0f tokens >= %,d, %s >= %s of the excess sent on",
                results.size(),
                p95,
                LIMIT_TOKENS,
                Words.percent(taken),
                Words.percent(TAKEN_IN)),
            results.size(),
            Judged.FOR_P95,
            Severity.of(p95, LIMIT_TOKENS, LARGE_TOKENS),
            savings.examples());
  }
}
