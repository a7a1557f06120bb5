package io.pitwall.model.advice;

import org.jspecify.annotations.Nullable;

/**
 * What a finding is about; null means "not narrowed to one".
 *
 * @param workflow workflow
 * @param agentId agent
 * @param agentType sort of agent
 * @param metric metric or resource
 */
public record Scope(
    @Nullable String workflow,
    @Nullable String agentId,
    @Nullable String agentType,
    @Nullable String metric) {

  public static Scope agent(String agentId, String agentType) {
    return new Scope(null, agentId, agentType, null);
  }

  public static Scope workflow(String workflow) {
    return new Scope(workflow, null, null, null);
  }

  public static Scope metric(String metric) {
    return new Scope(null, null, null, metric);
  }
}
