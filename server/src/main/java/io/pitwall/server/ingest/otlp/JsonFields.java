package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.server.ingest.wire.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/**
 * Reads fields the way OTLP/JSON writes them, and the ways others do: names in lowerCamelCase or
 * snake_case, 64-bit integers as text or number, enums by number or name, ids in hexadecimal or (as
 * protobuf's own JSON mapping has it) in Base64. Unknown fields are passed over, as OTLP asks.
 */
final class JsonFields {

  private static final Map<String, String> SNAKE_CASE = new ConcurrentHashMap<>();

  /** The field of that lowerCamelCase name, null if it is absent or null. */
  static @Nullable JsonNode field(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      value = object.get(SNAKE_CASE.computeIfAbsent(name, JsonFields::snakeCase));
    }
    return value == null || value.isNull() ? null : value;
  }

  /** A field that is a message, null if it is absent or null. */
  static @Nullable JsonNode object(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (value != null && !value.isObject()) {
      throw new DecodeException("Expected an object in '" + name + "', but got " + kind(value));
    }
    return value;
  }

  /** Calls for each element of a list; an absent list has none. */
  static void each(JsonNode object, String name, Consumer<JsonNode> action) {
    elements(object, name)
        .forEach(
            element -> {
              if (!element.isObject()) {
                throw new DecodeException(
                    "Expected objects in '" + name + "', but got " + kind(element));
              }
              action.accept(element);
            });
  }

  private static Iterable<JsonNode> elements(JsonNode object, String name) {
    JsonNode list = field(object, name);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new DecodeException("Expected a list in '" + name + "', but got " + kind(list));
    }
    return list;
  }

  static String text(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (value == null) {
      return "";
    }
    if (!value.isString()) {
      throw new DecodeException("Expected text in '" + name + "', but got " + kind(value));
    }
    return wellFormed(value.stringValue());
  }

  /** JSON can escape half a surrogate pair, which is no text: as with faulty UTF-8 it is U+FFFD. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
      }
    }
    return text;
  }

  /** A 64-bit integer, signed or not; 0 if absent. */
  static long int64(JsonNode object, String name) {
    JsonNode value = field(object, name);
    return value == null ? 0 : int64(name, value);
  }

  /** A 32-bit integer; 0 if absent. */
  static int int32(JsonNode object, String name) {
    long number = int64(object, name);
    if (number != (int) number) {
      throw new DecodeException("Expected a 32-bit integer in '" + name + "', but got " + number);
    }
    return (int) number;
  }

  private static long int64(String name, JsonNode value) {
    try {
      if (value.isString()) {
        String digits = value.stringValue();
        return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
      }
      if (value.isBigInteger()) {
        return Long.parseUnsignedLong(value.bigIntegerValue().toString());
      }
      if (value.isIntegralNumber()) {
        return value.longValue();
      }
      if (value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue())) {
        return new BigDecimal(value.doubleValue()).longValueExact();
      }
    } catch (NumberFormatException | ArithmeticException notThatNumber) {
      // said below
    }
    throw new DecodeException(
        "Expected a 64-bit integer in '" + name + "', but got " + kind(value));
  }

  /** A number, also the texts NaN, Infinity and -Infinity; {@code otherwise} if absent. */
  static double number(JsonNode object, String name, double otherwise) {
    JsonNode value = field(object, name);
    return value == null ? otherwise : number(name, value);
  }

  private static double number(String name, JsonNode value) {
    try {
      if (value.isNumber()) {
        return value.doubleValue();
      }
      if (value.isString()) {
        return Double.parseDouble(value.stringValue());
      }
    } catch (NumberFormatException | JsonNodeException notANumber) {
      // said below
    }
    throw new DecodeException("Expected a number in '" + name + "', but got " + kind(value));
  }

  /** A list of 64-bit integers. */
  static Numbers integers(JsonNode object, String name) {
    Numbers numbers = new Numbers();
    elements(object, name).forEach(value -> numbers.add(int64(name, value)));
    return numbers;
  }

  /** A list of floating numbers. */
  static Numbers numbers(JsonNode object, String name) {
    Numbers numbers = new Numbers();
    elements(object, name).forEach(value -> numbers.add(number(name, value)));
    return numbers;
  }

  static boolean flag(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (value != null && !value.isBoolean()) {
      throw new DecodeException("Expected true or false in '" + name + "', but got " + kind(value));
    }
    return value != null && value.booleanValue();
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
              : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return id.length == length ? id : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /** The attributes of a message. */
  static Attributes attributes(JsonNode object) {
    Attributes.Builder attributes = Attributes.builder();
    each(
        object,
        "attributes",
        pair ->
            attributes.put(
                text(pair, "key"), AttributeValues.flat(value(object(pair, "value"), 0))));
    return attributes.build();
  }

  private static Object value(@Nullable JsonNode any, int depth) {
    AttributeValues.requireDepth(depth);
    if (any == null) {
      return "";
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
    JsonNode list = object(any, "arrayValue");
    if (list != null) {
      List<Object> values = new ArrayList<>();
      each(list, "values", element -> values.add(value(element, depth + 1)));
      return values;
    }
    JsonNode map = object(any, "kvlistValue");
    if (map != null) {
      Map<String, Object> values = new LinkedHashMap<>();
      each(
          map,
          "values",
          pair -> values.putIfAbsent(text(pair, "key"), value(object(pair, "value"), depth + 1)));
      return values;
    }
    return text(any, "bytesValue");
  }

  /** What stands there, shortened; containers are named, for writing them out would cost. */
  private static String kind(JsonNode value) {
    String text = value.isObject() ? "an object" : value.isArray() ? "a list" : value.toString();
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }

  /** A name in lowerCamelCase, whichever of the two it is written in. */
  static String camelCase(String name) {
    if (name.indexOf('_') < 0) {
      return name;
    }
    StringBuilder camel = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' && i + 1 < name.length()) {
        i++;
        camel.append(Character.toUpperCase(name.charAt(i)));
      } else {
        camel.append(c);
      }
    }
    return camel.toString();
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
