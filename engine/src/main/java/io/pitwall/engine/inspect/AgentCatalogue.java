package io.pitwall.engine.inspect;

import java.util.List;

/** The inspections of what agents do, of their calls and of their money. */
final class AgentCatalogue {

  static List<Inspection> all() {
    return List.of(
        new AgentLoop(),
        new AgentCycle(),
        new RateLimited(),
        new CostWaste(),
        RepeatedCalls.ofTools(),
        RepeatedCalls.ofQueries(),
        new RetryStorm(),
        new ContextBloat(),
        new AgentFailures(),
        new AgentSlow(),
        new DuplicateWork(),
        new PromptCache(),
        new TimeoutLimits(),
        new ToolOutputs(),
        new SchemaRetries(),
        new CostAnomaly());
  }

  private AgentCatalogue() {}
}
