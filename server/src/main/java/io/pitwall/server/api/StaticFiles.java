package io.pitwall.server.api;

import io.pitwall.server.http.Access;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What lies beside this class as files: the landing page and the description of the interface. Open
 * to everybody: nothing in it is secret, and a browser cannot send a token with its first request.
 */
final class StaticFiles implements Resource {
  /** Nothing from anywhere else, no code or style inside the page, in no other page's frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public List<Route> routes() {
    return List.of(
        file("/", "landing.html", "text/html; charset=utf-8"),
        file("/landing.js", "landing.js", "text/javascript; charset=utf-8"),
        file("/landing.css", "landing.css", "text/css; charset=utf-8"),
        file("/api/performance/openapi.yaml", "openapi.yaml", "application/yaml"));
  }

  private static Route file(String path, String name, String type) {
    return Route.get(path, Access.OPEN, request -> serve(name, type));
  }

  /** Read each time: it is asked for rarely, and need not be kept in memory. */
  private static Response serve(String name, String type) throws IOException {
    byte[] bytes;
    try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Expected the file " + name + " beside this class");
      }
      bytes = in.readAllBytes();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Response.bytes(type, bytes)
        .etag(Long.toHexString(sum.getValue()))
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer");
  }
}
