package io.pitwall.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a handler answers. */
public sealed interface Response {

  /** An answer without a body. */
  static Content empty(int status) {
    return new Content(status, Optional.empty(), List.of());
  }

  /** An answer with these bytes and status 200. */
  static Content bytes(String contentType, byte[] bytes) {
    return new Content(200, Optional.of(new Body(contentType, bytes)), List.of());
  }

  /** An answer with this text in UTF-8 and status 200. */
  static Content text(String contentType, String text) {
    return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value written as JSON by {@link Json}, with status 200. */
  static Content json(Object value) {
    return bytes("application/json", Json.bytes(value));
  }

  /** {@code {"success": true, field: value}} with status 200. */
  static Content success(String field, Object value) {
    return success(Map.of(field, value));
  }

  /** {@code {"success": true, ...fields}} in the order of the map, with status 200. */
  static Content success(Map<String, ?> fields) {
    var body = new LinkedHashMap<String, Object>();
    body.put("success", true);
    body.putAll(fields);
    return json(body);
  }

  /** A stream of server-sent events. */
  static Events events(EventFeed feed) {
    return new Events(feed);
  }

  /**
   * A whole answer.
   *
   * @param status HTTP status
   * @param body body, empty if there is none
   * @param headers further headers. An {@code ETag} among them turns into 304 when the caller has
   *     that version
   */
  record Content(int status, Optional<Body> body, List<HeaderLine> headers) implements Response {
    public Content {
      headers = List.copyOf(headers);
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("Expected a status in 200..599, but got " + status);
      }
    }

    /** The same answer with another status. */
    public Content status(int other) {
      return new Content(other, body, headers);
    }

    /** The same answer with one more header. */
    public Content header(String name, String value) {
      var more = new ArrayList<>(headers);
      more.add(new HeaderLine(name, value));
      return new Content(status, body, more);
    }

    /** The same answer with an entity tag, given without its quotes. */
    public Content etag(String version) {
      return header("ETag", '"' + version + '"');
    }
  }

  /**
   * A stream of server-sent events, ended by the client, by the server's stop or by the feed.
   *
   * @param feed where the events come from
   */
  record Events(EventFeed feed) implements Response {}
}
