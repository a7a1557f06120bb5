package io.pitwall.client;

import org.jspecify.annotations.Nullable;

/** What a span stands for, with the names that OpenTelemetry's GenAI conventions give it. */
enum SpanType {
  RUN("invoke_workflow", "gen_ai.workflow.name"),
  AGENT("invoke_agent", "gen_ai.agent.name"),
  /** OpenTelemetry names no task; the attribute is the one in use (OpenLLMetry). */
  TASK("execute_task", "gen_ai.task.name"),
  TOOL("execute_tool", "gen_ai.tool.name"),
  MODEL("chat", "gen_ai.request.model"),
  /** Not an agent's doing: a query, a request. Its attributes say what it is. */
  OTHER(null, null);

  /** Value of {@code gen_ai.operation.name}. */
  final @Nullable String operation;

  /** Attribute that carries the name of the thing. */
  final @Nullable String nameAttribute;

  SpanType(@Nullable String operation, @Nullable String nameAttribute) {
    this.operation = operation;
    this.nameAttribute = nameAttribute;
  }
}
