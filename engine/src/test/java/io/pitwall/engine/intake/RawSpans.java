package io.pitwall.engine.intake;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;

/** A raw span as receivers hand them over, with everything that a test does not care about. */
record RawSpans(
    long spanId,
    String name,
    RawSpan.Role role,
    long startNanos,
    long endNanos,
    SpanStatus status,
    String statusMessage,
    Attributes attributes,
    List<SpanEvent> events,
    List<SpanLink> links,
    Attributes resource) {
  /** 2026-11-02 10:00 UTC. */
  static final long TODAY_MICROS = 1_793_613_600_000_000L;

  static final RawSpans SPAN =
      new RawSpans(
          1,
          "work",
          RawSpan.Role.INTERNAL,
          TODAY_MICROS * 1_000,
          TODAY_MICROS * 1_000 + 5_000_000,
          SpanStatus.UNSET,
          "",
          Attributes.EMPTY,
          List.of(),
          List.of(),
          Attributes.of("service.name", "shop"));

  RawSpan raw() {
    return new RawSpan(
        7,
        8,
        spanId,
        0,
        name,
        role,
        startNanos,
        endNanos,
        status,
        statusMessage,
        attributes,
        events,
        links,
        new RawSource(resource, "", ""));
  }

  RawSpans id(long id) {
    return new RawSpans(
        id,
        name,
        role,
        startNanos,
        endNanos,
        status,
        statusMessage,
        attributes,
        events,
        links,
        resource);
  }

  RawSpans named(String other) {
    return new RawSpans(
        spanId,
        other,
        role,
        startNanos,
        endNanos,
        status,
        statusMessage,
        attributes,
        events,
        links,
        resource);
  }

  RawSpans as(RawSpan.Role other) {
    return new RawSpans(
        spanId,
        name,
        other,
        startNanos,
        endNanos,
        status,
        statusMessage,
        attributes,
        events,
        links,
        resource);
  }

  RawSpans at(long from, long to) {
    return new RawSpans(
        spanId, name, role, from, to, status, statusMessage, attributes, events, links, resource);
  }

  RawSpans ended(SpanStatus other, String message) {
    return new RawSpans(
        spanId,
        name,
        role,
        startNanos,
        endNanos,
        other,
        message,
        attributes,
        events,
        links,
        resource);
  }

  RawSpans with(Object... namesAndValues) {
    return new RawSpans(
        spanId,
        name,
        role,
        startNanos,
        endNanos,
        status,
        statusMessage,
        Attributes.of(namesAndValues),
        events,
        links,
        resource);
  }

  RawSpans with(List<SpanEvent> events, List<SpanLink> links) {
    return new RawSpans(
        spanId,
        name,
        role,
        startNanos,
        endNanos,
        status,
        statusMessage,
        attributes,
        events,
        links,
        resource);
  }

  RawSpans from(Attributes other) {
    return new RawSpans(
        spanId,
        name,
        role,
        startNanos,
        endNanos,
        status,
        statusMessage,
        attributes,
        events,
        links,
        other);
  }
}
