package io.pitwall.analysis.whatif;

import java.util.Arrays;

/** Who waits for a span: the dependencies of a plan seen from the other end. */
final class Successors {
  private final int[] first;
  private final int[] next;

  Successors(Plan plan) {
    int[] before = plan.before();
    first = new int[plan.spans() + 1];
    for (int span : before) {
      first[span + 1]++;
    }
    for (int i = 0; i < plan.spans(); i++) {
      first[i + 1] += first[i];
    }
    next = new int[before.length];
    int[] free = Arrays.copyOf(first, plan.spans());
    for (int span = 0; span < plan.spans(); span++) {
      for (int i = plan.beforeFirst()[span]; i < plan.beforeFirst()[span + 1]; i++) {
        next[free[before[i]]++] = span;
      }
    }
  }

  /** Where those of a span begin. */
  int first(int span) {
    return first[span];
  }

  int at(int index) {
    return next[index];
  }
}
