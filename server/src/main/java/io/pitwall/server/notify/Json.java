package io.pitwall.server.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON as receivers want it: names as they are, in the order they were put in. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A text as a JSON string, without its quotes. */
  static String escaped(String text) {
    String quoted = MAPPER.writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  static boolean isValid(String text) {
    try {
      MAPPER.readTree(text);
      return true;
    } catch (JacksonException invalid) {
      return false;
    }
  }

  /** An object of names and values, alternating; a null value is left out. */
  static Map<String, Object> object(@Nullable Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        object.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return object;
  }

  private Json() {}
}
