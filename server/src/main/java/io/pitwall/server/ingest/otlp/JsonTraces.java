package io.pitwall.server.ingest.otlp;

import static io.pitwall.server.ingest.otlp.JsonFields.each;
import static io.pitwall.server.ingest.otlp.JsonFields.int64;
import static io.pitwall.server.ingest.otlp.JsonFields.object;
import static io.pitwall.server.ingest.otlp.JsonFields.text;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.ingest.wire.DecodeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads {@code ExportTraceServiceRequest} from JSON. */
final class JsonTraces {
  private static final List<String> ROLES =
      List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final List<String> CODES = List.of("UNSET", "OK", "ERROR");

  private static final JsonRequest REQUEST =
      new JsonRequest("resourceSpans", "scopeSpans", "spans");

  /**
   * All spans of a request, in order.
   *
   * @throws DecodeException if it is not such a message
   */
  static Decoded read(byte[] body) {
    List<RawSpan> spans = new ArrayList<>();
    REQUEST.read(body, (span, source) -> spans.add(span(span, source)));
    return Decoded.ofSpans(spans);
  }

  private static RawSpan span(JsonNode span, RawSource source) {
    byte[] trace = JsonFields.id(span, "traceId", 16);
    JsonNode status = object(span, "status");
    List<SpanEvent> events = new ArrayList<>();
    each(
        span,
        "events",
        event ->
            events.add(
                new SpanEvent(
                    text(event, "name"),
                    int64(event, "timeUnixNano"),
                    JsonFields.attributes(event))));
    List<SpanLink> links = new ArrayList<>();
    each(span, "links", link -> addLink(link, links));
    return new RawSpan(
        trace == null ? 0 : ByteBuffer.wrap(trace).getLong(),
        trace == null ? 0 : ByteBuffer.wrap(trace).getLong(8),
        id64(span, "spanId"),
        id64(span, "parentSpanId"),
        text(span, "name"),
        ProtoTraces.role(JsonFields.enumeration(span, "kind", "SPAN_KIND_", ROLES)),
        int64(span, "startTimeUnixNano"),
        int64(span, "endTimeUnixNano"),
        ProtoTraces.status(
            status == null ? 0 : JsonFields.enumeration(status, "code", "STATUS_CODE_", CODES)),
        status == null ? "" : text(status, "message"),
        JsonFields.attributes(span),
        events,
        links,
        source);
  }

  private static void addLink(JsonNode link, List<SpanLink> links) {
    byte[] trace = JsonFields.id(link, "traceId", 16);
    long spanId = id64(link, "spanId");
    if (trace != null && spanId != 0) {
      ByteBuffer bytes = ByteBuffer.wrap(trace);
      long high = bytes.getLong();
      long low = bytes.getLong();
      if (high != 0 || low != 0) {
        links.add(new SpanLink(new TraceId(high, low), spanId));
      }
    }
  }

  private static long id64(JsonNode object, String name) {
    byte[] id = JsonFields.id(object, name, 8);
    return id == null ? 0 : ByteBuffer.wrap(id).getLong();
  }

  private JsonTraces() {}
}
