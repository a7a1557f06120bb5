package io.pitwall.analysis.path;

import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Walks a run back from its end. Used once. */
final class PathWalk {
  private static final int NONE = RunView.NONE;

  private final RunView run;
  private final Siblings siblings;
  private final boolean[] critical;
  private final boolean[] container;
  private final List<Piece> backwards = new ArrayList<>();

  /** The spans that are being taken apart, where each stands, and the next child to look at. */
  private int[] stack = new int[64];

  private int[] position = new int[64];

  /** Everything after this is on the path already. */
  private long now;

  PathWalk(RunView run, Siblings siblings) {
    this.run = run;
    this.siblings = siblings;
    critical = new boolean[run.size()];
    container = new boolean[run.size()];
    for (int i = 0; i < run.size(); i++) {
      if (run.parent(i) != NONE) {
        container[run.parent(i)] = isContainer(run.kind(run.parent(i)));
      }
    }
  }

  boolean[] critical() {
    return critical;
  }

  List<Piece> pieces() {
    now = run.durationNanos();
    var tops = new Tops(run, siblings);
    tail(tops.end());
    for (int next = tops.last(now); next != NONE; next = cause(next, tops)) {
      long end = Math.min(now, siblings.ended[next]);
      emit(NONE, Piece.Type.OUTSIDE, end);
      now = end;
      takeApart(next);
    }
    emit(NONE, Piece.Type.OUTSIDE, 0);
    Collections.reverse(backwards);
    return backwards;
  }

  /** What a span did after all that was waited for had ended. */
  private void tail(long from) {
    for (int i = 0; i < run.size() && from < now; i++) {
      if (run.end(i) == now) {
        critical[i] = true;
        emit(i, Piece.Type.SELF, from);
      }
    }
  }

  /** What came before a span that no parent waited for, or whose parent is cut at its start. */
  private int cause(int span, Tops tops) {
    int link = run.link(span);
    if (link != NONE && siblings.asked[link] < now && tops.take(link)) {
      emit(span, Piece.Type.WAIT, Math.min(now, siblings.ended[link]));
      return link;
    }
    int parent = run.parent(span);
    if (parent != NONE && tops.take(parent)) {
      return parent;
    }
    return tops.last(now);
  }

  private void takeApart(int top) {
    int depth = 0;
    push(0, top);
    while (depth >= 0) {
      int span = stack[depth];
      int found = siblings.lastBefore(span, position[depth], now);
      position[depth] = found + 1;
      if (found < siblings.end(span)) {
        int child = siblings.child(found);
        emit(span, own(span), Math.min(now, siblings.ended[child]));
        depth++;
        push(depth, child);
      } else {
        emit(span, own(span), Math.min(now, siblings.started[span]));
        emit(span, Piece.Type.WAIT, Math.min(now, siblings.asked[span]));
        depth--;
        if (depth >= 0) {}
      }
    }
  }

  private void push(int depth, int span) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
      position = Arrays.copyOf(position, 2 * depth);
    }
    stack[depth] = span;
    position[depth] = siblings.first(span);
    critical[span] = true;
  }

  private Piece.Type own(int span) {
    return container[span] ? Piece.Type.GAP : Piece.Type.SELF;
  }

  private void emit(int span, Piece.Type type, long from) {
    if (from < now) {
      backwards.add(new Piece(span, type, from, now));
      now = from;
    }
  }

  /** Whether spans of the kind do nothing themselves but have it done. */
  private static boolean isContainer(SpanKind kind) {
    return kind == SpanKind.WORKFLOW || kind == SpanKind.AGENT || kind == SpanKind.TASK;
  }
}
