package io.pitwall.analysis.path;

import java.util.Arrays;
import java.util.List;

/**
 * By how much each span can shrink or grow before the path changes.
 *
 * <p>Among the children of one parent, those on its path follow each other; another child runs
 * beside some of them, and the first on the path that was asked for after its end may have waited
 * for it. Until then it has slack; and those beside it have no more drag than what it ended before
 * them. In the whole run a span has no more drag than its parent, and off the path its parent's
 * slack besides its own.
 */
final class DragAndSlack {
  private static final int NONE = RunView.NONE;

  private final Siblings siblings;
  private final long[] drag;
  private final long[] slack;

  /** Children of a parent on its path, the earliest first, and by how much each can shrink. */
  private int[] path = new int[16];

  private int length;
  private long[] margin = new long[16];

  /** Skips places that are bounded: union-find with path halving. */
  private int[] free = new int[17];

  /** Per span: whether it is on its parent's path, else where it joins and how tight it bounds. */
  private final boolean[] onPath;

  private final int[] joined;
  private final long[] tightness;
  private final int[] beside;
  private final int[] scratch;

  private DragAndSlack(Siblings siblings, int n) {
    this.siblings = siblings;
    drag = new long[n];
    slack = new long[n];
    onPath = new boolean[n];
    joined = new int[n];
    tightness = new long[n];
    beside = new int[n];
    scratch = new int[n];
  }

  static DragAndSlack of(RunView run, Siblings siblings, boolean[] critical, List<Piece> pieces) {
    var margins = new DragAndSlack(siblings, run.size());
    for (int i = 0; i < run.size(); i++) {
      margins.compare(i);
    }
    margins.combine(run, critical, inside(run, pieces));
    return margins;
  }

  long[] drag() {
    return drag;
  }

  long[] slack() {
    return slack;
  }

  /** Time on the path of each span and all below it. */
  private static long[] inside(RunView run, List<Piece> pieces) {
    long[] inside = new long[run.size()];
    for (Piece piece : pieces) {
      if (piece.span() != NONE) {
        inside[piece.span()] += piece.nanos();
      }
    }
    for (int i = run.size() - 1; i > 0; i--) {
      if (run.parent(i) != NONE) {
        inside[run.parent(i)] += inside[i];
      }
    }
    return inside;
  }

  private void combine(RunView run, boolean[] critical, long[] inside) {
    for (int i = 0; i < run.size(); i++) {
      int above = run.parent(i);
      boolean top = above == NONE || run.isAsync(i);
      if (critical[i]) {
        slack[i] = 0;
        drag[i] = top ? inside[i] : Math.min(Math.min(drag[i], inside[i]), drag[above]);
      } else {
        long own = top ? run.durationNanos() - siblings.ended[i] : slack[i];
        slack[i] = own + (top ? 0 : slack[above]);
        drag[i] = 0;
      }
    }
  }

  private void compare(int parent) {
    findPath(parent);
    if (length == 0) {
      return;
    }
    prepare();
    int count = 0;
    for (int at = siblings.first(parent); at < siblings.end(parent); at++) {
      int child = siblings.child(at);
      if (!onPath[child]) {
        joins(parent, child);
        beside[count++] = child;
      }
    }
    // The tightest first: what it bounds is bounded for good, and passed over from then on.
    IndexSort.descending(beside, 0, count, tightness, scratch);
    for (int i = 0; i < count; i++) {
      bound(beside[i]);
    }
    for (int i = 0; i < length; i++) {
      drag[path[i]] = Math.min(siblings.ended[path[i]] - siblings.asked[path[i]], margin[i]);
    }
  }

  private void prepare() {
    for (int i = 0; i < length; i++) {
      margin[i] = Long.MAX_VALUE;
      free[i] = i;
    }
    free[length] = length;
  }

  /** Finds the child on the path that may have waited for this one, and so its slack. */
  private void joins(int parent, int child) {
    int join = firstOnPath(siblings.asked, siblings.ended[child]);
    long until = join < length ? siblings.asked[path[join]] : siblings.ended[parent];
    slack[child] = Math.max(0, until - siblings.ended[child]);
    joined[child] = join;
    long pathEnd = join == 0 ? until : siblings.ended[path[join - 1]];
    tightness[child] = -Math.max(0, pathEnd - siblings.ended[child]);
  }

  /** Bounds those on the path that end while the child is there and come before its join. */
  private void bound(int child) {
    int from = firstOnPath(siblings.ended, siblings.asked[child] + 1);
    for (int i = find(from); i < joined[child]; i = find(i)) {
      margin[i] = -tightness[child];
      free[i] = i + 1;
    }
  }

  /** The first place from one on that is not bounded yet. */
  private int find(int place) {
    int at = place;
    while (free[at] != at) {
      free[at] = free[free[at]];
      at = free[at];
    }
    return at;
  }

  /** The first on the path whose time is not before an instant; times rise along the path. */
  private int firstOnPath(long[] time, long nanos) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[path[middle]] >= nanos) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void findPath(int parent) {
    length = 0;
    long now = siblings.ended[parent];
    int at = siblings.lastBefore(parent, siblings.first(parent), now);
    while (at < siblings.end(parent)) {
      if (length == path.length) {
        path = Arrays.copyOf(path, 2 * length);
        margin = new long[2 * length];
        free = new int[2 * length + 1];
      }
      path[length++] = siblings.child(at);
      onPath[siblings.child(at)] = true;
      now = Math.min(now, siblings.asked[siblings.child(at)]);
      at = siblings.lastBefore(parent, at + 1, now);
    }
    for (int i = 0; i < length / 2; i++) {
      int swapped = path[i];
      path[i] = path[length - 1 - i];
      path[length - 1 - i] = swapped;
    }
  }
}
