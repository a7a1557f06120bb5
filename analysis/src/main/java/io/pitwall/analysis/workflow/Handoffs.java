package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.RunDetail.Handoff;
import io.pitwall.model.trace.RunDetail.Handoff.How;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out between which agents the work of a run went: where a span says so, where an agent works
 * within the span of another, and where one begins after another under the same parent has ended.
 */
final class Handoffs {
  private record Key(String from, String to, How how) {}

  private record Sum(int count, long waitNanos) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, waitNanos + other.waitNanos);
    }
  }

  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  static List<Handoff> of(List<Span> byStart, Lineage lineage) {
    Handoffs handoffs = new Handoffs();
    Map<Long, Span> lastUnder = new HashMap<>();
    for (Span span : byStart) {
      handoffs.addNamed(span, lineage);
      if (span.kind() == SpanKind.AGENT && span.agentId() != null) {
        handoffs.addNested(span, lineage);
        Span before = lastUnder.get(span.parentSpanId());
        if (before != null && before.endNanos() <= span.startNanos()) {
          handoffs.add(before, span, How.SEQUENCE, span.startNanos() - before.endNanos());
        }
        if (before == null || span.endNanos() >= before.endNanos()) {
          lastUnder.put(span.parentSpanId(), span);
        }
      }
    }
    return handoffs.sums.entrySet().stream()
        .map(
            entry ->
                new Handoff(
                    entry.getKey().from,
                    entry.getKey().to,
                    entry.getKey().how,
                    entry.getValue().count,
                    entry.getValue().waitNanos))
        .toList();
  }

  private void addNamed(Span span, Lineage lineage) {
    String to = span.attributes().text(SpanAttribute.HANDOFF_TO);
    String from = span.attributes().text(SpanAttribute.HANDOFF_FROM);
    String giver = from == null ? lineage.agent(span) : from;
    if (to != null && giver != null) {
      sums.merge(new Key(giver, to, How.NAMED), new Sum(1, 0), Sum::plus);
    }
  }

  /** The giver waits while the taker works within its span. */
  private void addNested(Span taker, Lineage lineage) {
    Span giver = lineage.agentSpanAbove(taker);
    if (giver != null) {
      long from = Math.max(giver.startNanos(), taker.startNanos());
      long to = Math.min(giver.endNanos(), taker.endNanos());
      add(giver, taker, How.NESTED, Math.max(0, to - from));
    }
  }

  private void add(Span giver, Span taker, How how, long waitNanos) {
    String from = giver.agentId();
    String to = taker.agentId();
    if (from != null && to != null && !from.equals(to)) {
      sums.merge(new Key(from, to, how), new Sum(1, waitNanos), Sum::plus);
    }
  }

  private Handoffs() {}
}
