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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AG-CTX: an agent sends its whole past to the model again and again. Found where, in the median of
 * its runs with five calls of the model or more, the input grows by 500 tokens a call or to three
 * times the first, and half of all input or more was sent before; over 30 such runs. Advised is a
 * budget of what the first call and four more steps need, rounded up to full thousands; what is
 * above it is saved.
 */
final class ContextBloat implements WorkflowInspection {
  static final String ID = "AG-CTX";

  private static final int FEWEST_CALLS = 5;
  private static final double GROWTH = 500;
  private static final double LARGE_GROWTH = 1_500;
  private static final double TIMES = 3;
  private static final double LARGE_TIMES = 8;
  private static final double SENT_BEFORE = 0.5;
  private static final int STEPS_KEPT = 4;

  @Override
  public String id() {
    return ID;
  }

  /**
   * The budget for a context.
   *
   * @param first tokens of the first call
   * @param growth tokens by which each call adds
   */
  static long budget(double first, double growth) {
    return (long) Math.ceil((first + STEPS_KEPT * growth) / 1_000) * 1_000;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    if (runs.size() >= Judged.FOR_SHARES) {
      var search = new Search(workflow);
      for (ObservedRun run : runs) {
        search.look(run.view());
      }
      for (Growth growth : search.found) {
        if (growth != null && growth.tells()) {
          findings.add(finding(workflow, runs, growth));
        }
      }
    }
    return findings;
  }

  private static Finding finding(WorkflowRuns workflow, List<ObservedRun> runs, Growth growth) {
    String agent = workflow.names().word(growth.agentType);
    String who = agent.isEmpty() ? workflow.workflow() : agent;
    long budget = budget(growth.first.quantile(0.5), growth.slope.quantile(0.5));
    Savings savings = new Savings(runs);
    long tokens = 0;
    long above = 0;
    double price = growth.price.input();
    for (int run = 0; run < runs.size(); run++) {
      RunView view = runs.get(run).view();
      for (int i = 0; i < view.size(); i++) {
        if (growth.isIts(view, i)) {
          int over = (int) Math.max(0, view.tokensIn(i) - budget);
          tokens += view.tokensIn(i);
          above += over;
          savings.cheapen(run, over * price * growth.paid());
        }
      }
    }
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    double slope = growth.slope.quantile(0.5);
    double times = growth.times.quantile(0.5);
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, agent.isEmpty() ? null : agent, null, null),
            "agent_optimization",
            "context_bloat")
        .text(
            "%s: no limit → context budget %,d tokens; %,d → %,d input tokens a run%s",
            who,
            budget,
            tokens / growth.runs(),
            (tokens - above) / growth.runs(),
            Draft.gain(workflow.workflow(), prediction, growth.runs()))
        .text(
            "Each call of the model sends %.0f tokens more than the one before (%.1f times the"
                + " first in the end, %s sent before): summarise or cut the results of tools once"
                + " the budget is reached",
            slope, times, Words.percent(growth.before()))
        .evidence("tokens_per_step", slope)
        .evidence("last_by_first", times)
        .evidence("share_sent_before", growth.before())
        .evidence("tokens_per_run", tokens / growth.runs())
        .evidence("tokens_per_run_after", (tokens - above) / growth.runs())
        .action(
            new Action(
                who,
                "context_budget_tokens",
                "tokens",
                null,
                budget,
                "first + 4 x growth, rounded up to full thousands",
                Map.of("first", growth.first.quantile(0.5), "growth", slope),
                Action.CODE))
        .prediction(prediction)
        .risk(
            (double) growth.runs() / runs.size(),
            "go back if success of " + workflow.workflow() + " falls by 2 points")
        .because(
            String.format(
                Locale.ROOT,
                "input grows by %.0f tokens a call (>= %.0f) to %.1f times (>= %.0f), %s >= %s sent"
                    + " before",
                slope,
                GROWTH,
                times,
                TIMES,
                Words.percent(growth.before()),
                Words.percent(SENT_BEFORE)),
            growth.runs(),
            Judged.FOR_SHARES,
            Severity.least(
                Math.max(
                    Severity.of(slope, GROWTH, LARGE_GROWTH),
                    Severity.of(times, TIMES, LARGE_TIMES)),
                Severity.of(growth.before(), SENT_BEFORE, 0.9)),
            Draft.ids(runs.stream().filter(run -> growth.isIn(run.view())).limit(5).toList()));
  }

  /** How the input of one type of agent grows. */
  private static final class Growth {
    private final int agentType;
    private final Numbers first = new Numbers();
    private final Numbers slope = new Numbers();
    private final Numbers times = new Numbers();
    private final TokenPrice price = new TokenPrice();
    private double all;
    private double again;
    private double cached;

    private Growth(int agentType) {
      this.agentType = agentType;
    }

    private int runs() {
      return first.size();
    }

    private double before() {
      return all == 0 ? 0 : again / all;
    }

    /** What a token above the budget costs against a fresh one: some of them come from a cache. */
    private double paid() {
      return 1 - (1 - TokenPrice.CACHED) * cached / all;
    }

    private boolean tells() {
      return runs() >= Judged.FOR_SHARES
          && (slope.quantile(0.5) >= GROWTH || times.quantile(0.5) >= TIMES)
          && before() >= SENT_BEFORE;
    }

    private boolean isIts(RunView view, int i) {
      return view.agentType(i) == agentType
          && view.kind(i) == SpanKind.MODEL
          && view.tokensIn(i) > 0
          && view.isModelCall(i);
    }

    private boolean isIn(RunView view) {
      for (int i = 0; i < view.size(); i++) {
        if (isIts(view, i)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Goes through runs; what it keeps of a run is used again for the next. */
  private static final class Search {
    private final @Nullable Growth[] found;
    private final int[] calls;
    private final int[] first;
    private final int[] last;
    private final double[] again;
    private final double[] all;
    private final double[] cached;

    private Search(WorkflowRuns workflow) {
      int types = workflow.names().size() + 1;
      found = new Growth[types];
      calls = new int[types];
      first = new int[types];
      last = new int[types];
      again = new double[types];
      all = new double[types];
      cached = new double[types];
    }

    private void look(RunView view) {
      Arrays.fill(calls, 0);
      for (int i = 0; i < view.size(); i++) {
        if (view.kind(i) == SpanKind.MODEL && view.tokensIn(i) > 0 && view.isModelCall(i)) {
          call(view, i, view.agentType(i) + 1);
        }
      }
      for (int type = 0; type < calls.length; type++) {
        Growth growth = found[type];
        if (growth != null && calls[type] >= FEWEST_CALLS) {
          growth.first.add(first[type]);
          growth.slope.add((double) (last[type] - first[type]) / (calls[type] - 1));
          growth.times.add((double) last[type] / first[type]);
          growth.all += all[type];
          growth.again += again[type];
          growth.cached += cached[type];
        }
      }
    }

    private void call(RunView view, int i, int type) {
      Growth growth = found[type];
      if (growth == null) {
        growth = new Growth(type - 1);
        found[type] = growth;
      }
      int in = view.tokensIn(i);
      growth.price.add(in, view.tokensCached(i), view.tokensOut(i), view.cost(i));
      if (calls[type]++ == 0) {
        first[type] = in;
        all[type] = 0;
        again[type] = 0;
        cached[type] = 0;
      } else {
        // What a conversation held before is sent again, unless it was cut down meanwhile.
        again[type] += in >= last[type] ? last[type] : 0;
      }
      all[type] += in;
      cached[type] += Math.max(0, view.tokensCached(i));
      last[type] = in;
    }
  }
}
