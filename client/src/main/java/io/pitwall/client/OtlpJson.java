package io.pitwall.client;

import java.util.List;
import java.util.Map;

/**
 * Spans as the body of an OTLP/HTTP JSON request: ids in hexadecimal and 64-bit numbers as text, as
 * the OTLP specification has it.
 */
final class OtlpJson {
  private OtlpJson() {}

  static byte[] encode(Map<String, String> resource, List<FinishedSpan> spans) {
    JsonWriter json = new JsonWriter();
    json.beginObject().name("resourceSpans").beginArray().beginObject();
    json.name("resource").beginObject();
    writeAttributes(json, resource);
    json.endObject().name("scopeSpans").beginArray().beginObject();
    json.name("scope").beginObject().name("name").value("io.pitwall.client").endObject();
    json.name("spans").beginArray();
    for (FinishedSpan span : spans) {
      write(json, span);
    }
    json.endArray().endObject().endArray();
    json.endObject().endArray().endObject();
    return json.toUtf8();
  }

  private static void write(JsonWriter json, FinishedSpan span) {
    SpanIdentity identity = span.identity();
    json.beginObject().name("traceId").value(identity.traceHex());
    json.name("spanId").value(SpanIdentity.hex(identity.spanId()));
    if (identity.parentId() != 0) {
      json.name("parentSpanId").value(SpanIdentity.hex(identity.parentId()));
    }
    json.name("name").value(span.name());
    json.name("kind").value(span.otlpKind());
    json.name("startTimeUnixNano").value(Long.toString(span.startNanos()));
    json.name("endTimeUnixNano").value(Long.toString(span.endNanos()));
    writeAttributes(json, span.attributes());
    if (span.failed()) {
      json.name("status").beginObject().name("code").value(2);
      if (span.errorMessage() != null) {
        json.name("message").value(span.errorMessage());
      }
      json.endObject();
    }
    json.endObject();
  }

  private static void writeAttributes(JsonWriter json, Map<String, ?> attributes) {
    json.name("attributes").beginArray();
    attributes.forEach(
        (name, value) -> {
          json.beginObject().name("key").value(name).name("value").beginObject();
          if (value instanceof Long number) {
            json.name("intValue").value(number.toString());
          } else if (value instanceof Double number) {
            json.name("doubleValue").value(number);
          } else if (value instanceof Boolean truth) {
            json.name("boolValue").value(truth);
          } else {
            json.name("stringValue").value(value.toString());
          }
          json.endObject().endObject();
        });
    json.endArray();
  }
}
