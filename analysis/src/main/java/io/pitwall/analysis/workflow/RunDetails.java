package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunDetail;
import io.pitwall.model.trace.RunDetail.Outcome;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how the work of a run went, from its spans in whatever order they come. Time O(n log
 * n), nothing recursive.
 */
public final class RunDetails {
  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::startNanos).thenComparingLong(Span::spanId);

  private final List<Span> spans;
  private final Map<Long, Span> byId;
  private final Lineage lineage;

  private RunDetails(List<Span> unordered) {
    spans = new ArrayList<>(unordered);
    spans.sort(BY_START);
    byId = HashMap.newHashMap(spans.size());
    spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    lineage = new Lineage(spans);
  }

  /**
   * The detail of a run.
   *
   * @param run the run
   * @param spans all its spans; of attributes and links only what tells of hand-offs, costs,
   *     messages, repeats and finish reasons is looked at
   */
  public static RunDetail of(Run run, List<Span> spans) {
    RunDetails details = new RunDetails(spans);
    return new RunDetail(
        outcome(run),
        AgentShares.of(details.spans, details.lineage, details.byId),
        Handoffs.of(details.spans, details.lineage),
        Retries.of(details.spans, details.lineage),
        Waits.of(details.spans, details.byId),
        SoftErrors.of(details.spans, details.lineage, details.byId),
        TokenChecks.of(details.spans, details.lineage, details.byId),
        details.usd(Cost.Source.REPORTED),
        ModelUse.allReported(details.spans, details.byId),
        details.usd(Cost.Source.COMPUTED),
        details.orphans(),
        details.overrunning());
  }

  /** The agent at work in each span by its id: the one it names, else the nearest above it. */
  public static Map<Long, String> agents(List<Span> spans) {
    Lineage lineage = new Lineage(spans);
    Map<Long, String> agents = new HashMap<>();
    for (Span span : spans) {
      String agent = lineage.agent(span);
      if (agent != null) {
        agents.put(span.spanId(), agent);
      }
    }
    return agents;
  }

  private static Outcome outcome(Run run) {
    if (run.state() == RunState.RUNNING) {
      return Outcome.RUNNING;
    }
    if (run.status() == SpanStatus.ERROR) {
      return Outcome.FAILED;
    }
    return run.errorSpans() > 0 ? Outcome.RECOVERED : Outcome.SUCCEEDED;
  }

  /** Costs of one source, each call once; null if there is none. */
  private @Nullable Double usd(Cost.Source source) {
    List<Span> models = new ArrayList<>();
    for (Span span : spans) {
      Cost cost = span.kind() == SpanKind.MODEL ? cost(span, source) : null;
      if (cost != null) {
        models.add(span);
      }
    }
    double usd = 0;
    List<Span> calls = ModelUse.innermost(models, byId, span -> true);
    for (Span span : ModelCost.withoutTwins(calls)) {
      Cost cost = cost(span, source);
      usd += cost == null ? 0 : cost.usd();
    }
    return models.isEmpty() ? null : usd;
  }

  private static @Nullable Cost cost(Span span, Cost.Source source) {
    Cost cost = span.cost();
    if (cost != null && cost.source() == source) {
      return cost;
    }
    double beside = span.attributes().number(SpanAttribute.COMPUTED_COST_USD);
    return source == Cost.Source.COMPUTED && beside >= 0 ? new Cost(beside, source) : null;
  }

  private int orphans() {
    int orphans = 0;
    for (Span span : spans) {
      orphans += span.isRoot() || byId.containsKey(span.parentSpanId()) ? 0 : 1;
    }
    return orphans;
  }

  private int overrunning() {
    int overrunning = 0;
    for (Span span : spans) {
      Span parent = byId.get(span.parentSpanId());
      boolean over =
          parent != null
              && (span.startNanos() < parent.startNanos() || span.endNanos() > parent.endNanos());
      overrunning += over ? 1 : 0;
    }
    return overrunning;
  }
}
