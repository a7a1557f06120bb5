package io.pitwall.server.ingest.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends batches to a server over OTLP/HTTP JSON, gzipped, until each is answered for good: busy
 * answers (429, 502, 503, 504) and broken connections are tried again, a batch that is refused
 * whole is halved until the items that cause it stand alone. Safe for use by many threads.
 */
final class IngestClient implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final int REASON_LENGTH = 300;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI server;
  private final @Nullable String token;
  private final Backoff backoff;

  IngestClient(URI server, @Nullable String token, Backoff backoff) {
    this.server = server;
    this.token = token;
    this.backoff = backoff;
  }

  /**
   * Sends a batch.
   *
   * @throws ImportStoppedException if nothing sent to this server can be answered
   */
  Answer send(Batch batch) throws InterruptedException {
    HttpResponse<byte[]> response = post(batch);
    int status = response.statusCode();
    if (status / 100 == 2) {
      return accepted(batch, response);
    }
    if (status == 401 || status == 403) {
      throw new ImportStoppedException(
          "Expected "
              + server
              + " to accept telemetry, but it answered "
              + status
              + "; give a token with ingest scope by --token or PITWALL_TOKEN");
    }
    if (status == 404 || status == 405 || status / 100 == 3) {
      throw new ImportStoppedException(
          "Expected a Pitwall server at "
              + server
              + ", but "
              + batch.signal().path
              + " answered "
              + status
              + "; give its address by --url");
    }
    if (batch.items().size() > 1) {
      return send(batch.half(false)).plus(send(batch.half(true)));
    }
    String reason = "status " + status + ": " + detail(response.body());
    return new Answer(0, 0, batch.points(), List.of(reason));
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpResponse<byte[]> post(Batch batch) throws InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(server + batch.signal().path))
            .timeout(REQUEST_TIMEOUT)
            .header("content-type", "application/json")
            .header("content-encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(batch.body())));
    if (token != null) {
      builder.header("authorization", "Bearer " + token);
    }
    HttpRequest request = builder.build();
    Backoff.Attempts attempts = backoff.start();
    while (true) {
      String trouble;
      Duration asked = Duration.ZERO;
      boolean answered = false;
      try {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (!isBusy(response.statusCode())) {
          attempts.succeeded();
          return response;
        }
        answered = true;
        asked = Duration.ofSeconds(seconds(response));
        trouble = "it answered " + response.statusCode() + ": " + detail(response.body());
      } catch (IOException unreachable) {
        trouble = "the connection failed (" + reason(unreachable) + ")";
      }
      if (!attempts.waitForNext(answered, asked)) {
        throw new ImportStoppedException(
            answered
                ? "Expected %s to take telemetry, but for %d s %s; the same command goes on later"
                    .formatted(server, backoff.patience().toSeconds(), trouble)
                : "Expected a server at %s, but %s; ./pitwall up starts one, --url names another"
                    .formatted(server, trouble));
      }
    }
  }

  private static boolean isBusy(int status) {
    return status == 429 || (status >= 502 && status <= 504);
  }

  private static Answer accepted(Batch batch, HttpResponse<byte[]> response) {
    long points = batch.points();
    long refused = 0;
    List<String> reasons = List.of();
    JsonNode partial = partialSuccess(response.body());
    if (partial != null) {
      refused = partial.path(batch.signal().rejected).asLong(0);
      String why = partial.path("errorMessage").asString("");
      reasons = why.isEmpty() ? reasons : List.of(shortened(why));
    }
    refused = header(response, "pitwall-spans-refused", batch, refused);
    long duplicate = header(response, "pitwall-spans-duplicate", batch, 0);
    long stored = header(response, "pitwall-spans-stored", batch, points - refused - duplicate);
    return new Answer(stored, duplicate, refused, reasons);
  }

  private static long header(HttpResponse<?> response, String name, Batch batch, long otherwise) {
    return batch.signal() == Item.Signal.SPANS
        ? response.headers().firstValueAsLong(name).orElse(otherwise)
        : otherwise;
  }

  private static @Nullable JsonNode partialSuccess(byte[] body) {
    try {
      JsonNode partial = body.length == 0 ? null : JSON.readTree(body).get("partialSuccess");
      return partial == null || partial.isNull() ? null : partial;
    } catch (JacksonException notJson) {
      return null; // an empty or foreign body says that all is well as much as {} does
    }
  }

  /** The readable part of an error: a problem's detail or an RPC status's message. */
  private static String detail(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      for (String field : List.of("detail", "message", "title")) {
        String text = json.path(field).asString("");
        if (!text.isEmpty()) {
          return shortened(text);
        }
      }
    } catch (JacksonException notJson) {
      // shown as it is below
    }
    return shortened(new String(body, StandardCharsets.UTF_8).strip());
  }

  private static String shortened(String text) {
    return text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH) + "...";
  }

  private static long seconds(HttpResponse<?> response) {
    try {
      return Math.max(0, response.headers().firstValueAsLong("retry-after").orElse(0));
    } catch (NumberFormatException aDate) {
      return 0; // the growing wait is good enough then
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 8 + 64);
    try (FastGzip gzip = new FastGzip(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // memory does not fail so
    }
    return bytes.toByteArray();
  }

  /** The lightest compression: the peer is near, its time is better spent on storing. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, 1 << 14);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
