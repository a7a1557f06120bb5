package io.pitwall.analysis.whatif;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which siblings wait for which, as all runs show it: B is taken to wait for A if A always ended
 * before B was asked for; one counter-example ends that for good (Chow et al., The Mystery Machine,
 * OSDI 2014). What is true of timing in every run need not be true of the program: two calls that
 * no run happens to swap look dependent.
 *
 * <p>What occurs once under a parent is known by its path. What occurs several times is told apart
 * by what had ended before it was asked for: so the same tool in the third and in the fifth step of
 * a plan is two things, also if the plan leaves out its fourth step now and then.
 */
final class Dependencies {
  /** How many earlier siblings a span is compared with; of longer rows the nearest count. */
  static final int REACH = 64;

  private final Layout layout;
  private final PairCounts pairs = new PairCounts();

  /** By span: what it is among the children of its parent, the same in all runs. */
  private final int[] role;

  Dependencies(Layout layout) {
    this.layout = layout;
    role = new int[layout.parent.length];
    findRoles();
    for (int span = 0; span < layout.parent.length; span++) {
      int from = layout.childFirst[span];
      for (int at = from; at < layout.childFirst[span + 1]; at++) {
        int later = layout.children[at];
        for (int before = Math.max(from, at - REACH); before < at; before++) {
          int earlier = layout.children[before];
          if (!layout.async[earlier] && !layout.async[later]) {
            pairs.add(
                role[earlier], role[later], layout.followedFrom(earlier) > layout.asked[later]);
          }
        }
      }
    }
  }

  /** Whether the later of two siblings waits for the earlier; they stand in order of asking. */
  boolean waitsFor(int later, int earlier) {
    return !layout.async[earlier]
        && !layout.async[later]
        && !pairs.everOverlap(role[earlier], role[later])
        && !pairs.everSwapped(role[earlier], role[later]);
  }

  private void findRoles() {
    Map<Role, Integer> numbers = new HashMap<>();
    int[] times = new int[layout.parent.length + 1]; // by path
    for (int span = 0; span < layout.parent.length; span++) {
      int from = layout.childFirst[span];
      int to = layout.childFirst[span + 1];
      for (int at = from; at < to; at++) {
        times[layout.path[layout.children[at]]]++;
      }
      int[] byEnd = byEnd(from, to);
      int ended = 0;
      long history = 0; // a sum does not depend on the order
      for (int at = from; at < to; at++) {
        int child = layout.children[at];
        while (ended < byEnd.length && layout.followedFrom(byEnd[ended]) <= layout.asked[child]) {
          history += mixed(layout.path[byEnd[ended++]]);
        }
        boolean once = times[layout.path[child]] == 1 && !layout.repeats[child];
        Role one = new Role(layout.path[child], once ? 0 : history);
        role[child] = numbers.computeIfAbsent(one, key -> numbers.size());
      }
      for (int at = from; at < to; at++) {
        times[layout.path[layout.children[at]]] = 0;
      }
    }
  }

  private int[] byEnd(int from, int to) {
    int[] byEnd = Arrays.copyOfRange(layout.children, from, to);
    for (int i = 1; i < byEnd.length; i++) { // in order but for what runs in parallel
      int moved = byEnd[i];
      int hole = i;
      while (hole > 0 && layout.followedFrom(byEnd[hole - 1]) > layout.followedFrom(moved)) {
        byEnd[hole] = byEnd[hole - 1];
        hole--;
      }
      byEnd[hole] = moved;
    }
    return byEnd;
  }

  /** A path, and the work that had ended before where the path alone does not tell. */
  private record Role(int path, long history) {}

  /** The finisher of splitmix64. */
  private static long mixed(long value) {
    long hash = (value + 1) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
