package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an {@code ExportTraceServiceRequest} straight into spans, without the objects that
 * generated code would make on the way. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto">trace.proto</a>
 */
final class SpanReader {
  private static final int RESOURCE_SPANS = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE_SPANS = Wire.tag(2, Wire.BYTES);
  private static final int SPANS = Wire.tag(2, Wire.BYTES);

  private static final int TRACE_ID = Wire.tag(1, Wire.BYTES);
  private static final int SPAN_ID = Wire.tag(2, Wire.BYTES);
  private static final int PARENT_SPAN_ID = Wire.tag(4, Wire.BYTES);
  private static final int NAME = Wire.tag(5, Wire.BYTES);
  private static final int KIND = Wire.tag(6, Wire.VARINT);
  private static final int START_TIME = Wire.tag(7, Wire.FIXED64);
  private static final int END_TIME = Wire.tag(8, Wire.FIXED64);
  private static final int ATTRIBUTES = Wire.tag(9, Wire.BYTES);
  private static final int EVENTS = Wire.tag(11, Wire.BYTES);
  private static final int LINKS = Wire.tag(13, Wire.BYTES);
  private static final int STATUS = Wire.tag(15, Wire.BYTES);

  private static final int EVENT_TIME = Wire.tag(1, Wire.FIXED64);
  private static final int EVENT_NAME = Wire.tag(2, Wire.BYTES);
  private static final int EVENT_ATTRIBUTES = Wire.tag(3, Wire.BYTES);
  private static final int STATUS_MESSAGE = Wire.tag(2, Wire.BYTES);
  private static final int STATUS_CODE = Wire.tag(3, Wire.VARINT);

  private final StringCache strings = new StringCache();
  private final AttributeReader attributeReader = new AttributeReader(strings);
  private final SourceReader sources = new SourceReader(attributeReader, strings);

  /**
   * Reads a request.
   *
   * @throws DecodeException if it is malformed
   */
  List<RawSpan> read(byte[] request) {
    var wire = new Wire(request);
    var spans = new ArrayList<RawSpan>(request.length / 512 + 1);
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == RESOURCE_SPANS) {
        resourceSpans(wire, spans);
      } else {
        wire.skip(tag);
      }
    }
    return spans;
  }

  private void resourceSpans(Wire wire, List<RawSpan> spans) {
    int outer = wire.enter();
    Attributes resource = sources.resource(wire);
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SCOPE_SPANS) {
        scopeSpans(wire, resource, spans);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void scopeSpans(Wire wire, Attributes resource, List<RawSpan> spans) {
    int outer = wire.enter();
    SourceReader.Scope scope = sources.scope(wire);
    var source = new RawSource(resource, scope.name(), scope.version());
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SPANS) {
        spans.add(span(wire, source));
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private RawSpan span(Wire wire, RawSource source) {
    int outer = wire.enter();
    long traceIdHigh = 0;
    long traceIdLow = 0;
    long spanId = 0;
    long parentSpanId = 0;
    String name = "";
    RawSpan.Role role = RawSpan.Role.UNSPECIFIED;
    long start = 0;
    long end = 0;
    Status status = Status.UNSET;
    Attributes.Builder attributes = Attributes.builder();
    List<SpanEvent> events = List.of();
    List<SpanLink> links = List.of();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == ATTRIBUTES) {
        attributeReader.read(wire, attributes);
      } else if (tag == TRACE_ID) {
        traceIdHigh = wire.peekId128(0);
        traceIdLow = wire.peekId128(1);
        wire.skip(tag);
      } else if (tag == SPAN_ID) {
        spanId = wire.id64();
      } else if (tag == PARENT_SPAN_ID) {
        parentSpanId = wire.id64();
      } else if (tag == NAME) {
        name = wire.text(strings);
      } else if (tag == KIND) {
        role = role(wire.varint());
      } else if (tag == START_TIME) {
        start = wire.fixed64();
      } else if (tag == END_TIME) {
        end = wire.fixed64();
      } else if (tag == STATUS) {
        status = status(wire);
      } else if (tag == EVENTS) {
        events = added(events, event(wire));
      } else if (tag == LINKS) {
        links = withLink(links, wire);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return new RawSpan(
        traceIdHigh,
        traceIdLow,
        spanId,
        parentSpanId,
        name,
        role,
        start,
        end,
        status.code,
        status.message,
        attributes.build(),
        events,
        links,
        source);
  }

  private static RawSpan.Role role(long kind) {
    if (kind == 1) {
      return RawSpan.Role.INTERNAL;
    } else if (kind == 2) {
      return RawSpan.Role.SERVER;
    } else if (kind == 3) {
      return RawSpan.Role.CLIENT;
    } else if (kind == 4) {
      return RawSpan.Role.PRODUCER;
    } else if (kind == 5) {
      return RawSpan.Role.CONSUMER;
    }
    return RawSpan.Role.UNSPECIFIED;
  }

  private record Status(SpanStatus code, String message) {
    static final Status UNSET = new Status(SpanStatus.UNSET, "");
    static final Status OK = new Status(SpanStatus.OK, "");
  }

  private Status status(Wire wire) {
    int outer = wire.enter();
    String message = "";
    long code = 0;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == STATUS_CODE) {
        code = wire.varint();
      } else if (tag == STATUS_MESSAGE) {
        message = wire.text(strings);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    if (message.isEmpty() && code != 2) {
      return code == 1 ? Status.OK : Status.UNSET;
    }
    SpanStatus meaning =
        code == 2 ? SpanStatus.ERROR : code == 1 ? SpanStatus.OK : SpanStatus.UNSET;
    return new Status(meaning, message);
  }

  private SpanEvent event(Wire wire) {
    int outer = wire.enter();
    long time = 0;
    String name = "";
    Attributes.Builder attributes = Attributes.builder();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == EVENT_TIME) {
        time = wire.fixed64();
      } else if (tag == EVENT_NAME) {
        name = wire.text(strings);
      } else if (tag == EVENT_ATTRIBUTES) {
        attributeReader.read(wire, attributes);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return new SpanEvent(name, time, attributes.build());
  }

  /** A link to nowhere is left out. */
  private static List<SpanLink> withLink(List<SpanLink> links, Wire wire) {
    int outer = wire.enter();
    long high = 0;
    long low = 0;
    long spanId = 0;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == TRACE_ID) {
        high = wire.peekId128(0);
        low = wire.peekId128(1);
        wire.skip(tag);
      } else if (tag == SPAN_ID) {
        spanId = wire.id64();
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return (high == 0 && low == 0) || spanId == 0
        ? links
        : added(links, new SpanLink(new TraceId(high, low), spanId));
  }

  private static <T> List<T> added(List<T> list, T item) {
    List<T> target = list.isEmpty() ? new ArrayList<>(2) : list;
    target.add(item);
    return target;
  }
}
