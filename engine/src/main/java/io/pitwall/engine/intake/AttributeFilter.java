package io.pitwall.engine.intake;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes of spans and events are kept, and how much of them: content only if asked for,
 * and neither more nor longer than the limits say. Thread-safe.
 */
final class AttributeFilter {
  private final SemanticTable table;
  private final IntakeLimits limits;
  private final LongAdder shortened = new LongAdder();

  AttributeFilter(SemanticTable table, IntakeLimits limits) {
    this.table = table;
    this.limits = limits;
  }

  /** Attributes, events and links that were cut or left out since start for want of room. */
  long shortened() {
    return shortened.sum();
  }

  /**
   * What is kept of an attribute.
   *
   * @param scope name of the instrumentation
   * @param before attributes kept already
   * @return the value itself, a shorter one, or null if it is left out
   */
  @Nullable Object kept(
      String name, Object value, List<SemanticRule> rules, String scope, int before) {
    if (!limits.keepContent() && isContent(name, rules, scope)) {
      return null;
    }
    if (before >= limits.maxAttributes() || name.length() > limits.maxNameLength()) {
      shortened.increment();
      return null;
    }
    Object cut = cut(value);
    if (!cut.equals(value)) {
      shortened.increment();
    }
    return cut;
  }

  /** At most as many events as attributes, each with what is kept of its own attributes. */
  List<SpanEvent> kept(List<SpanEvent> events, String scope) {
    if (events.isEmpty()) {
      return List.of();
    }
    return atMost(events).stream()
        .map(
            event ->
                new SpanEvent(
                    Shortened.to(event.name(), limits.maxNameLength()),
                    event.timeNanos(),
                    kept(event.attributes(), scope)))
        .toList();
  }

  /** The first of a list, at most as many as attributes are kept. */
  <T> List<T> atMost(List<T> all) {
    if (all.size() <= limits.maxAttributes()) {
      return all;
    }
    shortened.add(all.size() - limits.maxAttributes());
    return all.subList(0, limits.maxAttributes());
  }

  private Attributes kept(Attributes attributes, String scope) {
    Attributes.Builder kept = Attributes.builder();
    for (int i = 0; i < attributes.size(); i++) {
      String name = attributes.name(i);
      Object value = kept(name, attributes.value(i), table.rules(name), scope, kept.size());
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept.build();
  }

  private boolean isContent(String name, List<SemanticRule> rules, String scope) {
    if (rules.isEmpty()) {
      return table.isContentByPrefix(name);
    }
    for (int i = 0; i < rules.size(); i++) {
      SemanticRule rule = rules.get(i);
      if (rule.field() == SemanticField.CONTENT && rule.condition().holdsIn(scope)) {
        return true;
      }
    }
    return false;
  }

  /** The same object if there is nothing to cut. */
  private Object cut(Object value) {
    if (value instanceof String text) {
      return Shortened.to(text, limits.maxAttributeLength());
    }
    return value instanceof List<?> list && isLong(list) ? cutList(list) : value;
  }

  private boolean isLong(List<?> list) {
    return list.size() > limits.maxAttributes()
        || list.stream().anyMatch(element -> element != null && !cut(element).equals(element));
  }

  private List<Object> cutList(List<?> list) {
    List<Object> cut = new ArrayList<>();
    for (Object element : list.subList(0, Math.min(list.size(), limits.maxAttributes()))) {
      if (element != null) {
        cut.add(cut(element));
      }
    }
    return cut;
  }
}
