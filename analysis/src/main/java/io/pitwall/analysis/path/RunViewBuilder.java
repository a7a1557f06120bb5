package io.pitwall.analysis.path;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.Tokens;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts spans in order and into columns. */
final class RunViewBuilder {
  private static final int NONE = RunView.NONE;
  private static final Comparator<Span> BY_ID = Comparator.comparingLong(Span::spanId);

  private final Names names;
  private final List<Span> spans;
  private final IdTable byId;

  /** By position in the list sorted by start. */
  private final int[] parent;

  private final int[] firstChild;
  private final int[] nextSibling;

  /** From position in the list to place in the view. */
  private final int[] place;

  private final RunColumns columns;
  private int placed;

  private RunViewBuilder(List<Span> unordered, Names names) {
    if (unordered.isEmpty()) {
      throw new IllegalArgumentException("Expected a run of one span or more, but got none");
    }
    this.names = names;
    spans = byStart(unordered);
    int n = spans.size();
    byId = new IdTable(n);
    for (int i = 0; i < n; i++) {
      byId.put(spans.get(i).spanId(), i);
    }
    parent = new int[n];
    firstChild = filled(n);
    nextSibling = filled(n);
    place = filled(n);
    columns = RunColumns.ofSize(n);
  }

  /** Sorted as plain numbers; what starts at the same instant is then sorted by id. */
  private static List<Span> byStart(List<Span> unordered) {
    int n = unordered.size();
    long[] earliness = new long[n];
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      earliness[i] = -unordered.get(i).startNanos();
      order[i] = i;
    }
    IndexSort.descending(order, 0, n, earliness, new int[n]);
    Span[] sorted = new Span[n];
    int equalFrom = 0;
    for (int i = 0; i < n; i++) {
      sorted[i] = unordered.get(order[i]);
      if (earliness[order[i]] != earliness[order[equalFrom]]) {
        Arrays.sort(sorted, equalFrom, i, BY_ID);
        equalFrom = i;
      }
    }
    Arrays.sort(sorted, equalFrom, n, BY_ID);
    return Arrays.asList(sorted);
  }

  static RunView build(List<Span> spans, Names names) {
    return new RunViewBuilder(spans, names).build();
  }

  private RunView build() {
    int n = spans.size();
    long start = spans.getFirst().startNanos();
    long end = spans.stream().mapToLong(Span::endNanos).max().orElse(start);
    findParents();
    for (int i = 0; i < n; i++) {
      if (parent[i] == NONE) {
        walk(i, start);
      }
    }
    for (int i = 0; i < n; i++) {
      if (place[i] == NONE) { // only cycles are left
        walk(i, start);
      }
    }
    findLinks();
    countAttempts();
    countCostsOnce();
    return new RunView(start, end - start, columns);
  }

  private void findParents() {
    int root = NONE;
    for (int i = 0; i < spans.size() && root == NONE; i++) {
      root = spans.get(i).isRoot() ? i : NONE;
    }
    for (int i = spans.size() - 1; i >= 0; i--) {
      Span span = spans.get(i);
      int above = span.isRoot() ? NONE : byId.find(span.parentSpanId());
      if (above == NONE && !span.isRoot()) {
        above = orphanage(i, root);
      }
      parent[i] = above == i ? NONE : above;
      if (parent[i] != NONE) {
        nextSibling[i] = firstChild[parent[i]];
        firstChild[parent[i]] = i;
      }
    }
  }

  /** What a span without its parent hangs under: the root if it ran meanwhile. */
  private int orphanage(int orphan, int root) {
    if (root == NONE) {
      return NONE;
    }
    Span span = spans.get(orphan);
    Span top = spans.get(root);
    boolean overlap = span.startNanos() < top.endNanos() && span.endNanos() > top.startNanos();
    return overlap ? root : NONE;
  }

  private void walk(int top, long runStart) {
    int at = top;
    put(at, NONE, runStart);
    while (at != NONE) {
      int next = unplaced(firstChild[at]);
      if (next != NONE) {
        put(next, place[at], runStart);
        firstChild[at] = nextSibling[next];
        at = next;
      } else {
        at = at == top ? NONE : parent[at];
      }
    }
  }

  private int unplaced(int sibling) {
    int at = sibling;
    while (at != NONE && place[at] != NONE) {
      at = nextSibling[at];
    }
    return at;
  }

  private void put(int at, int above, long runStart) {
    Span span = spans.get(at);
    int i = placed++;
    place[at] = i;
    columns.parent()[i] = above;
    columns.start()[i] = span.startNanos() - runStart;
    columns.end()[i] = span.endNanos() - runStart;
    columns.waited()[i] = Math.max(0, span.queueWaitNanos());
    columns.operation()[i] = names.number(span.operation());
    int own = names.number(span.agentType());
    columns.agentType()[i] = own == NONE && above != NONE ? columns.agentType()[above] : own;
    columns.agent()[i] = span.kind() == SpanKind.AGENT ? names.number(span.agentId()) : Names.NONE;
    columns.model()[i] = names.number(span.model());
    columns.kind()[i] = span.kind();
    columns.error()[i] = span.isError();
    putUses(i, span);
  }

  private void putUses(int i, Span span) {
    RunColumns.Uses uses = columns.uses();
    uses.id()[i] = span.spanId();
    uses.errorClass()[i] = names.number(span.errorClass());
    Tokens tokens = span.tokens();
    uses.tokensIn()[i] = tokens == null ? NONE : bounded(tokens.input());
    uses.tokensOut()[i] = tokens == null ? NONE : bounded(tokens.output());
    boolean tells =
        tokens != null
            && (tokens.cachedInput() > 0
                || span.attributes().get(SpanAttribute.CACHE_READ_NONE) != null);
    uses.tokensCached()[i] = tells && tokens != null ? bounded(tokens.cachedInput()) : NONE;
    Cost cost = span.cost();
    columns.cost()[i] = cost == null ? Double.NaN : cost.usd();
    uses.input()[i] =
        span.attributes().get(SpanAttribute.INPUT_HASH) instanceof Long hash ? hash : 0;
    uses.version()[i] = names.number(span.attributes().text(SpanAttribute.VERSION));
    uses.outputChars()[i] =
        span.attributes().get(SpanAttribute.OUTPUT_CHARS) instanceof Long chars
            ? bounded(chars)
            : NONE;
  }

  private static int bounded(long count) {
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  private void findLinks() {
    Arrays.fill(columns.link(), NONE);
    for (int at = 0; at < spans.size(); at++) {
      for (SpanLink link : spans.get(at).links()) {
        boolean here = link.traceId().equals(spans.get(at).traceId());
        int other = here ? byId.find(link.spanId()) : NONE;
        if (other != NONE && other < at) {
          columns.link()[place[at]] = place[other];
        }
      }
    }
  }

  /** Siblings come by start, so the failed one is known before the one that repeats it. */
  private void countAttempts() {
    Map<Long, Integer> failed = new HashMap<>();
    for (int i = 0; i < placed; i++) {
      columns.attempt()[i] = 1;
      long call = ((long) columns.parent()[i] << 32) | columns.operation()[i];
      Integer before = failed.isEmpty() ? null : failed.remove(call);
      if (before != null && columns.end()[before] <= columns.start()[i]) {
        columns.attempt()[i] = columns.attempt()[before] + 1;
      }
      if (columns.error()[i]) {
        failed.put(call, i);
      }
    }
  }

  /** What encloses priced calls repeats or sums up their costs. */
  private void countCostsOnce() {
    boolean[] below = new boolean[placed];
    for (int i = placed - 1; i >= 0; i--) {
      boolean priced = !Double.isNaN(columns.cost()[i]);
      if (columns.parent()[i] != NONE) {
        below[columns.parent()[i]] |= priced || below[i];
      }
      if (below[i]) {
        columns.cost()[i] = Double.NaN;
      }
    }
  }

  private static int[] filled(int n) {
    int[] none = new int[n];
    Arrays.fill(none, NONE);
    return none;
  }
}
