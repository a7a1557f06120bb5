package io.pitwall.server.api;

import io.pitwall.server.http.Access;
import io.pitwall.server.http.MediaTypes;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/**
 * The dashboard's files, out of the jar of the module {@code dashboard}. Open to everybody: nothing
 * in them is secret, and a browser cannot send a token with its first request.
 *
 * <p>Every address that nothing else takes is a page of the dashboard for who asks for HTML; the
 * page itself knows which pages there are. Programs, which ask for something else, still get 404.
 */
final class Dashboard implements Resource {
  private static final String FOLDER = "/META-INF/pitwall-dashboard/";

  /** Nothing from anywhere else, no code or style inside the page, in no other page's frame. */
  private static final String POLICY =
      "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  /** A year, as RFC 9111 suggests for what never changes: the name holds a hash of the content. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "txt", "text/plain; charset=utf-8");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/assets/{name}", Access.OPEN, Dashboard::asset),
        Route.get("/third-party-licences.txt", Access.OPEN, _ -> licences()),
        Route.get("/{page*}", Access.OPEN, Dashboard::page).anyQuery());
  }

  private static Response asset(Request request) throws IOException {
    String name = request.pathParameter("name");
    if (!NAME.matcher(name).matches()) {
      throw unknown(request);
    }
    Optional<byte[]> plain = read("assets/" + name);
    if (plain.isPresent()) {
      return Response.bytes(typeOf(name), plain.get()).header("Cache-Control", FOR_EVER);
    }
    byte[] packed = read("assets/" + name + ".gz").orElseThrow(() -> unknown(request));
    if (MediaTypes.acceptsGzip(request.header("accept-encoding"))) {
      return Response.bytes(typeOf(name), packed)
          .header("Content-Encoding", "gzip")
          .header("Vary", "Accept-Encoding")
          .header("Cache-Control", FOR_EVER);
    }
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Response.bytes(typeOf(name), unpacked.readAllBytes())
          .header("Vary", "Accept-Encoding")
          .header("Cache-Control", FOR_EVER);
    }
  }

  private static Response licences() throws IOException {
    String name = "third-party-licences.txt";
    byte[] text =
        read(name)
            .orElse("No files of others are in this build.\n".getBytes(StandardCharsets.UTF_8));
    return tagged(typeOf(name), text);
  }

  private static Response page(Request request) throws IOException {
    String page = request.pathParameter("page");
    boolean isRoot = page.isEmpty();
    boolean isElsewhere = page.matches("(api|v1|assets)(/.*)?");
    boolean wantsHtml = request.header("accept").orElse("").contains("text/html");
    if (!isRoot && (isElsewhere || !wantsHtml)) {
      throw unknown(request);
    }
    String html =
        read("index.html")
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("<!doctype html><head></head>The dashboard is not on the class path.");
    String based = html.replaceFirst("<head>", "<head><base href=\"" + base(request) + "\" />");
    return tagged("text/html; charset=utf-8", based.getBytes(StandardCharsets.UTF_8))
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("Vary", "Accept, X-Forwarded-Prefix");
  }

  /**
   * Where the dashboard begins, seen from the address of the page. Relative, so that it is right
   * below any prefix that a proxy takes away; a proxy that tells its prefix is believed.
   */
  private static String base(Request request) {
    Optional<String> prefix =
        request
            .header("x-forwarded-prefix")
            .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
            .filter(text -> PREFIX.matcher(text).matches());
    if (prefix.isPresent()) {
      return prefix.get() + "/";
    }
    long depth = request.path().chars().filter(c -> c == '/').count() - 1;
    return depth == 0 ? "./" : "../".repeat((int) depth);
  }

  private static Response.Content tagged(String type, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Response.bytes(type, bytes)
        .etag(Long.toHexString(sum.getValue()))
        .header("Cache-Control", "no-cache");
  }

  private static String typeOf(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /** Read each time: browsers keep what they have, so it is asked for rarely. */
  private static Optional<byte[]> read(String name) throws IOException {
    try (InputStream in = Dashboard.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  private static ProblemException unknown(Request request) {
    return new ProblemException(
        Problem.notFound("Expected a known path, but got " + request.path()));
  }
}
