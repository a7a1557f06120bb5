package io.pitwall.engine.intake;

import io.pitwall.model.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/** Names what a span does, so that spans that do the same have the same name. */
final class Operations {

  /**
   * The model, tool, agent, query or route, by kind; else the span's name with ids stripped. Never
   * empty.
   */
  static String name(
      RawSpan raw,
      SpanKind kind,
      @Nullable String agentType,
      SpanMeaning meaning,
      int maxNameLength) {
    String known =
        switch (kind) {
          case MODEL, EMBEDDING -> meaning.text(SemanticField.MODEL);
          case TOOL -> meaning.text(SemanticField.TOOL);
          case AGENT -> agentType;
          case WORKFLOW -> meaning.text(SemanticField.WORKFLOW);
          case TASK -> meaning.text(SemanticField.TASK);
          case RETRIEVAL -> meaning.text(SemanticField.DATA_SOURCE);
          case DATABASE -> meaning.text(SemanticField.DB_OPERATION);
          case MESSAGING -> meaning.text(SemanticField.DESTINATION);
          case HTTP_SERVER -> request(meaning, SemanticField.HTTP_ROUTE);
          case HTTP_CLIENT -> request(meaning, SemanticField.PEER);
          case FRONTEND, INTERNAL -> null;
        };
    String name = known == null ? NameNormalizer.normalize(raw.name()) : known;
    return name.isEmpty() ? "unnamed" : Shortened.to(name, maxNameLength);
  }

  private static @Nullable String request(SpanMeaning meaning, SemanticField place) {
    String where = meaning.text(place);
    String method = meaning.text(SemanticField.HTTP_METHOD);
    if (method != null) {
      return where == null ? null : method + " " + where;
    }
    String procedure = meaning.text(SemanticField.RPC_METHOD);
    if (procedure != null && place == SemanticField.PEER && where != null) {
      return procedure + " " + where;
    }
    String function = meaning.text(SemanticField.FUNCTION);
    return procedure != null ? procedure : function != null ? function : where;
  }

  private Operations() {}
}
