package io.pitwall.analysis.whatif;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finished runs of one workflow, made ready for questions: dependencies inferred, pools found.
 *
 * <p>A pool is a type of agent: each of its agents works on one task at a time. Where nobody says
 * how many there are, those that were seen count.
 *
 * <p>Immutable. Making it costs O(spans · siblings), siblings counted up to 64.
 */
public final class Workload {
  /** Fewer runs show too little of what depends on what (The Mystery Machine, calligator). */
  public static final int FEWEST_RUNS = 20;

  private final Names names;
  private final PlanBuilder builder;
  private final Plan plan;
  private final List<PoolVisits> pools;
  private final double[] held;
  private final boolean nested;

  private Workload(List<RunView> runs, Names names, Map<String, PoolFacts> facts) {
    this.names = names;
    Map<Integer, PoolFacts> known = new HashMap<>(seen(runs));
    facts.forEach((name, fact) -> known.put(names.number(name), fact));
    builder = new PlanBuilder(runs, known::containsKey);
    plan = builder.build();
    var recorded = new Retiming(Scenario.none(plan));
    recorded.runs(plan.waited());
    held = recorded.duration;
    nested = isNested(plan);
    pools = pools(plan, held, known);
  }

  /**
   * The workload of these runs.
   *
   * @param runs at least {@link #FEWEST_RUNS}, finished, in any order, made with {@code names}
   * @param facts pools by type of agent
   */
  public static Workload of(List<RunView> runs, Names names, Map<String, PoolFacts> facts) {
    if (runs.size() < FEWEST_RUNS) {
      throw new IllegalArgumentException(
          "Expected " + FEWEST_RUNS + " runs or more, but got " + runs.size());
    }
    List<RunView> byStart = new ArrayList<>(runs);
    byStart.sort(Comparator.comparingLong(RunView::startNanos));
    return new Workload(byStart, names, facts);
  }

  Plan plan() {
    return plan;
  }

  List<PoolVisits> pools() {
    return pools;
  }

  /** Time from start to end as recorded, by span, seconds. */
  double[] held() {
    return held;
  }

  /** Whether a slot of one pool is ever held by what waits for another. */
  boolean isNested() {
    return nested;
  }

  private static boolean isNested(Plan plan) {
    boolean[] inside = new boolean[plan.spans()];
    for (int i = 0; i < inside.length; i++) {
      int above = plan.parent()[i];
      inside[i] = above >= 0 && (inside[above] || plan.pool()[above] != Names.NONE);
      if (inside[i] && plan.pool()[i] != Names.NONE) {
        return true;
      }
    }
    return false;
  }

  int number(String name) {
    return names.find(name);
  }

  String name(int number) {
    return names.word(number);
  }

  boolean[] matches(Target target) {
    return builder.matches(target, names);
  }

  /** The plan in which the targets of these changes run in parallel. */
  Plan parallelized(List<Change> changes) {
    List<boolean[]> groups = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Parallelize(Set<Target> targets)) {
        boolean[] any = new boolean[plan.spans()];
        for (Target target : targets) {
          boolean[] match = matches(target);
          for (int i = 0; i < any.length; i++) {
            int above = plan.parent()[i];
            any[i] |= match[i] && (above < 0 || !match[above]); // not what it consists of
          }
        }
        groups.add(any);
      }
    }
    return builder.build(
        (later, earlier) -> {
          for (boolean[] group : groups) {
            if (group[later] && group[earlier]) {
              return true;
            }
          }
          return false;
        });
  }

  private static Map<Integer, PoolFacts> seen(List<RunView> runs) {
    Map<Integer, Set<Integer>> agents = new HashMap<>();
    for (RunView run : runs) {
      for (int i = 0; i < run.size(); i++) {
        if (run.agent(i) != Names.NONE && run.agentType(i) != Names.NONE) {
          agents.computeIfAbsent(run.agentType(i), type -> new HashSet<>()).add(run.agent(i));
        }
      }
    }
    Map<Integer, PoolFacts> pools = new HashMap<>();
    agents.forEach((type, ids) -> pools.put(type, new PoolFacts(ids.size(), Double.NaN)));
    return pools;
  }

  private static List<PoolVisits> pools(Plan plan, double[] held, Map<Integer, PoolFacts> facts) {
    Map<Integer, List<Integer>> visits = new HashMap<>();
    for (int span = 0; span < plan.spans(); span++) {
      if (plan.pool()[span] != Names.NONE) {
        visits.computeIfAbsent(plan.pool()[span], pool -> new ArrayList<>()).add(span);
      }
    }
    List<PoolVisits> found = new ArrayList<>();
    visits.forEach(
        (pool, spans) -> {
          PoolFacts fact = facts.get(pool);
          if (fact != null) {
            found.add(
                PoolVisits.of(
                    plan, held, pool, spans.stream().mapToInt(Integer::intValue).toArray(), fact));
          }
        });
    found.sort(Comparator.comparingInt(PoolVisits::pool));
    return List.copyOf(found);
  }
}
