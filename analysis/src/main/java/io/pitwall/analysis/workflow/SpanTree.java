package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders the spans of a trace as a waterfall shows them: a span is followed by all that is below
 * it, and spans of the same parent follow each other by start. Missing parents, several roots and
 * cycles of parents are borne: what hangs on nothing is a root.
 *
 * <p>Time O(n log n), nothing recursive.
 */
public final class SpanTree {
  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::startNanos).thenComparingLong(Span::spanId);
  private static final int NONE = -1;

  /**
   * A span in its place.
   *
   * @param span the span
   * @param depth 0 for a root, else one more than that of its parent
   * @param selfNanos the part of its duration in which no child ran, 0 or more
   */
  public record Placed(Span span, int depth, long selfNanos) {}

  private final List<Span> spans;
  private final int[] parent;
  private final int[] firstChild;
  private final int[] nextSibling;

  private SpanTree(List<Span> unordered) {
    spans = new ArrayList<>(unordered);
    spans.sort(BY_START);
    int n = spans.size();
    Map<Long, Integer> byId = HashMap.newHashMap(n);
    for (int i = 0; i < n; i++) {
      byId.putIfAbsent(spans.get(i).spanId(), i);
    }
    parent = new int[n];
    firstChild = filled(n);
    nextSibling = filled(n);
    for (int i = n - 1; i >= 0; i--) {
      int above = byId.getOrDefault(spans.get(i).parentSpanId(), NONE);
      parent[i] = above == i ? NONE : above;
      if (parent[i] != NONE) {
        nextSibling[i] = firstChild[parent[i]];
        firstChild[parent[i]] = i;
      }
    }
  }

  /** All spans of a trace in the order of a waterfall. */
  public static List<Placed> preOrder(List<Span> spans) {
    return new SpanTree(spans).walk();
  }

  private List<Placed> walk() {
    List<Placed> placed = new ArrayList<>(spans.size());
    boolean[] seen = new boolean[spans.size()];
    for (int i = 0; i < spans.size(); i++) {
      if (parent[i] == NONE) {
        walk(i, seen, placed);
      }
    }
    // Only cycles are left: each is cut above its earliest span.
    for (int i = 0; i < spans.size(); i++) {
      if (!seen[i]) {
        walk(i, seen, placed);
      }
    }
    return placed;
  }

  private void walk(int root, boolean[] seen, List<Placed> placed) {
    int depth = 0;
    int at = root;
    while (at != NONE) {
      seen[at] = true;
      placed.add(new Placed(spans.get(at), depth, selfNanos(at)));
      int next = unseen(firstChild[at], seen);
      if (next != NONE) {
        depth++;
      }
      while (next == NONE && at != root) {
        next = unseen(nextSibling[at], seen);
        if (next == NONE) {
          at = parent[at];
          depth--;
        }
      }
      at = next;
    }
  }

  /** This sibling or the next that has no place yet. */
  private int unseen(int sibling, boolean[] seen) {
    int at = sibling;
    while (at != NONE && seen[at]) {
      at = nextSibling[at];
    }
    return at;
  }

  /** Children come by start, so what they cover grows from left to right. */
  private long selfNanos(int at) {
    Span span = spans.get(at);
    long covered = 0;
    long coveredTo = span.startNanos();
    for (int child = firstChild[at]; child != NONE; child = nextSibling[child]) {
      long from = Math.max(coveredTo, spans.get(child).startNanos());
      long to = Math.min(span.endNanos(), spans.get(child).endNanos());
      if (to > from) {
        covered += to - from;
        coveredTo = to;
      }
    }
    return span.durationNanos() - covered;
  }

  private static int[] filled(int n) {
    int[] none = new int[n];
    Arrays.fill(none, NONE);
    return none;
  }
}
