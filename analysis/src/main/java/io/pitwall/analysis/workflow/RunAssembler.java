package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a run out of the spans of a trace, in whatever order they come; missing parents, several
 * roots and cycles of parents are borne.
 *
 * <p>What its model calls used is settled by {@link ModelUse}, so that each counts once.
 *
 * <p>Time O(n log n), nothing recursive.
 */
public final class RunAssembler {
  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::startNanos).thenComparingLong(Span::spanId);

  /**
   * The run of these spans.
   *
   * @param unordered all spans of one trace, at least one
   */
  public static Run assemble(List<Span> unordered, RunState state) {
    List<Span> spans = new ArrayList<>(unordered);
    spans.sort(BY_START);
    Map<Long, Span> byId = HashMap.newHashMap(spans.size());
    spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    ModelUse use = ModelUse.of(spans, byId);
    Counts counts = new Counts();
    spans.forEach(span -> counts.add(span, byId));
    Span first = spans.getFirst();
    List<Span> tops =
        spans.stream().filter(span -> !byId.containsKey(span.parentSpanId())).toList();
    Span top = tops.stream().filter(Span::isRoot).findFirst().orElse(first(tops, first));
    return new Run(
        first.traceId(),
        workflowName(spans, top),
        top.service(),
        state,
        status(tops, top),
        first.startNanos(),
        counts.endNanos - first.startNanos(),
        spans.size(),
        counts.agentSpans,
        use.calls(),
        use.failedCalls(),
        counts.toolCalls,
        counts.errorSpans,
        use.tokens(),
        use.costUsd(),
        use.costComplete(),
        List.copyOf(counts.agents));
  }

  private static Span first(List<Span> tops, Span otherwise) {
    return tops.isEmpty() ? otherwise : tops.getFirst();
  }

  /** A nested workflow names the run only if the top span says nothing. */
  private static String workflowName(List<Span> spans, Span top) {
    String said = top.workflow();
    if (said != null) {
      return said;
    }
    return spans.stream()
        .map(Span::workflow)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> nameOf(top));
  }

  /** While the root has not come, the agent at work says more than what it does first. */
  private static String nameOf(Span top) {
    String agentType = top.agentType();
    return top.isRoot() || agentType == null ? top.operation() : agentType;
  }

  private static SpanStatus status(List<Span> tops, Span top) {
    if (top.isRoot()) {
      return top.status();
    }
    return tops.stream().anyMatch(Span::isError) ? SpanStatus.ERROR : top.status();
  }

  private static final class Counts {
    private long endNanos = Long.MIN_VALUE;
    private int agentSpans;
    private int toolCalls;
    private int errorSpans;
    private final Set<String> agents = new LinkedHashSet<>();

    void add(Span span, Map<Long, Span> byId) {
      endNanos = Math.max(endNanos, span.endNanos());
      errorSpans += span.isError() ? 1 : 0;
      agentSpans += span.kind() == SpanKind.AGENT ? 1 : 0;
      toolCalls += ToolCalls.isCall(span, byId) ? 1 : 0;
      String agent = span.agentId();
      if (agent != null) {
        agents.add(agent);
      }
    }
  }

  private RunAssembler() {}
}
