package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.RunDetail.AgentShare;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what each agent of a run had a share in. */
final class AgentShares {
  private final Lineage lineage;
  private final Map<String, Sum> byAgent = new LinkedHashMap<>();

  private static final class Sum {
    private int spans;
    private int modelCalls;
    private int toolCalls;
    private int errors;
    private Tokens tokens = Tokens.NONE;
    private @Nullable Double usd;
  }

  private AgentShares(Lineage lineage) {
    this.lineage = lineage;
  }

  static List<AgentShare> of(List<Span> byStart, Lineage lineage, Map<Long, Span> byId) {
    AgentShares shares = new AgentShares(lineage);
    for (Span span : byStart) {
      Sum sum = shares.sum(span);
      if (sum != null) {
        sum.spans++;
        sum.errors += span.isError() ? 1 : 0;
        sum.toolCalls += ToolCalls.isCall(span, byId) ? 1 : 0;
      }
    }
    List<Span> models = byStart.stream().filter(span -> span.kind() == SpanKind.MODEL).toList();
    shares.addUse(models, byId);
    return shares.byAgent.entrySet().stream().map(AgentShares::share).toList();
  }

  private void addUse(List<Span> models, Map<Long, Span> byId) {
    for (Span call : ModelUse.calls(models, byId)) {
      Sum sum = sum(call);
      if (sum != null) {
        sum.modelCalls++;
      }
    }
    for (Span report : ModelUse.tokenReports(models, byId)) {
      Sum sum = sum(report);
      Tokens tokens = report.tokens();
      if (sum != null && tokens != null) {
        sum.tokens = sum.tokens.plus(tokens);
      }
    }
    for (Span priced : ModelCost.priced(models, byId)) {
      Sum sum = sum(priced);
      Cost cost = priced.cost();
      if (sum != null && cost != null) {
        sum.usd = (sum.usd == null ? 0 : sum.usd) + cost.usd();
      }
    }
  }

  private @Nullable Sum sum(Span span) {
    String agent = lineage.agent(span);
    return agent == null ? null : byAgent.computeIfAbsent(agent, id -> new Sum());
  }

  private static AgentShare share(Map.Entry<String, Sum> entry) {
    Sum sum = entry.getValue();
    return new AgentShare(
        entry.getKey(), sum.spans, sum.modelCalls, sum.toolCalls, sum.errors, sum.tokens, sum.usd);
  }
}
