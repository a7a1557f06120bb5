package io.pitwall.client;

import java.util.List;
import java.util.Map;

/**
 * Spans as the body of an OTLP/HTTP JSON request: ids in hexadecimal and 64-bit numbers as text, as
 * the OTLP specification has it.
 */
final class OtlpJson {
  private OtlpJson() {}

  static byte[] encode(Map<String, String> resource, List<ActiveSpan> spans) {
    JsonWriter json = new JsonWriter();
    json.beginObject().name("resourceSpans").beginArray().beginObject();
    json.name("resource").beginObject().name("attributes").beginArray();
    resource.forEach((name, value) -> writeAttribute(json, name, value));
    json.endArray().endObject().name("scopeSpans").beginArray().beginObject();
    json.name("scope").beginObject().name("name").value("io.pitwall.client").endObject();
    json.name("spans").beginArray();
    for (ActiveSpan span : spans) {
      span.writeTo(json);
    }
    json.endArray().endObject().endArray();
    json.endObject().endArray().endObject();
    return json.toUtf8();
  }

  static void writeAttribute(JsonWriter json, String name, Object value) {
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
  }
}
