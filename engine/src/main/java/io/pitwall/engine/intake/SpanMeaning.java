package io.pitwall.engine.intake;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes, name and events of one span say, by the semantic table. One pass; rules that
 * hold for some kinds only are looked at again when the kind is known. Not thread-safe.
 */
final class SpanMeaning {
  private final SemanticTable table;
  private final RawSpan raw;
  private final int maxNameLength;
  private final Map<SemanticField, SemanticRule> won = new EnumMap<>(SemanticField.class);
  private final Map<SemanticField, Object> values = new EnumMap<>(SemanticField.class);

  /** Rules and values in turn that wait for the kind; null if there are none. */
  private @Nullable List<Object> waiting;

  private @Nullable SpanKind kind;

  SpanMeaning(SemanticTable table, RawSpan raw, int maxNameLength) {
    this.table = table;
    this.raw = raw;
    this.maxNameLength = maxNameLength;
  }

  /** Takes in the attributes and returns those that are kept. */
  Attributes read(AttributeFilter filter) {
    Attributes attributes = raw.attributes();
    Attributes.Builder kept = null;
    for (int i = 0; i < attributes.size(); i++) {
      String name = attributes.name(i);
      Object value = attributes.value(i);
      List<SemanticRule> rules = table.rules(name);
      consider(rules, value);
      int before = kept == null ? i : kept.size();
      Object cut = filter.kept(name, value, rules, raw.source().scopeName(), before);
      if (kept == null && !value.equals(cut)) {
        kept = Attributes.builder();
        for (int j = 0; j < i; j++) {
          kept.put(attributes.name(j), attributes.value(j));
        }
      }
      if (kept != null && cut != null) {
        kept.put(name, cut);
      }
    }
    consider(table.nameRules(), raw.name());
    durations();
    events();
    settle();
    return kept == null ? attributes : kept.build();
  }

  /** The kind; without one by the role of the span. */
  SpanKind kind() {
    if (kind != null) {
      return kind;
    }
    return switch (raw.role()) {
      case PRODUCER, CONSUMER -> SpanKind.MESSAGING;
      case UNSPECIFIED, INTERNAL, SERVER, CLIENT -> SpanKind.INTERNAL;
    };
  }

  /** The value as text, cut to the length of a name; null if absent. */
  @Nullable String text(SemanticField field) {
    Object value = values.get(field);
    return value == null || value instanceof List<?>
        ? null
        : Shortened.to(value.toString(), maxNameLength);
  }

  /** The whole value as it was sent, null if absent. */
  @Nullable Object value(SemanticField field) {
    return values.get(field);
  }

  boolean has(SemanticField field) {
    return values.containsKey(field);
  }

  /** A count of 0 or more, -1 if the field is absent or makes no sense. */
  long count(SemanticField field) {
    double number = number(field);
    return number >= 0 && number <= 1e15 ? (long) number : -1;
  }

  /**
   * Tokens, with cached ones among the input even where the source counts them beside it; null if
   * neither input nor output is known.
   */
  @Nullable Tokens tokens() {
    long input = count(SemanticField.TOKENS_INPUT);
    long output = count(SemanticField.TOKENS_OUTPUT);
    if (input < 0 && output < 0) {
      return null;
    }
    long cached = Math.max(0, count(SemanticField.TOKENS_CACHED));
    long written = Math.max(0, count(SemanticField.TOKENS_CACHE_WRITE));
    long all = Math.max(0, input);
    if (isBeside() || cached + written > all) {
      all += cached + written;
    }
    return new Tokens(
        all, Math.max(0, output), cached, Math.max(0, count(SemanticField.TOKENS_REASONING)));
  }

  /** In US dollars; a cost in another currency is kept as an attribute only. */
  @Nullable Cost cost() {
    String currency = text(SemanticField.COST_CURRENCY);
    if (currency != null && !currency.equalsIgnoreCase("USD")) {
      return null;
    }
    double usd = number(SemanticField.COST);
    return usd >= 0 && Double.isFinite(usd) ? new Cost(usd, Cost.Source.REPORTED) : null;
  }

  /** A length of time in nanoseconds, {@link Span#UNKNOWN} if absent or senseless. */
  long nanos(SemanticField field) {
    SemanticRule rule = won.get(field);
    if (rule == null) {
      return Span.UNKNOWN;
    }
    if (rule.reading().instant()) {
      long at = Instants.nanos(values.get(field));
      return at < raw.startNanos() ? Span.UNKNOWN : at - raw.startNanos();
    }
    double nanos = number(field) * rule.nanosPerUnit();
    return nanos >= 0 && nanos < Long.MAX_VALUE ? (long) nanos : Span.UNKNOWN;
  }

  private double number(SemanticField field) {
    return switch (values.get(field)) {
      case Number number -> number.doubleValue();
      case String text -> Attributes.of("n", text).number("n");
      case null, default -> Double.NaN;
    };
  }

  private boolean isBeside() {
    SemanticRule read = won.get(SemanticField.TOKENS_CACHED);
    SemanticRule write = won.get(SemanticField.TOKENS_CACHE_WRITE);
    return (read != null && read.reading().exclusive())
        || (write != null && write.reading().exclusive());
  }

  private void durations() {
    List<SemanticRule> rules = table.durationRules();
    for (int i = 0; i < rules.size(); i++) {
      SemanticRule rule = rules.get(i);
      if (rule.condition().holdsIn(raw.source().scopeName())
          && rule.reading().value(raw.name()) != null) {
        learn(rule, Math.max(0, raw.endNanos() - raw.startNanos()));
      }
    }
  }

  private void events() {
    if (!table.eventRules().isEmpty()) {
      List<SpanEvent> events = raw.events();
      for (int i = 0; i < events.size(); i++) {
        SemanticRule rule = table.eventRules().get(events.get(i).name());
        if (rule != null) {
          learn(rule, events.get(i).timeNanos());
        }
      }
    }
  }

  private void settle() {
    if (waiting != null) {
      SpanKind settled = kind();
      for (int i = 0; i < waiting.size(); i += 2) {
        SemanticRule rule = (SemanticRule) waiting.get(i);
        if (rule.condition().holdsFor(settled)) {
          learn(rule, waiting.get(i + 1));
        }
      }
    }
  }

  private void consider(List<SemanticRule> rules, Object attribute) {
    for (int i = 0; i < rules.size(); i++) {
      SemanticRule rule = rules.get(i);
      SemanticRule.Condition condition = rule.condition();
      if (!condition.holdsIn(raw.source().scopeName()) || !condition.holdsFor(attribute)) {
        continue;
      }
      Object value = rule.reading().value(attribute);
      if (value == null) {
        continue;
      }
      if (condition.kinds().isEmpty()) {
        learn(rule, value);
      } else {
        waiting = waiting == null ? new ArrayList<>(8) : waiting;
        waiting.add(rule);
        waiting.add(value);
      }
    }
  }

  private void learn(SemanticRule rule, Object value) {
    SemanticRule before = won.get(rule.field());
    if (before != null && before.rank() <= rule.rank()) {
      return;
    }
    if (rule.field() == SemanticField.KIND) {
      SpanKind told = rule.kindFor(value.toString(), raw.role());
      if (told == null) {
        return;
      }
      kind = told;
    } else if ((value instanceof List<?> && rule.field() != SemanticField.FINISH_REASON)
        || value.equals("")) {
      return;
    }
    values.put(rule.field(), value);
    won.put(rule.field(), rule);
  }
}
