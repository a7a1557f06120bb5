package io.pitwall.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes a whole answer: conditional requests, HEAD, compression, headers. */
final class ContentWriter {

  /** Below this size compression costs more than it saves. */
  static final int GZIP_FROM_BYTES = 1024;

  private ContentWriter() {}

  /** Writes the answer and returns the bytes of its body on the wire. */
  static long write(Response.Content answer, RoutingRequest request, RoutingResponse response) {
    Response.Content content = isUnchanged(answer, request) ? withoutBody(answer) : answer;
    byte[] bytes = content.body().map(Body::bytes).orElse(new byte[0]);
    response.status(Status.create(content.status()));
    boolean cached = false;
    boolean encoded = false;
    for (HeaderLine line : content.headers()) {
      response.headers().add(HeaderValues.create(HeaderNames.create(line.name()), line.value()));
      cached |= line.name().equalsIgnoreCase("Cache-Control") || line.name().equals("ETag");
      encoded |= line.name().equalsIgnoreCase("Content-Encoding");
    }
    if (content.body().isPresent()) {
      String type = content.body().get().contentType();
      response.header(HeaderNames.CONTENT_TYPE, type);
      if (!encoded && bytes.length >= GZIP_FROM_BYTES && MediaTypes.isCompressible(type)) {
        response.header(HeaderNames.VARY, "Accept-Encoding");
        if (MediaTypes.acceptsGzip(request.headers().first(HeaderNames.ACCEPT_ENCODING))) {
          bytes = gzip(bytes);
          response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
      }
    }
    if (!cached) {
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
    }
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    if (request.prologue().method().text().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
      response.send();
      return 0;
    }
    response.send(bytes);
    return bytes.length;
  }

  /** Whether the caller holds this very version (RFC 9110, 13.1.2). */
  private static boolean isUnchanged(Response.Content answer, RoutingRequest request) {
    Optional<String> wanted = request.headers().first(HeaderNames.IF_NONE_MATCH);
    if (answer.status() != 200 || wanted.isEmpty()) {
      return false;
    }
    return answer.headers().stream()
        .filter(line -> line.name().equalsIgnoreCase("ETag"))
        .anyMatch(line -> matches(wanted.get(), line.value()));
  }

  private static boolean matches(String ifNoneMatch, String etag) {
    for (String candidate : ifNoneMatch.split(",")) {
      String trimmed = candidate.strip();
      String strong = trimmed.startsWith("W/") ? trimmed.substring(2) : trimmed;
      if (strong.equals("*") || strong.equals(etag)) {
        return true;
      }
    }
    return false;
  }

  private static Response.Content withoutBody(Response.Content answer) {
    return new Response.Content(304, Optional.empty(), answer.headers());
  }

  /** The fastest level: it saves five sixths of our JSON, the slowest one a few percent more. */
  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (var gzip =
        new GZIPOutputStream(out, 8192) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
    return out.toByteArray();
  }
}
