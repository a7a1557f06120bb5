package io.pitwall.analysis.whatif;

/** What a change or a share is about. */
public sealed interface Target {

  /** Everything that agents of a type do themselves, not what they hand on to others. */
  record AgentType(String name) implements Target {}

  /** An operation and what is below it in the same agent: a tool, a query, an outside call. */
  record Operation(String name) implements Target {}

  /** All calls of a model. */
  record Model(String name) implements Target {}
}
