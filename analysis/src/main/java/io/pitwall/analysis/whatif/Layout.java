package io.pitwall.analysis.whatif;

import io.pitwall.analysis.path.RunView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs laid out one after the other, each under a span for the run itself, with every child cut to
 * its parent's time: what dependencies are inferred from.
 */
final class Layout {
  /** More attempts than that are all alike. */
  private static final int MOST_ATTEMPTS = 16;

  final int[] first;
  final int[] parent;
  final double[] asked;
  final double[] started;
  final double[] ended;
  final boolean[] async;

  /** Number of the way from the top by operations; a repeated attempt is another operation. */
  final int[] path;

  /** Whether it is a further attempt. */
  final boolean[] repeats;

  final int[] childFirst;
  final int[] children;

  Layout(List<RunView> runs) {
    int n = runs.stream().mapToInt(RunView::size).sum() + runs.size();
    first = new int[runs.size() + 1];
    parent = new int[n];
    asked = new double[n];
    started = new double[n];
    ended = new double[n];
    async = new boolean[n];
    path = new int[n];
    repeats = new boolean[n];
    Map<Long, Integer> numbers = new HashMap<>();
    long epoch = runs.getFirst().startNanos();
    int at = 0;
    for (int r = 0; r < runs.size(); r++) {
      RunView run = runs.get(r);
      int top = at++;
      first[r] = top;
      parent[top] = -1;
      started[top] = (run.startNanos() - epoch) / 1e9;
      asked[top] = started[top];
      ended[top] = started[top] + run.durationNanos() / 1e9;
      for (int i = 0; i < run.size(); i++, at++) {
        parent[at] = run.parent(i) == RunView.NONE ? top : top + 1 + run.parent(i);
        async[at] = run.isAsync(i);
        repeats[at] = run.attempt(i) > 1;
        place(at, parent[at], started[top], run, i);
        int call = Math.min(run.attempt(i), MOST_ATTEMPTS) + MOST_ATTEMPTS * run.operation(i);
        long way = ((long) path[parent[at]] << 32) | call;
        path[at] = numbers.computeIfAbsent(way, key -> numbers.size() + 1);
      }
    }
    first[runs.size()] = at;
    childFirst = new int[n + 1];
    children = new int[n - runs.size()];
    link();
  }

  private void place(int at, int above, double runStart, RunView run, int i) {
    double low = started[above];
    double high = async[at] ? Double.MAX_VALUE : ended[above];
    started[at] = Math.clamp(runStart + run.start(i) / 1e9, low, high);
    ended[at] = Math.clamp(runStart + run.end(i) / 1e9, started[at], high);
    asked[at] = Math.clamp(runStart + (run.start(i) - run.wait(i)) / 1e9, low, started[at]);
  }

  private void link() {
    for (int above : parent) {
      if (above >= 0) {
        childFirst[above + 1]++;
      }
    }
    for (int i = 0; i < parent.length; i++) {
      childFirst[i + 1] += childFirst[i];
    }
    int[] next = Arrays.copyOf(childFirst, parent.length);
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] >= 0) {
        children[next[parent[i]]++] = i;
      }
    }
    for (int i = 0; i < parent.length; i++) {
      sortByAsked(childFirst[i], childFirst[i + 1]);
    }
  }

  /** They come by start; a queue that overtakes is rare, so this is one pass as a rule. */
  private void sortByAsked(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = children[i];
      int hole = i;
      while (hole > from && asked[children[hole - 1]] > asked[moved]) {
        children[hole] = children[hole - 1];
        hole--;
      }
      children[hole] = moved;
    }
  }

  /**
   * From when on a sibling may be taken to have followed: the end, or a little earlier where that
   * is put down to clocks: 1 % of the parent, and never more than half of what is followed.
   */
  double followedFrom(int span) {
    int above = parent[span];
    double tolerance = (ended[above] - started[above]) / 100;
    return ended[span] - Math.min(tolerance, (ended[span] - asked[span]) / 2);
  }
}
