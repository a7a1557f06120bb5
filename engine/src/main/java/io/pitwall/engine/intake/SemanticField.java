package io.pitwall.engine.intake;

import java.util.Locale;
import java.util.Optional;

/** What an attribute can tell about a span, whatever convention it belongs to. */
enum SemanticField {
  KIND,
  AGENT_NAME,
  AGENT_ID,
  WORKFLOW,
  TOOL,
  MODEL,
  PROVIDER,
  DATA_SOURCE,
  TOKENS_INPUT,
  TOKENS_OUTPUT,
  TOKENS_CACHED,
  TOKENS_REASONING,
  COST,
  COST_CURRENCY,
  ERROR_CLASS,
  QUEUE_WAIT,
  HTTP_METHOD,
  HTTP_ROUTE,
  PEER,
  DB_OPERATION,
  DESTINATION,
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
