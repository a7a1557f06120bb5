package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads fields the way OTLP/JSON writes them, and the ways others do: names in lowerCamelCase or
 * snake_case, 64-bit integers as text or number, enums by number or name, ids in hexadecimal or (as
 * protobuf's own JSON mapping has it) in Base64. Unknown fields are passed over, as OTLP asks.
 */
final class JsonFields {

  /** The field of that lowerCamelCase name, null if it is absent or null. */
  static @Nullable JsonNode field(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      value = object.get(snakeCase(name));
    }
    return value == null || value.isNull() ? null : value;
  }

  /** Calls for each element of a list; an absent list has none. */
  static void each(JsonNode object, String name, Consumer<JsonNode> action) {
    JsonNode list = field(object, name);
    if (list == null) {
      return;
    }
    if (!list.isArray()) {
      throw new OtlpDecodeException("Expected a list in '" + name + "', but got " + kind(list));
    }
    list.forEach(
        element -> {
          if (!element.isObject()) {
            throw new OtlpDecodeException(
                "Expected objects in '" + name + "', but got " + kind(element));
          }
          action.accept(element);
        });
  }

  static String text(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (value == null) {
      return "";
    }
    if (!value.isString()) {
      throw new OtlpDecodeException("Expected text in '" + name + "', but got " + kind(value));
    }
    return value.stringValue();
  }

  /** A 64-bit integer, signed or not; 0 if absent. */
  static long int64(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (value == null) {
      return 0;
    }
    try {
      if (value.isString()) {
        String digits = value.stringValue();
        return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
      }
      if (value.isIntegralNumber()) {
        return value.bigIntegerValue().longValue();
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new OtlpDecodeException("Expected an integer in '" + name + "', but got " + kind(value));
  }

  /** A number, also the texts NaN, Infinity and -Infinity; {@code otherwise} if absent. */
  static double number(JsonNode object, String name, double otherwise) {
    JsonNode value = field(object, name);
    if (value == null) {
      return otherwise;
    }
    try {
      if (value.isNumber()) {
        return value.doubleValue();
      }
      if (value.isString()) {
        return Double.parseDouble(value.stringValue());
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new OtlpDecodeException("Expected a number in '" + name + "', but got " + kind(value));
  }

  static boolean flag(JsonNode object, String name) {
    JsonNode value = field(object, name);
    return value != null && value.booleanValue(false);
  }

  /**
   * An enum by its number or name.
   *
   * @param prefix what all names begin with, e.g. {@code SPAN_KIND_}
   * @param names names without the prefix, by number
   */
  static int enumeration(JsonNode object, String name, String prefix, List<String> names) {
    JsonNode value = field(object, name);
    if (value == null) {
      return 0;
    }
    if (value.isString()) {
      String text = value.stringValue().toUpperCase(Locale.ROOT);
      return Math.max(
          0, names.indexOf(text.startsWith(prefix) ? text.substring(prefix.length()) : text));
    }
    return value.intValue(0);
  }

  /** The bytes of an id of that many bytes; null if it is absent or malformed. */
  static byte @Nullable [] id(JsonNode object, String name, int length) {
    String text = text(object, name);
    try {
      byte[] id =
          text.length() == 2 * length
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
      return id.length == length ? id : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  static Attributes attributes(JsonNode object) {
    Attributes.Builder attributes = Attributes.builder();
    each(
        object,
        "attributes",
        pair -> attributes.put(text(pair, "key"), value(field(pair, "value"))));
    return attributes.build();
  }

  private static Object value(@Nullable JsonNode any) {
    if (any == null) {
      return "";
    }
    JsonNode list = field(any, "arrayValue");
    if (list != null) {
      List<Object> values = new ArrayList<>();
      each(
          list,
          "values",
          element -> {
            Object value = value(element);
            values.add(value instanceof List<?> nested ? nested.toString() : value);
          });
      return values;
    }
    if (field(any, "stringValue") != null) {
      return text(any, "stringValue");
    }
    if (field(any, "intValue") != null) {
      return int64(any, "intValue");
    }
    if (field(any, "doubleValue") != null) {
      return number(any, "doubleValue", 0);
    }
    if (field(any, "boolValue") != null) {
      return flag(any, "boolValue");
    }
    JsonNode map = field(any, "kvlistValue");
    if (map != null) {
      return map.toString();
    }
    return text(any, "bytesValue");
  }

  private static String kind(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }

  private static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_').append(Character.toLowerCase(c));
      } else {
        snake.append(c);
      }
    }
    return snake.toString();
  }

  private JsonFields() {}
}
