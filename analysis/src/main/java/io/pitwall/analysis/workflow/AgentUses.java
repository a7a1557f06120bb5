package io.pitwall.analysis.workflow;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each agent of a run used, minute by minute. Every call counts once, as in {@link ModelUse},
 * for the agent that it names, else for the nearest one above it; a call without any counts for
 * nobody. Does not depend on the order of the spans.
 */
public final class AgentUses {
  private record Place(String agentId, long minuteMicros) {}

  private final Lineage lineage;
  private final Map<Place, AgentUse> uses = new HashMap<>();

  private AgentUses(Lineage lineage) {
    this.lineage = lineage;
  }

  /** What the agents of one trace used, in no order. Time O(n log n), nothing recursive. */
  public static List<AgentUse> of(List<Span> spans) {
    List<Span> models = spans.stream().filter(span -> span.kind() == SpanKind.MODEL).toList();
    if (models.isEmpty()) {
      return List.of();
    }
    Map<Long, Span> byId = HashMap.newHashMap(spans.size());
    spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    AgentUses sum = new AgentUses(new Lineage(spans));
    for (Span report : ModelUse.tokenReports(models, byId)) {
      Tokens tokens = report.tokens();
      if (tokens != null) {
        sum.add(report, tokens, 0);
      }
    }
    for (Span priced : ModelCost.priced(models, byId)) {
      Cost cost = priced.cost();
      if (cost != null) {
        sum.add(priced, Tokens.NONE, cost.usd());
      }
    }
    return new ArrayList<>(sum.uses.values());
  }

  private void add(Span call, Tokens tokens, double usd) {
    String agent = lineage.agent(call);
    if (agent != null) {
      long minute = AgentUse.minuteOf(call.endNanos() / 1_000);
      AgentUse use =
          new AgentUse(
              call.traceId(),
              agent,
              minute,
              tokens.input(),
              tokens.output(),
              tokens.cachedInput(),
              tokens.reasoning(),
              usd);
      uses.merge(new Place(agent, minute), use, AgentUse::plus);
    }
  }
}
