package io.pitwall.client;

/** What a span is about, with the name that OpenTelemetry's GenAI conventions give it. */
enum SpanType {
  RUN("invoke_workflow", "gen_ai.workflow.name", 1),
  AGENT("invoke_agent", "gen_ai.agent.name", 1),
  /** OpenTelemetry names no task; the attribute is the one in use (OpenLLMetry). */
  TASK("execute_task", "gen_ai.task.name", 1),
  TOOL("execute_tool", "gen_ai.tool.name", 1),
  MODEL("chat", "gen_ai.request.model", 3);

  /** Value of {@code gen_ai.operation.name}. */
  final String operation;

  /** Attribute that carries the name of the thing. */
  final String nameAttribute;

  /** OTLP span kind: 1 internal, 3 client. */
  final int otlpKind;

  SpanType(String operation, String nameAttribute, int otlpKind) {
    this.operation = operation;
    this.nameAttribute = nameAttribute;
    this.otlpKind = otlpKind;
  }
}
