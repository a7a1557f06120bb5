package io.pitwall.engine.intake;

import io.pitwall.model.trace.SpanKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a semantic table.
 *
 * @param field what the attribute tells
 * @param rank place among the attributes that tell the same, 0 first
 * @param kinds for {@link SemanticField#KIND}: which kind by which value
 * @param nanosPerUnit for times: nanoseconds in the attribute's unit, else 1
 */
record SemanticRule(SemanticField field, int rank, List<KindRule> kinds, double nanosPerUnit) {

  /**
   * Gives a kind.
   *
   * @param role role that the span must have, null for any
   * @param value value that the attribute must have, null for any
   * @param kind the kind then
   */
  record KindRule(RawSpan.@Nullable Role role, @Nullable String value, SpanKind kind) {}

  /** The kind for a value on a span of that role, null if no rule fits. */
  @Nullable SpanKind kindFor(String value, RawSpan.Role role) {
    for (KindRule rule : kinds) {
      if ((rule.role == null || rule.role == role)
          && (rule.value == null || rule.value.equals(value))) {
        return rule.kind;
      }
    }
    return null;
  }
}
