package io.pitwall.engine.intake;

import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a semantic table.
 *
 * @param field what the attribute tells
 * @param rank place among the attributes that tell the same, 0 first
 * @param kinds for {@link SemanticField#KIND}: which kind by which value
 * @param nanosPerUnit for times: nanoseconds in the attribute's unit, else 1
 * @param reading how the value is got out of the attribute
 * @param condition on which spans it holds
 */
record SemanticRule(
    SemanticField field,
    int rank,
    List<KindRule> kinds,
    double nanosPerUnit,
    Reading reading,
    Condition condition) {

  /**
   * Gives a kind.
   *
   * @param role role that the span must have, null for any
   * @param value value that the attribute must have, null for any
   * @param kind the kind then
   */
  record KindRule(RawSpan.@Nullable Role role, @Nullable String value, SpanKind kind) {}

  /**
   * How a value is got out of what an attribute holds.
   *
   * @param instant whether it is a point in time, so that the time from the start of the span is
   *     meant
   * @param jsonPath names, joined by points, that lead to the value in a text of JSON; null if the
   *     attribute is the value
   * @param pattern what the text must look like; its star is the value; null for any
   * @param exclusive for cached tokens: whether the source counts them beside its input tokens,
   *     rather than among them
   */
  record Reading(
      boolean instant,
      @Nullable String jsonPath,
      @Nullable StarPattern pattern,
      boolean exclusive) {
    static final Reading PLAIN = new Reading(false, null, null, false);

    /** The value, null if there is none. */
    @Nullable Object value(Object attribute) {
      Object value = attribute;
      if (jsonPath != null) {
        value = value instanceof String text ? JsonText.find(text, jsonPath) : null;
      }
      return pattern == null || value == null ? value : pattern.match(value.toString());
    }
  }

  /**
   * On which spans a rule holds.
   *
   * @param kinds kinds of the span, empty for any
   * @param scope beginning of the name of the instrumentation, null for any
   * @param value value that the attribute must have, null for any
   */
  record Condition(Set<SpanKind> kinds, @Nullable String scope, @Nullable String value) {
    static final Condition ALWAYS = new Condition(Set.of(), null, null);

    boolean holdsIn(String scopeName) {
      return scope == null || scopeName.startsWith(scope);
    }

    boolean holdsFor(Object attribute) {
      return value == null || value.equals(attribute.toString());
    }

    boolean holdsFor(SpanKind kind) {
      return kinds.isEmpty() || kinds.contains(kind);
    }
  }

  /** The kind for a value on a span of that role, null if no rule fits. */
  @Nullable SpanKind kindFor(String value, RawSpan.Role role) {
    for (int i = 0; i < kinds.size(); i++) {
      KindRule rule = kinds.get(i);
      if ((rule.role == null || rule.role == role)
          && (rule.value == null || rule.value.equals(value))) {
        return rule.kind;
      }
    }
    return null;
  }
}
