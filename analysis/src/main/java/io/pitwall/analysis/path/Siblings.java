package io.pitwall.analysis.path;

import java.util.Arrays;

/**
 * The children that each span waits for, and when they run as seen from their parent: cut to its
 * time, and from when they were asked for, not from when a queue let them go.
 */
final class Siblings {
  private static final int NONE = RunView.NONE;

  /** Overlap that is put down to clocks, as a part of the parent's duration; the value of CRISP. */
  private static final long SKEW_DIVISOR = 100;

  /** Asked for. */
  final long[] asked;

  /** Started, after the wait. */
  final long[] started;

  final long[] ended;

  /**
   * Where the children of a span begin in {@link #byEnd} and {@link #byStart}; one more at the end.
   */
  private final int[] first;

  private final int[] byStart;

  /** The latest first. */
  private final int[] byEnd;

  Siblings(RunView run) {
    int n = run.size();
    asked = new long[n];
    started = new long[n];
    ended = new long[n];
    first = new int[n + 1];
    for (int i = 0; i < n; i++) {
      int above = run.parent(i);
      boolean waitedFor = above != NONE && !run.isAsync(i);
      long from = waitedFor ? started[above] : 0;
      long to = waitedFor ? ended[above] : run.durationNanos();
      started[i] = Math.clamp(run.start(i), from, to);
      ended[i] = Math.clamp(run.end(i), started[i], to);
      asked[i] = Math.clamp(run.start(i) - run.wait(i), from, started[i]);
      if (waitedFor) {
        first[above + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      first[i + 1] += first[i];
    }
    byStart = new int[first[n]];
    int[] next = Arrays.copyOf(first, n);
    for (int i = 0; i < n; i++) {
      if (run.parent(i) != NONE && !run.isAsync(i)) {
        byStart[next[run.parent(i)]++] = i;
      }
    }
    byEnd = byStart.clone();
    int[] scratch = new int[byEnd.length];
    for (int i = 0; i < n; i++) {
      IndexSort.descending(byEnd, first[i], first[i + 1], ended, scratch);
    }
  }

  int first(int parent) {
    return first[parent];
  }

  int end(int parent) {
    return first[parent + 1];
  }

  int child(int position) {
    return byEnd[position];
  }

  /** Overlap that is put down to clocks. */
  long tolerance(int parent) {
    return (ended[parent] - started[parent]) / SKEW_DIVISOR;
  }

  /**
   * Position of the child that the parent waited for last before an instant.
   *
   * @param from position to look from; the children before it are done with
   * @return position, or the end of the children if there is none
   */
  int lastBefore(int parent, int from, long nanos) {
    long tolerance = tolerance(parent);
    int position = from;
    while (position < end(parent) && !precedes(parent, position, nanos, tolerance)) {
      position++;
    }
    return position;
  }

  private boolean precedes(int parent, int position, long nanos, long tolerance) {
    int child = byEnd[position];
    long end = ended[child];
    if (end <= nanos) {
      return true;
    }
    return end - nanos <= tolerance
        && asked[child] < nanos
        && started[child] < nanos
        && isQuiet(parent, position, nanos, end);
  }

  /** Whether no other child starts or ends between two instants. */
  private boolean isQuiet(int parent, int position, long from, long to) {
    if (position + 1 < end(parent) && ended[byEnd[position + 1]] > from) {
      return false;
    }
    int low = first(parent);
    int high = end(parent);
    while (low < high) { // the first that starts after from
      int middle = (low + high) >>> 1;
      if (started[byStart[middle]] > from) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == end(parent) || started[byStart[low]] >= to;
  }
}
