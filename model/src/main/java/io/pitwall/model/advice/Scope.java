package io.pitwall.model.advice;

import org.jspecify.annotations.Nullable;

/**
 * What a finding is about; null means "not narrowed to one".
 *
 * @param workflow workflow
 * @param agentId agent
 * @param agentType sort of agent
 * @param metric metric or resource
 * @param operation tool, model, query, route, outside service or pool
 */
public record Scope(
    @Nullable String workflow,
    @Nullable String agentId,
    @Nullable String agentType,
    @Nullable String metric,
    @Nullable String operation) {

  public static Scope agent(String agentId, String agentType) {
    return new Scope(null, agentId, agentType, null, null);
  }

  public static Scope workflow(String workflow) {
    return new Scope(workflow, null, null, null, null);
  }

  public static Scope metric(String metric) {
    return new Scope(null, null, null, metric, null);
  }

  public static Scope operation(String operation) {
    return new Scope(null, null, null, null, operation);
  }

  /** An operation inside a workflow. */
  public static Scope operationOf(String workflow, String operation) {
    return new Scope(workflow, null, null, null, operation);
  }

  /** A sort of agent as a whole. */
  public static Scope agentType(String agentType) {
    return new Scope(null, null, agentType, null, null);
  }
}
