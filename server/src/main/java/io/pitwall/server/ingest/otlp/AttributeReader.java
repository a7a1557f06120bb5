package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import io.pitwall.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's {@code KeyValue} and {@code AnyValue}. A value that is a map, or a list that holds
 * one, becomes JSON text; bytes become Base64; an empty value is left out. Thread-safe.
 */
final class AttributeReader {
  private static final int KEY = Wire.tag(1, Wire.BYTES);
  private static final int VALUE = Wire.tag(2, Wire.BYTES);

  private static final int STRING = Wire.tag(1, Wire.BYTES);
  private static final int BOOL = Wire.tag(2, Wire.VARINT);
  private static final int INT = Wire.tag(3, Wire.VARINT);
  private static final int DOUBLE = Wire.tag(4, Wire.FIXED64);
  private static final int ARRAY = Wire.tag(5, Wire.BYTES);
  private static final int MAP = Wire.tag(6, Wire.BYTES);
  private static final int BYTES = Wire.tag(7, Wire.BYTES);
  private static final int VALUES = Wire.tag(1, Wire.BYTES);

  private final StringCache strings;

  AttributeReader(StringCache strings) {
    this.strings = strings;
  }

  /** Reads one attribute. */
  void read(Wire wire, Attributes.Builder into) {
    int outer = wire.enter();
    String key = "";
    Object value = null;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == KEY) {
        key = wire.text(strings);
      } else if (tag == VALUE) {
        value = value(wire, 0);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    if (value != null) {
      into.put(key, flat(value));
    }
  }

  /** A String, Long, Double, Boolean, List or Map; null if the value is empty. */
  private @Nullable Object value(Wire wire, int depth) {
    if (depth > Wire.MAX_DEPTH) {
      throw new DecodeException(
          "Expected an attribute nested at most " + Wire.MAX_DEPTH + " deep, but got a deeper one");
    }
    int outer = wire.enter();
    Object value = null;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == STRING) {
        value = wire.text(strings);
      } else if (tag == INT) {
        value = wire.varint();
      } else if (tag == DOUBLE) {
        value = wire.float64();
      } else if (tag == BOOL) {
        value = wire.varint() != 0;
      } else if (tag == ARRAY) {
        value = list(wire, depth + 1);
      } else if (tag == MAP) {
        value = map(wire, depth + 1);
      } else if (tag == BYTES) {
        value = Base64.getEncoder().encodeToString(wire.copy());
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return value;
  }

  private List<Object> list(Wire wire, int depth) {
    var list = new ArrayList<Object>();
    int outer = wire.enter();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == VALUES) {
        Object value = value(wire, depth);
        if (value != null) {
          list.add(value);
        }
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return list;
  }

  private Map<String, Object> map(Wire wire, int depth) {
    var map = new LinkedHashMap<String, Object>();
    int outer = wire.enter();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == VALUES) {
        entry(wire, depth, map);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return map;
  }

  private void entry(Wire wire, int depth, Map<String, Object> map) {
    int outer = wire.enter();
    String key = "";
    Object value = null;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == KEY) {
        key = wire.text(strings);
      } else if (tag == VALUE) {
        value = value(wire, depth);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    if (value != null) {
      map.put(key, value);
    }
  }

  /** The value as attributes may have it. */
  private static Object flat(Object value) {
    if (value instanceof Map<?, ?>) {
      return json(value);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(e -> e instanceof Map<?, ?> || e instanceof List<?>)
          ? json(list)
          : List.copyOf(list);
    }
    return value;
  }

  private static String json(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }
}
