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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * AG-LOOP: an agent makes the same call three times or more in a run, with equal arguments and
 * nothing between that could have changed the answer. A call that is new to the run and not by its
 * name one that only reads counts as a change, and so does an answer of another length. Found where
 * 2 % of the runs, and two at least, hold such a loop. What is saved is the third call and those
 * after it, with the model calls that led to them.
 */
final class AgentLoop implements WorkflowInspection {
  static final String ID = "AG-LOOP";

  private static final int REPEATS = 3;
  private static final int ALLOWED = 2;
  private static final int BREAKER = 5;
  private static final double SHARE = 0.02;
  private static final double LARGE_SHARE = 0.15;
  private static final int FEWEST_LOOPING = 2;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    if (runs.size() >= Judged.FOR_SHARES) {
      var search = new Search(workflow, runs);
      for (int run = 0; run < runs.size(); run++) {
        search.look(run);
      }
      search.loops.values().forEach(loop -> finding(workflow, runs, loop).ifPresent(findings::add));
    }
    return findings;
  }

  private static Optional<Finding> finding(
      WorkflowRuns workflow, List<ObservedRun> runs, Loop loop) {
    double share = (double) loop.runs / runs.size();
    if (loop.runs < FEWEST_LOOPING || share < SHARE) {
      return Optional.empty();
    }
    Names names = workflow.names();
    String agent = names.word(loop.agentType);
    String tool = names.word(loop.operation);
    String who = agent.isEmpty() ? workflow.workflow() : agent;
    Optional<Prediction> prediction = loop.savings.prediction(workflow.runsPerDay());
    return Optional.of(
        new Draft(
                ID,
                new Scope(workflow.workflow(), null, agent.isEmpty() ? null : agent, null, tool),
                "agent_optimization",
                "repeated_identical_calls")
            .text(
                "%s: no limit → max_repeat %d for %s with equal arguments%s",
                who, ALLOWED, tool, Draft.gain(workflow.workflow(), prediction, runs.size()))
            .text(
                "Answer the third equal call with the result of the first and the note that it was"
                    + " asked before; end the run at the %dth. %d of %d runs loop, up to %d times"
                    + " (%d calls and %d tokens for nothing)",
                BREAKER, loop.runs, runs.size(), loop.longest, loop.calls, loop.tokens)
            .evidence("runs_with_loop", loop.runs)
            .evidence("share_of_runs", share)
            .evidence("longest", loop.longest)
            .evidence("repeated_calls", loop.calls)
            .evidence("tokens", loop.tokens)
            .evidence("cost_usd", loop.savings.usd())
            .action(
                new Action(
                    who + "/" + tool,
                    "max_repeat",
                    "",
                    null,
                    (long) ALLOWED,
                    "repeats of equal arguments with no change between > 2 are left out",
                    Map.of("breaker", (double) BREAKER),
                    Action.CODE))
            .prediction(prediction)
            .risk(share, "go back if success of " + workflow.workflow() + " falls by 1 point")
            .because(
                String.format(
                    Locale.ROOT,
                    "%d of %d runs (%s >= %s) make %d equal calls or more, at most %d",
                    loop.runs,
                    runs.size(),
                    Words.percent(share),
                    Words.percent(SHARE),
                    REPEATS,
                    loop.longest),
                runs.size(),
                Judged.FOR_SHARES,
                Severity.least(
                    Severity.of(share, SHARE, LARGE_SHARE),
                    Severity.of(loop.longest, REPEATS, 2 * REPEATS)),
                loop.savings.examples()));
  }

  /** What one agent type repeats of one tool. */
  private static final class Loop {
    private final int agentType;
    private final int operation;
    private final Savings savings;
    private int lastRun = -1;
    private int runs;
    private int longest;
    private long calls;
    private long tokens;

    private Loop(int agentType, int operation, Savings savings) {
      this.agentType = agentType;
      this.operation = operation;
      this.savings = savings;
    }
  }

  /** Goes through runs; what it keeps of a run is used again for the next. */
  private static final class Search {
    private final List<ObservedRun> runs;
    private final ToolWords words;
    private final Map<Long, Loop> loops = new HashMap<>();
    private final Slots calls = new Slots();

    /** By type of agent, one more than its number: the last call that may have changed things. */
    private final int[] changedAt;

    /** By call: its last place, how often it came in a row, the length of its answer. */
    private int[] last = new int[64];

    private int[] streak = new int[64];
    private int[] chars = new int[64];

    private Search(WorkflowRuns workflow, List<ObservedRun> runs) {
      this.runs = runs;
      words = new ToolWords(workflow.names());
      changedAt = new int[workflow.names().size() + 1];
    }

    private void look(int run) {
      RunView view = runs.get(run).view();
      calls.clear();
      Arrays.fill(changedAt, -1);
      for (int i = 0; i < view.size(); i++) {
        if (view.kind(i) == SpanKind.TOOL && !isLayer(view, i) && view.attempt(i) == 1) {
          call(run, view, i);
        }
      }
    }

    /** Whether it only tells of the call that encloses it. */
    private static boolean isLayer(RunView view, int i) {
      int above = view.parent(i);
      return above != RunView.NONE
          && view.kind(above) == SpanKind.TOOL
          && view.operation(above) == view.operation(i);
    }

    private void call(int run, RunView view, int i) {
      int agent = view.agentType(i) + 1;
      boolean changes = !words.reads(view.operation(i));
      if (view.input(i) == 0) {
        changedAt[agent] = changes ? i : changedAt[agent];
        return;
      }
      int before = calls.size();
      int slot = calls.of(Slots.key(((long) agent << 32) | view.operation(i), view.input(i)));
      boolean isNew = slot == before;
      if (slot >= last.length) {
        last = Arrays.copyOf(last, 2 * slot);
        streak = Arrays.copyOf(streak, 2 * slot);
        chars = Arrays.copyOf(chars, 2 * slot);
      }
      if (isNew) {
        changedAt[agent] = changes ? i : changedAt[agent];
        streak[slot] = 1;
      } else if (changedAt[agent] > last[slot] || chars[slot] != view.outputChars(i)) {
        streak[slot] = 1;
      } else {
        streak[slot]++;
      }
      if (streak[slot] >= REPEATS) {
        repeated(run, view, last[slot], i, streak[slot]);
      }
      last[slot] = i;
      chars[slot] = view.outputChars(i);
    }

    private void repeated(int run, RunView view, int before, int i, int times) {
      Loop loop =
          loops.computeIfAbsent(
              ((long) view.agentType(i) << 32) | view.operation(i),
              any -> new Loop(view.agentType(i), view.operation(i), new Savings(runs)));
      loop.runs += loop.lastRun == run ? 0 : 1;
      loop.lastRun = run;
      loop.longest = Math.max(loop.longest, times);
      loop.calls++;
      loop.savings.leaveOut(run, i);
      for (int j = before + 1; j < i; j++) {
        if (view.kind(j) == SpanKind.MODEL
            && view.agentType(j) == view.agentType(i)
            && view.isModelCall(j)) {
          loop.savings.leaveOut(run, j);
          loop.tokens += Math.max(0, view.tokensIn(j)) + Math.max(0, view.tokensOut(j));
        }
      }
    }
  }
}
