package io.pitwall.server.ingest.beacon;

import io.pitwall.engine.around.BrowserVitals;
import io.pitwall.engine.around.WebVital;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Json;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.OverCapacityException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;

/**
 * {@code POST /frontend/beacon} and {@code GET /beacon.js}. Pages cannot keep a secret nor send one
 * with {@code sendBeacon}, so beside tokens public site keys are taken, from configured origins
 * alone, and never more than so many of an address. Thread-safe.
 */
public final class BeaconReceiver {
  private static final int LARGEST = 4_096;
  private static final String KEY = "key";

  private final BrowserVitals vitals;
  private final BeaconSettings settings;
  private final Clock clock;
  private final AddressLimit limit;
  private final byte[] script;
  private final String version;

  public BeaconReceiver(BrowserVitals vitals, BeaconSettings settings, Clock clock) {
    this.vitals = vitals;
    this.settings = settings;
    this.clock = clock;
    limit = new AddressLimit(settings.maxPerMinute());
    script = script();
    CRC32 sum = new CRC32();
    sum.update(script);
    version = Long.toHexString(sum.getValue());
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/performance/frontend/beacon", Access.OPEN, this::take)
            .query(KEY)
            .maxBody(LARGEST),
        Route.get("/api/performance/beacon.js", Access.OPEN, this::serve));
  }

  private Response take(Request request) {
    Optional<String> origin = request.header("origin");
    boolean mayRead = origin.isPresent() && checkOrigin(origin.get(), request);
    checkCaller(request);
    if (!limit.admit(request.remote(), clock.nowMicros())) {
      throw new ProblemException(
          Problem.tooManyRequests(
              "Expected at most "
                  + settings.maxPerMinute()
                  + " beacons a minute from an address (frontend.max-beacons-per-minute)",
              Duration.ofMinutes(1)));
    }
    String mediaType = request.mediaType();
    if (!mediaType.isEmpty()
        && !mediaType.equals("text/plain")
        && !mediaType.equals("application/json")) {
      throw new ProblemException(
          Problem.of(
              415,
              "Expected the content type text/plain or application/json, but got " + mediaType));
    }
    Beacon beacon = Json.read(request.body(), Beacon.class);
    store(beacon, beacon.checked());
    Response.Content answer = Response.empty(204);
    return mayRead
        ? answer
            .header("Access-Control-Allow-Origin", origin.orElseThrow())
            .header("Vary", "Origin")
        : answer;
  }

  private void store(Beacon beacon, Map<WebVital, Double> values) {
    String page = beacon.page() == null ? "" : beacon.page();
    String app = beacon.app() == null ? "" : beacon.app();
    try {
      vitals.record(app, page, values, clock.nowMicros()).join();
    } catch (OverCapacityException full) {
      throw new ProblemException(
          Problem.overloaded(String.valueOf(full.getMessage()), full.retryAfter()));
    } catch (CompletionException failed) {
      throw new ProblemException(
          Problem.overloaded(
              "The store could not keep the beacon: " + failed.getCause(), Duration.ofSeconds(1)));
    }
  }

  /**
   * Whether the page is of a configured origin.
   *
   * @throws ProblemException 403 if it is neither that nor one of the server's own
   */
  private boolean checkOrigin(String origin, Request request) {
    if (settings.origins().contains(origin)) {
      return true;
    }
    String host = request.header("host").orElse("");
    if (origin.equals("http://" + host) || origin.equals("https://" + host)) {
      return false;
    }
    throw new ProblemException(
        Problem.of(
            403,
            "Expected a page of a known origin (frontend.origins), but got one of '"
                + origin
                + "'"));
  }

  private void checkCaller(Request request) {
    if (request.caller().may(Access.INGEST)) {
      return;
    }
    Optional<String> key = request.query().text(KEY);
    if (key.isEmpty() || !settings.siteKeys().contains(key.get())) {
      throw new ProblemException(
          Problem.of(
              401,
              "Expected a token with the scope ingest, or one of the keys in frontend.site-keys as"
                  + " ?key=, but got "
                  + (key.isEmpty() ? "neither" : "another key")));
    }
  }

  private Response serve(Request request) {
    return Response.bytes("text/javascript; charset=utf-8", script)
        .etag(version)
        .header("Cache-Control", "public, max-age=3600")
        .header("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private static byte[] script() {
    String notice =
        "/*! web-vitals, Copyright 2020 Google LLC, Apache License 2.0"
            + " (https://www.apache.org/licenses/LICENSE-2.0) */\n";
    String library = resource("web-vitals.iife.js");
    int map = library.indexOf("//# sourceMappingURL");
    String code = map < 0 ? library : library.substring(0, map);
    return (notice + code + resource("send.js")).getBytes(StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream in = BeaconReceiver.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Expected the file " + name + " beside this class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Expected to read " + name, e);
    }
  }
}
