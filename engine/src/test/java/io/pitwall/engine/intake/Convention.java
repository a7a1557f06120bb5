package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A mapper that knows one convention only, and spans that are sent by its instrumentation. */
final class Convention {
  private final SpanMapper mapper;
  private final String scope;

  Convention(String file, String scope) {
    mapper =
        new SpanMapper(
            SemanticTable.of(file), IntakeLimits.DEFAULT, PriceList.NONE, UnaryOperator.identity());
    this.scope = scope;
  }

  Span map(RawSpans span) {
    RawSpan raw = span.raw();
    return mapper.map(
        new RawSpan(
            raw.traceIdHigh(),
            raw.traceIdLow(),
            raw.spanId(),
            raw.parentSpanId(),
            raw.name(),
            raw.role(),
            raw.startNanos(),
            raw.endNanos(),
            raw.status(),
            raw.statusMessage(),
            raw.attributes(),
            raw.events(),
            raw.links(),
            new RawSource(raw.source().resource(), scope, "")));
  }

  /** A span with these attributes. */
  Span span(Object... namesAndValues) {
    return map(SPAN.with(namesAndValues));
  }

  Span named(String name, Object... namesAndValues) {
    return map(SPAN.named(name).with(namesAndValues));
  }

  SpanKind kind(String attribute, Object value) {
    return span(attribute, value).kind();
  }

  Tokens tokens(Object... namesAndValues) {
    return Objects.requireNonNull(span(namesAndValues).tokens());
  }

  /** A number that the mapping adds to the attributes. */
  static double added(Span span, String attribute) {
    return span.attributes().number(attribute);
  }

  static SpanEvent event(String name, long afterStartNanos) {
    return new SpanEvent(name, SPAN.startNanos() + afterStartNanos, Attributes.EMPTY);
  }

  static RawSpans with(List<SpanEvent> events, Object... namesAndValues) {
    return SPAN.with(namesAndValues).with(events, List.of());
  }
}
