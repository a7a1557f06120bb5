package io.pitwall.server.api;

import io.pitwall.server.http.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies whose fields are names that the caller chooses. */
final class JsonObjects {

  /**
   * The body as an object: values are null, texts, numbers, booleans, and lists and maps of these.
   */
  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  static Map<String, @Nullable Object> read(Request request) {
    return (Map<String, @Nullable Object>) request.json(Map.class);
  }

  private JsonObjects() {}
}
