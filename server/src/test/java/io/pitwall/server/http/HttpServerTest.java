package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pitwall.model.time.Clock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final Handler ECHO =
      request ->
          Response.bytes(request.header("content-type").orElse("text/plain"), request.body());

  record Named(String name, int size) {}

  @Test
  void answersWhatTheHandlerAnswers() {
    Route route =
        Route.get(
                "/agents/{id}",
                Access.READ,
                request ->
                    Response.success("agent", request.pathParameter("id"))
                        .header("X-Query", request.query().text("q").orElse("none"))
                        .header("X-From", request.remote().getHostAddress()))
            .query("q");
    try (var server = TestServer.of(route)) {
      HttpResponse<String> response = server.get("/agents/a%20b?q=1%2B1");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"success\":true,\"agent\":\"a b\"}");
      assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(response.headers().firstValue("x-query")).hasValue("1+1");
      assertThat(response.headers().firstValue("x-from")).hasValue("127.0.0.1");
      assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
      await()
          .untilAsserted(
              () ->
                  assertThat(server.counters.requests())
                      .singleElement()
                      .satisfies(
                          r -> {
                            assertThat(r.route()).isEqualTo("/agents/{id}");
                            assertThat(r.status()).isEqualTo("200");
                            assertThat(r.bytesOut()).isEqualTo(response.body().length());
                            assertThat(r.nanos()).isPositive();
                          }));
    }
  }

  @Test
  void allPortsServeTheSameRoutes() {
    var settings =
        new HttpSettings(
            "127.0.0.1",
            List.of(new HttpSettings.Port("server.port", 0), new HttpSettings.Port("otlp.port", 0)),
            Set.of(),
            Set.of(),
            HttpLimits.defaults());
    try (var server =
        HttpServer.start(
            settings,
            List.of(Route.get("/healthz", Access.OPEN, _ -> Response.text("text/plain", "ok"))),
            List.of(),
            new Authorizer(List.of()),
            Clock.system(),
            HttpObserver.NONE)) {
      assertThat(server.ports()).hasSize(2).doesNotHaveDuplicates();
      for (int port : server.ports()) {
        try (var client = new RawClient(port)) {
          client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
          assertThat(client.readAll()).startsWith("HTTP/1.1 200").endsWith("ok");
        }
      }
    }
  }

  @Test
  void fault09NotFoundStaysNotFound() {
    Route failing =
        Route.get(
            "/broken",
            Access.READ,
            _ -> {
              throw new IllegalStateException("secret");
            });
    Route missing =
        Route.get(
            "/agents/{id}",
            Access.READ,
            request -> {
              throw new ProblemException(
                  Problem.notFound(
                      "Expected a known agent, but got " + request.pathParameter("id")));
            });
    try (var server = TestServer.of(failing, missing)) {
      HttpResponse<String> notFound = server.get("/agents/7");
      assertThat(notFound.statusCode()).isEqualTo(404);
      assertThat(notFound.headers().firstValue("content-type"))
          .hasValue("application/problem+json");
      assertThat(notFound.body())
          .isEqualTo(
              "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"Expected a"
                  + " known agent, but got 7\",\"instance\":\"/agents/7\",\"success\":false}");
      HttpResponse<String> broken = server.get("/broken");
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body())
          .contains("\"status\":500")
          .doesNotContain("secret", "Exception", "\tat ");
      assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
      assertThat(server.get("/nowhere").body()).contains("\"detail\":\"Expected a known path");
    }
  }

  @Test
  void wrongMethodTellsTheRightOnes() {
    try (var server =
        TestServer.of(Route.post("/x", Access.READ, ECHO), Route.get("/x", Access.READ, ECHO))) {
      HttpResponse<String> response = server.send("DELETE", "/x", "");
      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS, POST");
      assertThat(server.send("PROPFIND", "/x", "").statusCode()).isEqualTo(405);
      assertThat(server.send("OPTIONS", "/x", "").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void unknownQueryParameterIsNamed() {
    try (var server = TestServer.of(Route.get("/x", Access.READ, ECHO).query("hours"))) {
      HttpResponse<String> response = server.get("/x?hour=1");
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body())
          .contains(
              "\"errors\":[{\"field\":\"hour\",\"expected\":\"one of hours\",\"got\":\"an unknown query"
                  + " parameter\"}]");
    }
  }

  @Test
  void jsonBodiesAreCheckedFieldByField() {
    Route route =
        Route.post(
            "/x", Access.READ, request -> Response.json(request.json(Named.class)).status(201));
    try (var server = TestServer.of(route)) {
      assertThat(server.post("/x", "{\"name\":\"a\",\"size\":1}").statusCode()).isEqualTo(201);
      assertThat(server.post("/x", "{\"name\":\"a\",\"sise\":1}").body())
          .contains("\"field\":\"sise\"", "\"status\":422");
      assertThat(server.post("/x", "{\"name\":").statusCode()).isEqualTo(400);
      assertThat(server.post("/x", "{}", "Content-Type", "text/csv").statusCode()).isEqualTo(415);
      assertThat(
              server
                  .post("/x", "[]", "Content-Type", "application/json; charset=utf-8")
                  .statusCode())
          .isEqualTo(422);
    }
  }

  @Test
  void headHasTheHeadersAlone() {
    try (var server =
        TestServer.of(Route.get("/x", Access.READ, _ -> Response.text("text/plain", "12345")))) {
      try (RawClient client = server.raw()) {
        client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(client.readAll().toLowerCase(java.util.Locale.ROOT))
            .startsWith("http/1.1 200")
            .contains("content-length: 5\r\n")
            .endsWith("\r\n\r\n");
      }
    }
  }

  @Test
  void knownVersionIsNotSentAgain() {
    Route route = Route.get("/x", Access.READ, _ -> Response.text("text/plain", "body").etag("v1"));
    try (var server = TestServer.of(route)) {
      assertThat(server.get("/x").headers().firstValue("etag")).hasValue("\"v1\"");
      HttpResponse<String> unchanged = server.get("/x", "If-None-Match", "\"v0\", W/\"v1\"");
      assertThat(unchanged.statusCode()).isEqualTo(304);
      assertThat(unchanged.body()).isEmpty();
      assertThat(unchanged.headers().firstValue("etag")).hasValue("\"v1\"");
      assertThat(server.get("/x", "If-None-Match", "\"v0\"").body()).isEqualTo("body");
    }
  }

  @Test
  void largeTextIsCompressedWhereAccepted() {
    String text = "{\"a\":1}".repeat(1000);
    Route route =
        Route.get(
            "/{size}",
            Access.READ,
            request ->
                Response.text(
                    "application/json",
                    text.substring(0, Integer.parseInt(request.pathParameter("size")))));
    try (var server = TestServer.of(route)) {
      HttpResponse<byte[]> small = bytes(server, "/1023");
      assertThat(small.headers().firstValue("content-encoding")).isEmpty();
      HttpResponse<byte[]> large = bytes(server, "/7000");
      assertThat(large.headers().firstValue("content-encoding")).hasValue("gzip");
      assertThat(large.headers().firstValue("vary")).hasValue("Accept-Encoding");
      assertThat(large.body()).hasSizeLessThan(500);
      try (var lease = new BodyBudget(10_000).lease()) {
        assertThat(Gunzip.decode(large.body(), 7000, lease)).asString().isEqualTo(text);
      }
      assertThat(server.get("/7000").headers().firstValue("content-encoding")).isEmpty();
    }
  }

  private static HttpResponse<byte[]> bytes(TestServer server, String path) {
    return server.send(
        HttpRequest.newBuilder(server.uri(path)).header("Accept-Encoding", "gzip").build(),
        BodyHandlers.ofByteArray());
  }

  @Test
  void headersCannotBeSmuggledIn() {
    assertThatThrownBy(() -> Response.empty(200).header("X-A", "b\r\nSet-Cookie: c"))
        .hasMessageContaining("printable ASCII");
  }

  @Test
  void portInUseIsNamedWithItsKey() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings =
          new HttpSettings(
              "127.0.0.1",
              List.of(
                  new HttpSettings.Port("server.port", 0),
                  new HttpSettings.Port("otlp.grpc-port", taken.getLocalPort())),
              Set.of(),
              Set.of(),
              HttpLimits.defaults());
      assertThatThrownBy(() -> start(settings, new Authorizer(List.of())))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(
              "Expected port " + taken.getLocalPort() + " of 127.0.0.1 to be free")
          .hasMessageContaining("otlp.grpc-port");
    }
  }

  @Test
  void addressOfAnotherMachineIsNotBindable() {
    var settings = host("192.0.2.1");
    assertThatThrownBy(() -> start(settings, new Authorizer(List.of(TOKEN))))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("server.port");
    assertThatThrownBy(() -> start(host("no.such.host.invalid"), new Authorizer(List.of(TOKEN))))
        .hasMessageContaining("server.host")
        .hasMessageContaining("no.such.host.invalid");
  }

  private static final AccessToken TOKEN =
      new AccessToken("t", "0123456789abcdef", Set.of(Access.READ));

  @Test
  void fault17ListensBeyondLoopbackOnlyWithTokens() {
    assertThatThrownBy(() -> start(host("0.0.0.0"), new Authorizer(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server.host")
        .hasMessageContaining("auth.tokens");
    start(host("0.0.0.0"), new Authorizer(List.of(TOKEN))).close();
  }

  @Test
  void samePortTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                new HttpSettings(
                    "127.0.0.1",
                    List.of(new HttpSettings.Port("a", 4317), new HttpSettings.Port("b", 4317)),
                    Set.of(),
                    Set.of(),
                    HttpLimits.defaults()))
        .hasMessageContaining("a and b are both 4317");
  }

  private static HttpSettings host(String host) {
    return new HttpSettings(
        host,
        List.of(new HttpSettings.Port("server.port", 0)),
        Set.of(),
        Set.of(),
        HttpLimits.defaults());
  }

  private static HttpServer start(HttpSettings settings, Authorizer authorizer) {
    return HttpServer.start(
        settings, List.of(), List.of(), authorizer, Clock.system(), HttpObserver.NONE);
  }
}
