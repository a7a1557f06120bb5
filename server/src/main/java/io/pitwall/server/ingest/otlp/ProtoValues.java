package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.EncodedFields;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.TextCache;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads attributes and their values from protobuf. */
final class ProtoValues {

  /** Attributes that were left encoded. */
  static Attributes decode(EncodedFields encoded, TextCache texts) {
    ProtoReader inside = encoded.open(texts);
    Attributes.Builder attributes = Attributes.builder();
    while (inside.next()) {
      readInto(inside, attributes);
    }
    return attributes.build();
  }

  /** Reads one {@code KeyValue}, the current field, into attributes. */
  static void readInto(ProtoReader reader, Attributes.Builder attributes) {
    reader.allowance().spend(Allowance.ATTRIBUTE);
    int outer = reader.enter();
    String key = "";
    Object value = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> key = reader.text();
        case 2 -> value = readValue(reader, 0);
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    attributes.put(key, AttributeValues.flat(value));
  }

  /**
   * Reads one {@code AnyValue}, the current field: a String, Long, Double, Boolean, or a List or
   * Map of such. Bytes become Base64; a value that is not set is empty text.
   */
  private static Object readValue(ProtoReader reader, int depth) {
    AttributeValues.requireDepth(depth);
    int outer = reader.enter();
    Object value = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> value = reader.text();
        case 2 -> value = reader.int64() != 0;
        case 3 -> value = reader.int64();
        case 4 -> value = reader.float64();
        case 5 -> value = readList(reader, depth);
        case 6 -> value = readMap(reader, depth);
        case 7 -> value = Base64.getEncoder().encodeToString(reader.bytes());
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return value;
  }

  private static List<Object> readList(ProtoReader reader, int depth) {
    List<Object> values = new ArrayList<>();
    int outer = reader.enter();
    while (reader.next()) {
      if (reader.field() == 1) {
        reader.allowance().spend(Allowance.ELEMENT);
        values.add(readValue(reader, depth + 1));
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
    return values;
  }

  private static Map<String, Object> readMap(ProtoReader reader, int depth) {
    Map<String, Object> values = new LinkedHashMap<>();
    int outer = reader.enter();
    while (reader.next()) {
      if (reader.field() == 1) {
        reader.allowance().spend(Allowance.DETAIL);
        int entry = reader.enter();
        String key = "";
        Object value = "";
        while (reader.next()) {
          switch (reader.field()) {
            case 1 -> key = reader.text();
            case 2 -> value = readValue(reader, depth + 1);
            default -> reader.skip();
          }
        }
        reader.leave(entry);
        values.putIfAbsent(key, value);
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
    return values;
  }

  private ProtoValues() {}
}
