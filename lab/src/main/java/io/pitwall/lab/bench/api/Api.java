package io.pitwall.lab.bench.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server over HTTP/1.1 with kept connections. Thread-safe. */
public final class Api implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI address;
  private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

  /** The API of the server at an address. */
  public Api(URI address) {
    this.address = address;
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body its body; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // answers are looked at once, never compared
  public record Answer(int status, byte[] body) {
    /** The body as JSON. */
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /** Address of the server. */
  public URI address() {
    return address;
  }

  /** Asks for a path with its query. */
  public Answer get(String path) throws IOException {
    @Nullable HttpConnection kept = idle.poll();
    HttpConnection connection = kept == null ? new HttpConnection(address) : kept;
    try {
      Answer answer = connection.get(path);
      idle.push(connection);
      return answer;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /** Asks for a path that must be there. */
  public JsonNode json(String path) throws IOException {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new IllegalStateException(
          "Expected 200 for "
              + path
              + ", but got "
              + answer.status()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.json();
  }

  /** Spans of a trace that the server shows, 0 if it does not know the trace. */
  public long spanCount(String traceId) throws IOException {
    Answer answer = get("/api/performance/runs/" + traceId);
    return answer.status() == 200 ? answer.json().path("run").path("span_count").asLong() : 0;
  }

  /** Drops the connections. */
  @Override
  public void close() {
    for (HttpConnection each = idle.poll(); each != null; each = idle.poll()) {
      try {
        each.close();
      } catch (IOException e) {
        throw new IllegalStateException("Expected to close a connection to " + address, e);
      }
    }
  }
}
