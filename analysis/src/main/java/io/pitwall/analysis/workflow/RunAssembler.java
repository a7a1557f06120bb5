package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run out of the spans of a trace, in whatever order they come; missing parents, several
 * roots and cycles of parents are borne.
 *
 * <p>Tokens and cost count on leaf model calls only: a model span under which there is no other
 * model span. Frameworks repeat the sums of their calls on agents, chains and wrappers, and adding
 * those up would count every call several times.
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
    Set<Long> aboveModels = aboveModelSpans(spans, byId);

    Counts counts = new Counts();
    for (Span span : spans) {
      counts.add(span, span.kind() == SpanKind.MODEL && !aboveModels.contains(span.spanId()));
    }
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
        counts.modelCalls,
        counts.failedModelCalls,
        counts.toolCalls,
        counts.errorSpans,
        counts.tokens,
        counts.pricedCalls == 0 ? null : counts.costUsd,
        counts.unpricedSuccesses == 0,
        List.copyOf(counts.agents));
  }

  /** Ids of all spans with a model span somewhere below them. */
  private static Set<Long> aboveModelSpans(List<Span> spans, Map<Long, Span> byId) {
    Set<Long> above = new HashSet<>();
    for (Span span : spans) {
      if (span.kind() == SpanKind.MODEL) {
        Span ancestor = byId.get(span.parentSpanId());
        while (ancestor != null
            && ancestor.spanId() != span.spanId()
            && above.add(ancestor.spanId())) {
          ancestor = byId.get(ancestor.parentSpanId());
        }
      }
    }
    return above;
  }

  private static Span first(List<Span> tops, Span otherwise) {
    return tops.isEmpty() ? otherwise : tops.getFirst();
  }

  private static String workflowName(List<Span> spans, Span top) {
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
    private int modelCalls;
    private int failedModelCalls;
    private int toolCalls;
    private int errorSpans;
    private int pricedCalls;
    private int unpricedSuccesses;
    private double costUsd;
    private Tokens tokens = Tokens.NONE;
    private final Set<String> agents = new LinkedHashSet<>();

    void add(Span span, boolean leafModelCall) {
      endNanos = Math.max(endNanos, span.endNanos());
      errorSpans += span.isError() ? 1 : 0;
      agentSpans += span.kind() == SpanKind.AGENT ? 1 : 0;
      toolCalls += span.kind() == SpanKind.TOOL ? 1 : 0;
      String agent = span.agentId();
      if (agent != null) {
        agents.add(agent);
      }
      if (leafModelCall) {
        addModelCall(span, span.tokens(), span.cost());
      }
    }

    private void addModelCall(Span span, @Nullable Tokens used, @Nullable Cost cost) {
      modelCalls++;
      failedModelCalls += span.isError() ? 1 : 0;
      if (used != null) {
        tokens = tokens.plus(used);
      }
      if (cost != null) {
        pricedCalls++;
        costUsd += cost.usd();
      } else if (!span.isError()) {
        unpricedSuccesses++;
      }
    }
  }

  private RunAssembler() {}
}
