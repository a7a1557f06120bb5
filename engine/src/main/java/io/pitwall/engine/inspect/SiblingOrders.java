package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which orders siblings run, and which of them come in either, one after another: natural
 * experiments on what depends on what, as in The Mystery Machine (Chow et al., OSDI 2014).
 */
final class SiblingOrders {
  /** Runs with both of a pair. */
  static final int FEWEST_RUNS = 20;

  private static final int LEAST_SWAPPED = 3;
  private static final double LEAST_SWAPPED_SHARE = 0.05;
  private static final double MOST_OVERLAPPING = 0.1;
  private static final double SHORTEST_NANOS = 30e6;

  /** Parents with more children are not compared pair by pair. */
  private static final int MOST_CHILDREN = 24;

  private record Pair(int parent, int one, int other) {}

  private static final class Orders {
    int first;
    int second;
    int overlapping;
    double ofOne;
    double ofOther;

    int runs() {
      return first + second + overlapping;
    }

    double rarerShare() {
      return (double) Math.min(first, second) / Math.max(1, runs());
    }

    boolean isFree() {
      return runs() >= FEWEST_RUNS
          && Math.min(first, second) >= LEAST_SWAPPED
          && rarerShare() >= LEAST_SWAPPED_SHARE
          && overlapping <= MOST_OVERLAPPING * runs()
          && Math.min(ofOne, ofOther) / runs() >= SHORTEST_NANOS;
    }
  }

  /**
   * Operations below one parent, any two of which come in either order.
   *
   * @param rarerShare the least share of the rarer order among them
   * @param runs the least number of runs with two of them
   */
  record Group(int parent, Set<Integer> operations, double rarerShare, int runs) {
    boolean has(RunView view, int span) {
      return operations.contains(view.operation(span))
          && view.parent(span) != RunView.NONE
          && view.operation(view.parent(span)) == parent;
    }
  }

  private final Map<Pair, Orders> pairs = new HashMap<>();

  static SiblingOrders of(PathSample sample) {
    SiblingOrders orders = new SiblingOrders();
    for (int r = 0; r < sample.size(); r++) {
      orders.add(sample.view(r));
    }
    return orders;
  }

  private void add(RunView view) {
    int n = view.size();
    int[] last = filled(n); // child of a parent that came last
    int[] before = filled(n); // sibling before
    int[] count = new int[n];
    for (int i = 0; i < n; i++) {
      int parent = view.parent(i);
      if (parent != RunView.NONE && !view.isAsync(i)) {
        before[i] = last[parent];
        last[parent] = i;
        count[parent]++;
      }
    }
    for (int parent = 0; parent < n; parent++) {
      if (count[parent] >= 2 && count[parent] <= MOST_CHILDREN) {
        compare(view, parent, last[parent], before);
      }
    }
  }

  private void compare(RunView view, int parent, int last, int[] before) {
    for (int later = last; later != RunView.NONE; later = before[later]) {
      for (int earlier = before[later]; earlier != RunView.NONE; earlier = before[earlier]) {
        if (isOnce(view, later, last, before) && isOnce(view, earlier, last, before)) {
          count(view, parent, earlier, later);
        }
      }
    }
  }

  private static boolean isOnce(RunView view, int span, int last, int[] before) {
    for (int other = last; other != RunView.NONE; other = before[other]) {
      if (other != span && view.operation(other) == view.operation(span)) {
        return false;
      }
    }
    return true;
  }

  private void count(RunView view, int parent, int earlier, int later) {
    boolean rising = view.operation(earlier) < view.operation(later);
    int one = rising ? earlier : later;
    int other = rising ? later : earlier;
    Orders orders =
        pairs.computeIfAbsent(
            new Pair(view.operation(parent), view.operation(one), view.operation(other)),
            any -> new Orders());
    if (view.end(earlier) > view.start(later)) {
      orders.overlapping++;
    } else if (rising) {
      orders.first++;
    } else {
      orders.second++;
    }
    orders.ofOne += view.duration(one);
    orders.ofOther += view.duration(other);
  }

  /** The largest groups, each operation of a parent in one of them at most. */
  List<Group> groups() {
    List<Pair> free =
        pairs.entrySet().stream()
            .filter(entry -> entry.getValue().isFree())
            .map(Map.Entry::getKey)
            .sorted(
                Comparator.comparingDouble((Pair pair) -> -shorter(pair))
                    .thenComparingInt(Pair::one)
                    .thenComparingInt(Pair::other))
            .toList();
    Set<Integer> parents = new LinkedHashSet<>();
    free.forEach(pair -> parents.add(pair.parent));
    List<Group> groups = new ArrayList<>();
    for (int parent : parents) {
      groups.add(group(parent, free));
    }
    return groups;
  }

  private double shorter(Pair pair) {
    Orders orders = pairs.getOrDefault(pair, new Orders());
    return Math.min(orders.ofOne, orders.ofOther);
  }

  private Group group(int parent, List<Pair> free) {
    Set<Integer> members = new LinkedHashSet<>();
    for (Pair pair : free) {
      if (pair.parent == parent
          && (members.isEmpty() || members.contains(pair.one) || members.contains(pair.other))
          && agrees(parent, pair.one, members)
          && agrees(parent, pair.other, members)) {
        members.add(pair.one);
        members.add(pair.other);
      }
    }
    double rarer = 1;
    int runs = Integer.MAX_VALUE;
    for (int one : members) {
      for (int other : members) {
        if (one < other) {
          Orders orders = pairs.getOrDefault(new Pair(parent, one, other), new Orders());
          rarer = Math.min(rarer, orders.rarerShare());
          runs = Math.min(runs, orders.runs());
        }
      }
    }
    return new Group(parent, members, rarer, runs);
  }

  private boolean agrees(int parent, int operation, Set<Integer> members) {
    for (int member : members) {
      Orders orders =
          pairs.get(new Pair(parent, Math.min(member, operation), Math.max(member, operation)));
      if (member != operation && (orders == null || !orders.isFree())) {
        return false;
      }
    }
    return true;
  }

  private static int[] filled(int n) {
    int[] none = new int[n];
    Arrays.fill(none, RunView.NONE);
    return none;
  }
}
