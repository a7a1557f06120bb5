package io.pitwall.lab.bench.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server over HTTP/1.1 with kept connections. Thread-safe. */
public final class Api implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

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
  public Answer get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.body());
  }

  /** Asks for a path that must be there. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new IllegalStateException(
          "Expected 200 for "
              + path
              + ", but got "
              + answer.status()
              + ": "
              + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return answer.json();
  }

  /** Spans of a trace that the server shows, 0 if it does not know the trace. */
  public long spanCount(String traceId) throws IOException, InterruptedException {
    Answer answer = get("/api/performance/runs/" + traceId);
    return answer.status() == 200 ? answer.json().path("run").path("span_count").asLong() : 0;
  }

  /** Drops the connections. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
