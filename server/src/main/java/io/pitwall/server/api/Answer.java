package io.pitwall.server.api;

import io.pitwall.server.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that is put together field by field, in order. Not thread-safe. */
final class Answer {
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /** An object without fields. */
  static Answer object() {
    return new Answer();
  }

  /** The envelope of a successful answer. */
  static Answer success() {
    return object().with("success", true);
  }

  Answer with(String name, @Nullable Object value) {
    fields.put(name, value);
    return this;
  }

  /** The fields, to stand inside another object. */
  Map<String, @Nullable Object> fields() {
    return fields;
  }

  Response.Content response() {
    return Response.json(fields);
  }
}
