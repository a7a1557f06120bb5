package io.pitwall.engine.evidence;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.PoolFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pools that several workflows use. To each of them the others are load from elsewhere, which has
 * to be known for its waits to make sense. Pure.
 */
final class SharedPools {

  /** What one workflow needs to know of its pools: those which runs of others use as well. */
  static Map<String, PoolFacts> facts(
      List<ObservedRun> own, Collection<ObservedRun> others, Names names) {
    Map<Integer, Set<Integer>> mine = new HashMap<>();
    own.forEach(run -> gather(run.view(), mine));
    long from = own.stream().mapToLong(run -> run.run().startNanos()).min().orElse(0);
    long to = own.stream().mapToLong(run -> run.run().endNanos()).max().orElse(0);
    Map<Integer, Set<Integer>> theirs = new HashMap<>();
    Map<Integer, Long> busy = new HashMap<>();
    for (ObservedRun run : others) {
      if (run.run().startNanos() < to && run.run().endNanos() > from) {
        gather(run.view(), theirs);
        add(run.view(), from, to, busy);
      }
    }
    own.forEach(run -> add(run.view(), from, to, busy));
    Map<String, PoolFacts> facts = new HashMap<>();
    mine.forEach(
        (type, agents) -> {
          Set<Integer> also = theirs.getOrDefault(type, Set.of());
          if (!also.isEmpty() && to > from) {
            Set<Integer> all = new HashSet<>(agents);
            all.addAll(also);
            double share =
                (double) busy.getOrDefault(type, 0L) / ((double) all.size() * (to - from));
            facts.put(names.word(type), new PoolFacts(all.size(), Math.min(1, share)));
          }
        });
    return facts;
  }

  private static void gather(RunView run, Map<Integer, Set<Integer>> agents) {
    for (int i = 0; i < run.size(); i++) {
      if (isWork(run, i)) {
        agents.computeIfAbsent(run.agentType(i), type -> new HashSet<>()).add(run.agent(i));
      }
    }
  }

  private static void add(RunView run, long from, long to, Map<Integer, Long> busy) {
    for (int i = 0; i < run.size(); i++) {
      if (isWork(run, i)) {
        long start = Math.max(from, run.startNanos() + run.start(i));
        long end = Math.min(to, run.startNanos() + run.end(i));
        busy.merge(run.agentType(i), Math.max(0, end - start), Long::sum);
      }
    }
  }

  private static boolean isWork(RunView run, int i) {
    return run.agent(i) != Names.NONE && run.agentType(i) != Names.NONE;
  }

  private SharedPools() {}
}
