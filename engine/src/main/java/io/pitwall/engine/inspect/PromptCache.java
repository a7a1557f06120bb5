package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
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

/**
 * AG-PCACHE: an agent's conversation is sent again with every call, but hardly read from the
 * provider's prompt cache. What could be read is what the call before held, where that was 1,024
 * tokens or more, the same model was asked within an hour, and the input did not shrink since, as
 * it does not in nine of ten pairs of calls. Found where less than half of that was read, over 30
 * pairs. Advised is to put what changes behind what stays, with a breakpoint between; for five
 * minutes, or an hour if one pause in ten is longer.
 */
final class PromptCache implements WorkflowInspection {
  static final String ID = "AG-PCACHE";

  private static final int LEAST_PREFIX = 1_024;
  private static final double OF_ACHIEVABLE = 0.5;
  private static final double GROWING = 0.9;
  private static final double LONG_PAUSES = 0.1;
  private static final long FIVE_MINUTES = 300_000_000_000L;
  private static final long HOUR = 3_600_000_000_000L;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    if (runs.size() >= Judged.FOR_SHARES) {
      var pairs = new Pairs(workflow.names());
      runs.forEach(run -> pairs.look(run.view()));
      for (int type = 0; type < pairs.all.length; type++) {
        if (pairs.tells(type)) {
          findings.add(finding(workflow, runs, pairs, type));
        }
      }
    }
    return findings;
  }

  private static Finding finding(
      WorkflowRuns workflow, List<ObservedRun> runs, Pairs pairs, int type) {
    String agent = workflow.names().word(type - 1);
    String who = agent.isEmpty() ? workflow.workflow() : agent;
    boolean hour = pairs.long5[type] > LONG_PAUSES * pairs.grown[type];
    double written = hour ? TokenPrice.WRITTEN_FOR_AN_HOUR : TokenPrice.WRITTEN;
    Savings savings = new Savings(runs);
    var price = new TokenPrice();
    for (ObservedRun run : runs) {
      price.addAll(run.view(), type - 1);
    }
    for (int run = 0; run < runs.size(); run++) {
      double tokens = pairs.net(runs.get(run).view(), type, written);
      savings.cheapen(run, tokens * price.input());
    }
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    double read = pairs.read[type] / pairs.achievable[type];
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, agent.isEmpty() ? null : agent, null, null),
            "cost_optimization",
            "prompt_cache_missed")
        .text(
            "%s: prompt cache for %s with the breakpoint after the conversation so far; %s → up to"
                + " 100 %% of %,.0f repeated tokens a call read at a tenth of the price%s",
            who,
            hour ? "1 h" : "5 min",
            Words.percent(read),
            pairs.achievable[type] / pairs.grown[type],
            Draft.gain(workflow.workflow(), prediction, pairs.grown[type]))
        .text(
            "Put what changes with each call (time, ids, the question) behind what stays the same")
        .evidence("share_read", read)
        .evidence("repeated_tokens_per_call", pairs.achievable[type] / pairs.grown[type])
        .evidence("pauses_over_5_min", pairs.long5[type])
        .action(
            new Action(
                who,
                "prompt_cache_ttl_s",
                "s",
                null,
                hour ? 3_600L : 300L,
                "saved = price x (0.9 x repeated - (write factor - 1) x new tokens)",
                Map.of("write_factor", written, "usd_per_token", price.input()),
                Action.CODE))
        .prediction(prediction)
        .risk(
            (double) savings.touched() / runs.size(),
            "go back if cost of " + workflow.workflow() + " rises")
        .because(
            String.format(
                Locale.ROOT,
                "%s < %s of the repeated input of %d calls was read from a cache",
                Words.percent(read),
                Words.percent(OF_ACHIEVABLE),
                pairs.grown[type]),
            pairs.grown[type],
            Judged.FOR_SHARES,
            Severity.of(read, OF_ACHIEVABLE, 0.1),
            savings.examples());
  }

  /** Pairs of calls that follow each other in one agent's conversation, by type of agent + 1. */
  private static final class Pairs {
    private final int[] all;
    private final int[] grown;
    private final int[] long5;
    private final double[] achievable;
    private final double[] read;
    private final int[] last;

    private Pairs(Names names) {
      int types = names.size() + 1;
      all = new int[types];
      grown = new int[types];
      long5 = new int[types];
      achievable = new double[types];
      read = new double[types];
      last = new int[types];
    }

    private boolean tells(int type) {
      return grown[type] >= Judged.FOR_SHARES
          && grown[type] >= GROWING * all[type]
          && read[type] < OF_ACHIEVABLE * achievable[type];
    }

    private void look(RunView view) {
      Arrays.fill(last, -1);
      for (int i = 0; i < view.size(); i++) {
        if (!isCall(view, i)) {
          continue;
        }
        int type = view.agentType(i) + 1;
        int before = last[type];
        last[type] = i;
        if (before < 0 || view.tokensIn(before) < LEAST_PREFIX) {
          continue;
        }
        all[type]++;
        if (repeats(view, before, i)) {
          grown[type]++;
          long5[type] += view.start(i) - view.end(before) > FIVE_MINUTES ? 1 : 0;
          achievable[type] += view.tokensIn(before);
          read[type] += Math.max(0, view.tokensCached(i));
        }
      }
    }

    /**
     * Fresh input tokens' worth that a cache would save a run: what is read less what is written.
     */
    private double net(RunView view, int type, double written) {
      double net = 0;
      int before = -1;
      for (int i = 0; i < view.size(); i++) {
        if (isCall(view, i) && view.agentType(i) + 1 == type) {
          boolean repeats = before >= 0 && repeats(view, before, i);
          double prefix = repeats ? view.tokensIn(before) : 0;
          double more = Math.max(0, prefix - Math.max(0, view.tokensCached(i)));
          net += (1 - TokenPrice.CACHED) * more - (written - 1) * (view.tokensIn(i) - prefix);
          before = i;
        }
      }
      return Math.max(0, net);
    }

    /** What is read of a cache cannot be judged where nobody tells. */
    private static boolean isCall(RunView view, int i) {
      return view.kind(i) == SpanKind.MODEL
          && view.tokensIn(i) > 0
          && view.tokensCached(i) >= 0
          && view.isModelCall(i);
    }

    private static boolean repeats(RunView view, int before, int i) {
      return view.model(before) == view.model(i)
          && view.tokensIn(i) >= view.tokensIn(before)
          && view.tokensIn(before) >= LEAST_PREFIX
          && view.start(i) - view.end(before) <= HOUR;
    }
  }
}
