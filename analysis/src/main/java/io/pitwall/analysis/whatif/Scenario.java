package io.pitwall.analysis.whatif;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes as they bear on the spans of a plan. */
final class Scenario {
  private static final long CACHE = 1;

  final Plan plan;

  /** By span: what remains of its own time. */
  final double[] factor;

  /** By span: left out or answered at once, with all below it. */
  final boolean[] skipped;

  /** By span: longest time it may take, seconds; infinite as a rule. */
  final double[] limit;

  /** Slots by number of the pool, where they change. */
  final Map<Integer, Integer> slots = new HashMap<>();

  /** By number of the pool: what remains of the time of all work in it, also from elsewhere. */
  final Map<Integer, Double> poolFactor = new HashMap<>();

  /** Arrivals against the recorded ones. */
  double load = 1;

  /** Whether work arrives at pools in another pattern, not only more or less of it. */
  boolean otherRhythm;

  private Scenario(Plan plan) {
    this.plan = plan;
    factor = new double[plan.spans()];
    Arrays.fill(factor, 1);
    skipped = new boolean[plan.spans()];
    limit = new double[plan.spans()];
    Arrays.fill(limit, Double.POSITIVE_INFINITY);
  }

  /** Nothing changes. */
  static Scenario none(Plan plan) {
    return new Scenario(plan);
  }

  static Scenario of(Workload workload, List<Change> changes) {
    Plan plan = workload.plan();
    for (Change change : changes) {
      if (change instanceof Change.Parallelize) {
        plan = workload.parallelized(changes);
      }
    }
    var scenario = new Scenario(plan);
    int number = 0;
    for (Change change : changes) {
      scenario.apply(workload, change, number++);
    }
    return scenario;
  }

  /** Costs of all runs, US dollars: what is left out costs nothing. */
  double[] costs() {
    boolean[] out = new boolean[plan.spans()];
    double[] costs = new double[plan.runs()];
    int run = -1;
    for (int i = 0; i < out.length; i++) {
      int above = plan.parent()[i];
      run += above < 0 ? 1 : 0;
      out[i] = skipped[i] || (above >= 0 && out[above]);
      costs[run] += out[i] ? 0 : plan.cost()[i];
    }
    return costs;
  }

  private void apply(Workload workload, Change change, int number) {
    switch (change) {
      case Change.Speedup speedup -> {
        boolean[] match = workload.matches(speedup.target());
        for (int i = 0; i < match.length; i++) {
          factor[i] *= match[i] ? speedup.timeFactor() : 1;
        }
        if (speedup.target() instanceof Target.AgentType type) {
          poolFactor.merge(
              workload.number(type.name()), speedup.timeFactor(), (one, other) -> one * other);
        }
      }
      case Change.Cache cache -> {
        boolean[] match = workload.matches(cache.target());
        for (int i = 0; i < match.length; i++) {
          skipped[i] |= isTop(match, i) && Luck.uniform(CACHE + 16L * number, i) < cache.hitShare();
        }
      }
      case Change.Remove remove -> {
        boolean[] match = workload.matches(remove.target());
        for (int i = 0; i < match.length; i++) {
          skipped[i] |= isTop(match, i);
        }
      }
      case Change.Timeout timeout -> {
        boolean[] match = workload.matches(timeout.target());
        for (int i = 0; i < match.length; i++) {
          limit[i] = isTop(match, i) ? Math.min(limit[i], timeout.seconds()) : limit[i];
        }
      }
      case Change.Slots(String pool, int count) -> slots.put(workload.number(pool), count);
      case Change.Load(double times) -> load *= times;
      case Change.Parallelize parallelize -> otherRhythm = true;
    }
  }

  private boolean isTop(boolean[] match, int span) {
    return match[span] && (plan.parent()[span] < 0 || !match[plan.parent()[span]]);
  }
}
