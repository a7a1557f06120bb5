package io.pitwall.analysis.path;

import java.util.List;

/**
 * What a run's duration hangs on.
 *
 * <p>The path is found by walking back from the end: the child that finished last is what its
 * parent waited for, before it the child that finished last before that one was asked for, and so
 * on, each taken apart the same way (CRISP, Zhang et al., USENIX ATC 2022). A child that ends
 * exactly when the next begins is on the path. What a child does after its parent's end is cut off.
 * Clocks differ: an overlap of at most 1 % of the parent still counts as one after the other, if
 * nothing else begins or ends in it. The time in a queue belongs to the span that waited. What the
 * parent does not wait for is off its path, and on the run's only if the run's end hangs on it; a
 * link names what it followed from.
 *
 * <p><em>Drag</em> of a span on the path: by how much it can shrink until another takes its place
 * (Devaux). <em>Slack</em> of the others: how much longer they could take.
 *
 * <p>Immutable. O(n log n) in the spans of the run, nothing recursive.
 */
public final class CriticalPath {
  private final List<Piece> pieces;
  private final boolean[] critical;
  private final long[] drag;
  private final long[] slack;

  private CriticalPath(List<Piece> pieces, boolean[] critical, DragAndSlack margins) {
    this.pieces = List.copyOf(pieces);
    this.critical = critical;
    this.drag = margins.drag();
    this.slack = margins.slack();
  }

  /** The path of a run. */
  public static CriticalPath of(RunView run) {
    var siblings = new Siblings(run);
    var walk = new PathWalk(run, siblings);
    List<Piece> pieces = walk.pieces();
    boolean[] critical = walk.critical();
    return new CriticalPath(pieces, critical, DragAndSlack.of(run, siblings, critical, pieces));
  }

  /** By time; from the run's start to its end, without gap or overlap. Empty if it took no time. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** Whether the span is on the path. */
  public boolean isCritical(int span) {
    return critical[span];
  }

  /** By how much the run would be shorter at most if this span took no time; 0 off the path. */
  public long dragNanos(int span) {
    return drag[span];
  }

  /** By how much the span can take longer before the run does; 0 on the path. */
  public long slackNanos(int span) {
    return slack[span];
  }
}
