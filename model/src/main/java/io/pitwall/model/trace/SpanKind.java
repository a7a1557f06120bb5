package io.pitwall.model.trace;

/** What a span is about, whatever convention named it. */
public enum SpanKind {
  /** A whole workflow, usually the root. */
  WORKFLOW,
  /** An agent at work. */
  AGENT,
  /** A unit of work inside a workflow or agent: a step, node, plan or chain. */
  TASK,
  /** A tool call. */
  TOOL,
  /** A call of a generative model. */
  MODEL,
  /** A call of an embedding model. */
  EMBEDDING,
  /** A look-up in a knowledge source. */
  RETRIEVAL,
  /** A database query. */
  DATABASE,
  /** A request that was served. */
  HTTP_SERVER,
  /** A request made to another service, by HTTP or RPC. */
  HTTP_CLIENT,
  /** A message sent or worked off. */
  MESSAGING,
  /** Something a browser did. */
  FRONTEND,
  /** Anything else. Kept, never dropped. */
  INTERNAL
}
