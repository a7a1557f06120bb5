package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AG-CYCLE: an agent goes round in a circle of two to four tools, three times or more, with
 * arguments of nearly the same length but not the same. Found where that happens in 2 % of the
 * runs, two at least, and in fewer than half: what most runs do is how the agent works. Advised is
 * a bound on its steps, what 99.5 % of the runs that succeed without a circle need; what is saved
 * is the third round and those after it, with the model calls that led to them.
 */
final class AgentCycle implements WorkflowInspection {
  static final String ID = "AG-CYCLE";

  private static final int LONGEST_PERIOD = 4;
  private static final int ROUNDS = 3;
  private static final int ALLOWED = 2;
  private static final double ALIKE = 0.1;
  private static final double SHARE = 0.02;
  private static final double LARGE_SHARE = 0.15;
  private static final double USUAL = 0.5;
  private static final int FEWEST = 2;
  private static final double NEEDED = 0.995;

  /** What one type of agent does in circles. */
  private static final class Circles {
    private final Savings savings;
    private final Numbers steps = new Numbers();
    private final Map<String, Integer> tools = new HashMap<>();
    private int runs;
    private int longest;

    private Circles(List<ObservedRun> runs) {
      savings = new Savings(runs);
    }
  }

  /** A circle: its first call among an agent's calls, its length in calls, how often it came. */
  private record Circle(int from, int period, int rounds) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    if (runs.size() >= Judged.FOR_SHARES) {
      Map<Integer, Circles> byType = new HashMap<>();
      for (int run = 0; run < runs.size(); run++) {
        look(workflow, runs, run, byType);
      }
      byType.forEach(
          (type, circles) -> finding(workflow, runs, type, circles).ifPresent(findings::add));
    }
    return findings;
  }

  private static void look(
      WorkflowRuns workflow, List<ObservedRun> runs, int run, Map<Integer, Circles> byType) {
    RunView view = runs.get(run).view();
    Map<Integer, List<Integer>> calls = new HashMap<>();
    for (int i = 0; i < view.size(); i++) {
      if (view.kind(i) == SpanKind.TOOL && view.attempt(i) == 1 && !isLayer(view, i)) {
        calls.computeIfAbsent(view.agentType(i), any -> new ArrayList<>()).add(i);
      }
    }
    calls.forEach(
        (type, of) -> {
          Circles circles = byType.computeIfAbsent(type, any -> new Circles(runs));
          Circle circle = longest(view, of);
          if (circle == null) {
            if (runs.get(run).run().status() != SpanStatus.ERROR) {
              circles.steps.add(of.size());
            }
          } else {
            circles.runs++;
            circles.longest = Math.max(circles.longest, circle.rounds);
            circles.tools.merge(words(workflow, view, of, circle), 1, Integer::sum);
            save(view, run, of, circle, circles.savings);
          }
        });
  }

  private static boolean isLayer(RunView view, int i) {
    int above = view.parent(i);
    return above != RunView.NONE
        && view.kind(above) == SpanKind.TOOL
        && view.operation(above) == view.operation(i);
  }

  private static @Nullable Circle longest(RunView view, List<Integer> calls) {
    Circle longest = null;
    for (int period = 2; period <= LONGEST_PERIOD; period++) {
      int same = 0;
      for (int i = period; i <= calls.size(); i++) {
        boolean again = i < calls.size() && isAlike(view, calls.get(i - period), calls.get(i));
        if (again) {
          same++;
          continue;
        }
        int rounds = same / period + 1;
        int from = i - period - same;
        if (rounds >= ROUNDS
            && (longest == null || rounds > longest.rounds)
            && isCircle(view, calls, from, period)) {
          longest = new Circle(from, period, rounds);
        }
        same = 0;
      }
    }
    return longest;
  }

  /** Not the same tool all along, nor the same arguments again: those are other faults. */
  private static boolean isCircle(RunView view, List<Integer> calls, int from, int period) {
    boolean otherTools = false;
    boolean otherInputs = false;
    for (int i = from; i < from + period; i++) {
      otherTools |= view.operation(calls.get(i)) != view.operation(calls.get(from));
      otherInputs |= view.input(calls.get(i)) != view.input(calls.get(i + period));
    }
    return otherTools && otherInputs;
  }

  private static boolean isAlike(RunView view, int one, int other) {
    int first = length(view, one);
    int second = length(view, other);
    return view.operation(one) == view.operation(other)
        && Math.abs(first - second) <= ALIKE * Math.max(first, second);
  }

  /** Characters of the arguments: the lower part of their hash. */
  private static int length(RunView view, int i) {
    return (int) (view.input(i) & 0x7fff_ffffL);
  }

  private static void save(
      RunView view, int run, List<Integer> calls, Circle circle, Savings savings) {
    int first = circle.from + ALLOWED * circle.period;
    int end = Math.min(calls.size(), circle.from + circle.rounds * circle.period);
    for (int k = first; k < end; k++) {
      int call = calls.get(k);
      savings.leaveOut(run, call);
      for (int i = calls.get(k - 1) + 1; i < call; i++) {
        if (view.kind(i) == SpanKind.MODEL
            && view.agentType(i) == view.agentType(call)
            && view.isModelCall(i)) {
          savings.leaveOut(run, i);
        }
      }
    }
  }

  private static String words(
      WorkflowRuns workflow, RunView view, List<Integer> calls, Circle circle) {
    List<String> tools = new ArrayList<>();
    for (int i = circle.from; i < circle.from + circle.period; i++) {
      tools.add(workflow.names().word(view.operation(calls.get(i))));
    }
    return String.join(" → ", tools);
  }

  private static Optional<Finding> finding(
      WorkflowRuns workflow, List<ObservedRun> runs, int type, Circles circles) {
    double share = (double) circles.runs / runs.size();
    int judged = circles.runs + circles.steps.size();
    if (circles.runs < FEWEST || share < SHARE || circles.runs >= USUAL * judged) {
      return Optional.empty();
    }
    String agent = workflow.names().word(type);
    String who = agent.isEmpty() ? workflow.workflow() : agent;
    String tools =
        circles.tools.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    long most = (long) Math.ceil(circles.steps.quantile(NEEDED));
    Optional<Prediction> prediction = circles.savings.prediction(workflow.runsPerDay());
    return Optional.of(
        new Draft(
                ID,
                new Scope(workflow.workflow(), null, agent.isEmpty() ? null : agent, null, null),
                "agent_optimization",
                "going_round_in_circles")
            .text(
                "%s: no limit → max_steps %d%s",
                who, most, Draft.gain(workflow.workflow(), prediction, runs.size()))
            .text(
                "%d of %d runs go round in a circle (mostly %s), up to %d times; the tools are asked"
                    + " nearly the same again: end the task there, or hand it to a person",
                circles.runs, runs.size(), tools, circles.longest)
            .evidence("runs_with_circle", circles.runs)
            .evidence("share_of_runs", share)
            .evidence("most_rounds", circles.longest)
            .evidence("circle", tools)
            .evidence("cost_usd", circles.savings.usd())
            .action(
                new Action(
                    who,
                    "max_steps",
                    "",
                    null,
                    most,
                    "tool calls that 99.5 % of the runs that succeed without a circle need",
                    Map.of("runs_without_circle", (double) circles.steps.size()),
                    Action.CODE))
            .prediction(prediction)
            .risk(share, "go back if success of " + workflow.workflow() + " falls by 1 point")
            .because(
                String.format(
                    Locale.ROOT,
                    "%d of %d runs (%s >= %s) go %d times or more through the same %s",
                    circles.runs,
                    runs.size(),
                    Words.percent(share),
                    Words.percent(SHARE),
                    ROUNDS,
                    tools),
                runs.size(),
                Judged.FOR_SHARES,
                Severity.least(
                    Severity.of(share, SHARE, LARGE_SHARE),
                    Severity.of(circles.longest, ROUNDS, 2 * ROUNDS)),
                circles.savings.examples()));
  }
}
