package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which agent is at work in each span of a trace: the one that the span names, else the one of the
 * nearest span above it that names one. Cycles of parents are cut as {@link SpanTree} cuts them.
 */
final class Lineage {
  private final List<Span> spans;
  private final Map<Long, String> agentOf = new HashMap<>();
  private final Map<Long, Span> agentSpanAbove = new HashMap<>();
  private final Map<Long, Span> parentOf = new HashMap<>();

  /** Time O(n log n), nothing recursive. */
  Lineage(List<Span> unordered) {
    List<SpanTree.Placed> placed = SpanTree.preOrder(unordered);
    spans = new ArrayList<>(placed.size());
    List<Span> path = new ArrayList<>();
    for (SpanTree.Placed place : placed) {
      Span span = place.span();
      while (path.size() > place.depth()) {
        path.removeLast();
      }
      spans.add(span);
      inherit(span, path.isEmpty() ? null : path.getLast());
      path.add(span);
    }
  }

  private void inherit(Span span, @Nullable Span parent) {
    String agent = span.agentId();
    if (parent != null) {
      parentOf.put(span.spanId(), parent);
      Span above = isAgent(parent) ? parent : agentSpanAbove.get(parent.spanId());
      if (above != null) {
        agentSpanAbove.put(span.spanId(), above);
      }
      agent = agent == null ? agentOf.get(parent.spanId()) : agent;
    }
    if (agent != null) {
      agentOf.put(span.spanId(), agent);
    }
  }

  private static boolean isAgent(Span span) {
    return span.kind() == SpanKind.AGENT && span.agentId() != null;
  }

  /** All spans, parents before their children. */
  List<Span> spans() {
    return spans;
  }

  /** The agent at work, null if none is known. */
  @Nullable String agent(Span span) {
    return agentOf.get(span.spanId());
  }

  /** The nearest span of a named agent above, null if there is none. */
  @Nullable Span agentSpanAbove(Span span) {
    return agentSpanAbove.get(span.spanId());
  }

  /** The parent, null if there is none. */
  @Nullable Span parent(Span span) {
    return parentOf.get(span.spanId());
  }
}
