package io.pitwall.lab.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/** Posts OTLP protobuf, gzipped, and JSON, and reads JSON. Thread-safe. */
public final class HttpCaller implements AutoCloseable {
  private static final int SHOWN = 300;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI server;

  public HttpCaller(URI server) {
    this.server = server;
  }

  /**
   * Posts a protobuf message.
   *
   * @throws SendException if it is not answered with 2xx
   */
  public void postProtobuf(String path, byte[] message) {
    send(
        HttpRequest.newBuilder(URI.create(server + path))
            .header("content-type", "application/x-protobuf")
            .header("content-encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(message))));
  }

  /** Posts or puts JSON. */
  public String sendJson(String method, String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(server + path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Reads a resource. */
  public String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(server + path)).GET());
  }

  @Override
  public void close() {
    http.close();
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request.timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      int status = response.statusCode();
      if (status / 100 != 2) {
        String body = response.body();
        throw new SendException(
            "Expected status 200 from %s, but got %d: %s"
                .formatted(
                    response.uri(), status, body.substring(0, Math.min(SHOWN, body.length()))),
            status == 429 || (status >= 502 && status <= 504),
            null);
      }
      return response.body();
    } catch (IOException failed) {
      throw new SendException(
          "The connection to " + server + " failed: " + failed.getMessage(), true, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SendException("Interrupted while sending", false, stopped);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // memory does not fail so
    }
    return bytes.toByteArray();
  }
}
