package io.pitwall.store.duckdb;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Attributes, links and events of a span as JSON, for the columns that keep them. Comes back as it
 * went: a whole number stays a Long and a Double a Double (it always has a point or an exponent),
 * order and repeated names are kept, NaN and infinities stand as bare words.
 */
final class AttributeText {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Null for none. */
  static @Nullable String encode(Attributes attributes) {
    return attributes.isEmpty() ? null : write(new StringBuilder(256), attributes).toString();
  }

  static Attributes decode(@Nullable String json) {
    if (json == null) {
      return Attributes.EMPTY;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return readObject(parser);
    }
  }

  /** Null for none; a list of pairs, trace and span id. */
  static @Nullable String encodeLinks(List<SpanLink> links) {
    if (links.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder().append('[');
    for (SpanLink link : links) {
      out.append(out.length() > 1 ? "," : "").append('"').append(link.traceId()).append("\",");
      out.append(link.spanId());
    }
    return out.append(']').toString();
  }

  static List<SpanLink> decodeLinks(@Nullable String json) {
    List<SpanLink> links = new ArrayList<>();
    if (json != null) {
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          TraceId trace = TraceId.parse(parser.getString());
          parser.nextToken();
          links.add(new SpanLink(trace, parser.getLongValue()));
        }
      }
    }
    return links;
  }

  /** Null for none; a list of name, time and attributes in turn. */
  static @Nullable String encodeEvents(List<SpanEvent> events) {
    if (events.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder().append('[');
    for (SpanEvent event : events) {
      out.append(out.length() > 1 ? "," : "");
      JsonText.quote(out, event.name());
      out.append(',').append(event.timeNanos()).append(',');
      write(out, event.attributes());
    }
    return out.append(']').toString();
  }

  static List<SpanEvent> decodeEvents(@Nullable String json) {
    List<SpanEvent> events = new ArrayList<>();
    if (json != null) {
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          String name = parser.getString();
          parser.nextToken();
          long time = parser.getLongValue();
          parser.nextToken();
          events.add(new SpanEvent(name, time, readObject(parser)));
        }
      }
    }
    return events;
  }

  private static StringBuilder write(StringBuilder out, Attributes attributes) {
    out.append('{');
    for (int i = 0; i < attributes.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      JsonText.quoteName(out, attributes.name(i));
      out.append(':');
      writeValue(out, attributes.value(i));
    }
    return out.append('}');
  }

  private static void writeValue(StringBuilder out, Object value) {
    switch (value) {
      case String text -> JsonText.quote(out, text);
      case Long number -> out.append(number.longValue());
      case Integer number -> out.append(number.intValue());
      case Double number -> out.append(number.doubleValue());
      case Boolean flag -> out.append(flag.booleanValue());
      case List<?> list -> {
        out.append('[');
        String separator = "";
        for (Object element : list) {
          out.append(separator);
          writeValue(out, element);
          separator = ",";
        }
        out.append(']');
      }
      default ->
          throw new IllegalArgumentException(
              "Expected an attribute of text, number, boolean or a list of these, but got "
                  + value.getClass().getName());
    }
  }

  /** Reads an object whose opening brace is the current token. */
  private static Attributes readObject(JsonParser parser) {
    Attributes.Builder attributes = Attributes.builder();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      attributes.put(name, readValue(parser));
    }
    return attributes.build();
  }

  private static Object readValue(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(readValue(parser));
        }
        yield List.copyOf(list);
      }
      default ->
          throw new IllegalArgumentException("Expected an attribute's value, but got " + token);
    };
  }

  private AttributeText() {}
}
