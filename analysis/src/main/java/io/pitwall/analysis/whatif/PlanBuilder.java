package io.pitwall.analysis.whatif;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.model.trace.SpanKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** Makes a plan of runs, possibly with dependencies left out. */
final class PlanBuilder {
  private static final int[] NOTHING = {};

  private final List<RunView> runs;
  private final Layout layout;
  private final Dependencies dependencies;
  private final int[] operation;
  private final int[] agentType;
  private final int[] model;
  private final int[] pool;
  private final double[] cost;

  /** Pools by the number of their name. */
  PlanBuilder(List<RunView> runs, IntPredicate isPool) {
    this.runs = runs;
    layout = new Layout(runs);
    dependencies = new Dependencies(layout);
    int n = layout.parent.length;
    operation = filled(n);
    agentType = filled(n);
    model = filled(n);
    pool = filled(n);
    cost = new double[n];
    for (int r = 0; r < runs.size(); r++) {
      RunView run = runs.get(r);
      for (int i = 0; i < run.size(); i++) {
        int at = layout.first[r] + 1 + i;
        operation[at] = run.operation(i);
        agentType[at] = run.agentType(i);
        model[at] = run.model(i);
        cost[at] = Double.isNaN(run.cost(i)) ? 0 : run.cost(i);
        if (run.kind(i) == SpanKind.AGENT && isPool.test(run.agentType(i))) {
          pool[at] = run.agentType(i);
        }
      }
    }
  }

  /** What matches a target, itself or as part of it. */
  boolean[] matches(Target target, Names names) {
    boolean[] match = new boolean[operation.length];
    int wanted =
        switch (target) {
          case Target.AgentType(String name) -> names.find(name);
          case Target.Operation(String name) -> names.find(name);
          case Target.Model(String name) -> names.find(name);
        };
    int[] column =
        switch (target) {
          case Target.AgentType type -> agentType;
          case Target.Operation named -> operation;
          case Target.Model called -> model;
        };
    boolean inherits = !(target instanceof Target.AgentType);
    for (int i = 0; i < match.length && wanted != Names.NONE; i++) {
      int above = layout.parent[i];
      match[i] =
          column[i] == wanted
              || (inherits && above >= 0 && match[above] && agentType[i] == agentType[above]);
    }
    return match;
  }

  Plan build() {
    return build((later, earlier) -> false);
  }

  /**
   * The plan.
   *
   * @param independent pairs (later, earlier) that shall not wait for each other though they did
   */
  Plan build(BiPredicate<Integer, Integer> independent) {
    int n = layout.parent.length;
    double[] gap = new double[n];
    double[] tail = new double[n];
    double[] waited = new double[n];
    int[][] before = new int[n][];
    Arrays.fill(before, NOTHING);
    for (int span = 0; span < n; span++) {
      int from = layout.childFirst[span];
      double lastEnd = layout.started[span];
      for (int at = from; at < layout.childFirst[span + 1]; at++) {
        int child = layout.children[at];
        gap[child] = layout.asked[child] - ready(span, from, at);
        before[child] = before(from, at, independent);
        if (!layout.async[child]) {
          lastEnd = Math.max(lastEnd, layout.ended[child]);
        }
      }
      tail[span] = layout.ended[span] - lastEnd;
      waited[span] = layout.started[span] - layout.asked[span];
    }
    int[] beforeFirst = new int[n + 1];
    for (int span = 0; span < n; span++) {
      beforeFirst[span + 1] = beforeFirst[span] + before[span].length;
    }
    int[] allBefore = new int[beforeFirst[n]];
    for (int span = 0; span < n; span++) {
      System.arraycopy(before[span], 0, allBefore, beforeFirst[span], before[span].length);
    }
    double[] arrival = new double[runs.size()];
    double[] observed = new double[runs.size()];
    for (int r = 0; r < arrival.length; r++) {
      arrival[r] = layout.started[layout.first[r]];
      observed[r] = layout.ended[layout.first[r]] - arrival[r];
    }
    return new Plan(
        layout.first,
        arrival,
        observed,
        layout.parent,
        layout.asked,
        layout.childFirst,
        layout.children,
        layout.async,
        beforeFirst,
        allBefore,
        gap,
        tail,
        waited,
        pool,
        operation,
        agentType,
        model,
        cost);
  }

  /** When all had ended that a child waits for. */
  private double ready(int parent, int from, int at) {
    double ready = layout.started[parent];
    for (int i = Math.max(from, at - Dependencies.REACH); i < at; i++) {
      if (dependencies.waitsFor(layout.children[at], layout.children[i])) {
        ready = Math.max(ready, layout.ended[layout.children[i]]);
      }
    }
    return ready;
  }

  /** What a child waits for, without what that waits for itself. */
  private int[] before(int from, int at, BiPredicate<Integer, Integer> independent) {
    int child = layout.children[at];
    int[] kept = new int[Dependencies.REACH];
    int count = 0;
    for (int i = at - 1; i >= Math.max(from, at - Dependencies.REACH); i--) {
      int earlier = layout.children[i];
      boolean implied = false;
      for (int k = 0; k < count && !implied; k++) {
        implied = waits(kept[k], earlier, independent);
      }
      if (!implied && waits(child, earlier, independent)) {
        kept[count++] = earlier;
      }
    }
    return count == 0 ? NOTHING : Arrays.copyOf(kept, count);
  }

  private boolean waits(int later, int earlier, BiPredicate<Integer, Integer> independent) {
    return dependencies.waitsFor(later, earlier) && !independent.test(later, earlier);
  }

  private static int[] filled(int n) {
    int[] none = new int[n];
    Arrays.fill(none, Names.NONE);
    return none;
  }
}
