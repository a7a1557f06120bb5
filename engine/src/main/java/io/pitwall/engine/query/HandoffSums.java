package io.pitwall.engine.query;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.query.HandoffGraph.How;
import io.pitwall.model.metric.ExpHistogramBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Adds up who waits for whom, run by run. Not thread-safe. */
final class HandoffSums {
  private record Edge(String waiting, String waitedFor, How how) {}

  private static final class TypeSum {
    private final Set<Integer> agents = new HashSet<>();
    private long tasks;
    private long errors;
    private double busySeconds;
  }

  private final Map<String, TypeSum> types = new TreeMap<>();
  private final Map<Edge, ExpHistogramBuilder> edges = new HashMap<>();
  private int runs;
  private long sinceNanos = Long.MAX_VALUE;

  /** Adds a run; one pass over its spans. */
  void add(RunView view, IntFunction<String> word) {
    runs++;
    sinceNanos = Math.min(sinceNanos, view.startNanos());
    int[] above = Workers.above(view);
    Map<Integer, Integer> lastUnder = new HashMap<>();
    for (int i = 0; i < view.size(); i++) {
      if (view.agent(i) == RunView.NONE) {
        continue;
      }
      String type = type(view, i, word);
      addTask(view, i, type);
      int parent = view.parent(i);
      int giver = parent == RunView.NONE ? RunView.NONE : above[parent];
      if (giver != RunView.NONE && !view.isAsync(i) && view.agent(giver) != view.agent(i)) {
        long overlap =
            Math.min(view.end(giver), view.end(i)) - Math.max(view.start(giver), view.start(i));
        add(type(view, giver, word), type, How.NESTED, Math.max(0, overlap));
      }
      Integer before = lastUnder.get(parent);
      if (before != null
          && view.end(before) <= view.start(i)
          && view.agent(before) != view.agent(i)) {
        add(type, type(view, before, word), How.SEQUENCE, view.start(i) - view.end(before));
      }
      if (before == null || view.end(i) >= view.end(before)) {
        lastUnder.put(parent, i);
      }
    }
  }

  private void addTask(RunView view, int i, String type) {
    TypeSum sum = types.computeIfAbsent(type, name -> new TypeSum());
    sum.agents.add(view.agent(i));
    sum.tasks++;
    sum.errors += view.isError(i) ? 1 : 0;
    sum.busySeconds += view.duration(i) / 1e9;
  }

  private void add(String waiting, String waitedFor, How how, long nanos) {
    edges
        .computeIfAbsent(new Edge(waiting, waitedFor, how), edge -> new ExpHistogramBuilder())
        .record(nanos / 1e9);
  }

  private static String type(RunView view, int i, IntFunction<String> word) {
    int type = view.agentType(i);
    return word.apply(type == RunView.NONE ? view.agent(i) : type);
  }

  HandoffGraph graph() {
    List<HandoffGraph.Type> ofTypes = new ArrayList<>();
    types.forEach(
        (name, sum) ->
            ofTypes.add(
                new HandoffGraph.Type(
                    name, sum.agents.size(), sum.tasks, sum.errors, sum.busySeconds)));
    List<HandoffGraph.Wait> waits = new ArrayList<>();
    edges.forEach(
        (edge, seconds) ->
            waits.add(
                new HandoffGraph.Wait(edge.waiting, edge.waitedFor, edge.how, seconds.build())));
    waits.sort(
        Comparator.comparingDouble((HandoffGraph.Wait wait) -> wait.seconds().sum())
            .reversed()
            .thenComparing(HandoffGraph.Wait::waiting)
            .thenComparing(HandoffGraph.Wait::waitedFor)
            .thenComparing(HandoffGraph.Wait::how));
    return new HandoffGraph(ofTypes, waits, runs, runs == 0 ? 0 : sinceNanos / 1_000);
  }
}
