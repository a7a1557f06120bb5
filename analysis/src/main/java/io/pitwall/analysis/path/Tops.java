package io.pitwall.analysis.path;

import java.util.Arrays;

/** The spans that no other waits for: those at the top, and asynchronous ones. Each taken once. */
final class Tops {
  private static final int NONE = RunView.NONE;

  private final Siblings siblings;
  private final boolean[] taken;

  /** The latest first. */
  private final int[] byEnd;

  /** How much earlier one may have ended that the next followed from, nanoseconds. */
  private final long tolerance;

  private int position;

  /** Of those that end after the instant asked for last: the one that was asked for first. */
  private int running = NONE;

  Tops(RunView run, Siblings siblings) {
    this.siblings = siblings;
    tolerance = run.durationNanos() / 100;
    taken = new boolean[run.size()];
    int[] found = new int[run.size()];
    int count = 0;
    for (int i = 0; i < run.size(); i++) {
      if (run.parent(i) == NONE || run.isAsync(i)) {
        found[count++] = i;
      }
    }
    byEnd = Arrays.copyOf(found, count);
    IndexSort.descending(byEnd, 0, count, siblings.ended, new int[count]);
  }

  /** When the last of them ends. */
  long end() {
    return siblings.ended[byEnd[0]];
  }

  /** Takes a span; false if it was taken before. */
  boolean take(int span) {
    boolean fresh = !taken[span];
    taken[span] = true;
    return fresh;
  }

  /** Takes the one that ended just before an instant, else one that ran then; NONE if none did. */
  int last(long nanos) {
    while (position < byEnd.length && siblings.ended[byEnd[position]] > nanos) {
      int passed = byEnd[position++];
      if (!taken[passed] && (running == NONE || siblings.asked[passed] < siblings.asked[running])) {
        running = passed;
      }
    }
    while (position < byEnd.length && taken[byEnd[position]]) {
      position++;
    }
    boolean isRunning = running != NONE && !taken[running] && siblings.asked[running] < nanos;
    boolean hasEnded = position < byEnd.length;
    boolean justEnded = hasEnded && siblings.ended[byEnd[position]] >= nanos - tolerance;
    int next = isRunning && !justEnded ? running : hasEnded ? byEnd[position++] : NONE;
    if (next != NONE) {
      taken[next] = true;
    }
    return next;
  }
}
