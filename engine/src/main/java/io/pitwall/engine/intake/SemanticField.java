package io.pitwall.engine.intake;

import java.util.Locale;
import java.util.Optional;

/** What an attribute can tell about a span, whatever convention it belongs to. */
enum SemanticField {
  KIND,
  AGENT_NAME,
  AGENT_ID,
  WORKFLOW,
  TASK,
  TOOL,
  MODEL,
  PROVIDER,
  DATA_SOURCE,
  SESSION,
  TOKENS_INPUT,
  TOKENS_OUTPUT,
  TOKENS_CACHED,
  TOKENS_CACHE_WRITE,
  TOKENS_REASONING,
  COST,
  COST_CURRENCY,
  ERROR_CLASS,
  /** That it failed, where the status of the span does not say so. */
  FAILED,
  QUEUE_WAIT,
  TIME_TO_FIRST_TOKEN,
  HANDOFF_FROM,
  HANDOFF_TO,
  /** How often the same was tried before. */
  RESENDS,
  /** Why a model stopped. */
  FINISH_REASON,
  HTTP_METHOD,
  HTTP_ROUTE,
  PEER,
  RPC_METHOD,
  DB_OPERATION,
  DESTINATION,
  FUNCTION,
  /** What was asked: arguments, a prompt, a query. Only a hash of it is kept. */
  INPUT,
  /** What was answered. Only its length is kept. */
  OUTPUT,
  /** What people said; left out of what is kept unless asked for. */
  CONTENT;

  static Optional<SemanticField> ofName(String name) {
    for (SemanticField field : values()) {
      if (field.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
