package io.pitwall.server.api;

import io.pitwall.server.http.Access;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32;

/** {@code GET /openapi.yaml}: the description of the interface. Open to everybody. */
final class Description implements Resource {

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/performance/openapi.yaml", Access.OPEN, _ -> serve()));
  }

  /** Read each time: it is asked for rarely, and need not be kept in memory. */
  private static Response serve() throws IOException {
    byte[] bytes;
    try (InputStream in = Description.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("Expected the file openapi.yaml beside this class");
      }
      bytes = in.readAllBytes();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Response.bytes("application/yaml", bytes)
        .etag(Long.toHexString(sum.getValue()))
        .header("Cache-Control", "no-cache");
  }
}
