package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpAccessTest {
  private static final List<AccessToken> TOKENS =
      List.of(
          new AccessToken("dash", "dashboard-token-1", Set.of(Access.READ)),
          new AccessToken("fleet", "fleet-token-12345", Set.of(Access.INGEST)));
  private final AtomicInteger calls = new AtomicInteger();
  private final Handler handler =
      request -> {
        calls.incrementAndGet();
        return Response.text("text/plain", request.caller().name());
      };
  private final Route[] routes = {
    Route.get("/healthz", Access.OPEN, handler),
    Route.get("/read", Access.READ, handler),
    Route.post("/ingest", Access.INGEST, handler),
    Route.put("/thresholds", Access.ADMIN, handler)
  };

  @Test
  void fault17TokensOpenWhatTheyAreFor() {
    try (var server = TestServer.of(TOKENS, routes)) {
      assertThat(server.get("/healthz").body()).isEqualTo("anonymous");
      assertThat(server.get("/read", "Authorization", "Bearer dashboard-token-1").body())
          .isEqualTo("dash");
      assertThat(server.post("/ingest", "x", "Authorization", "Bearer fleet-token-12345").body())
          .isEqualTo("fleet");
    }
  }

  @Test
  void fault17OthersStayOutside() {
    try (var server = TestServer.of(TOKENS, routes)) {
      HttpResponse<String> none = server.get("/read");
      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.headers().firstValue("www-authenticate"))
          .hasValue("Bearer realm=\"pitwall\"");
      assertThat(server.get("/read", "Authorization", "Bearer wrong-token-12345").statusCode())
          .isEqualTo(401);
      assertThat(
              server.post("/ingest", "x", "Authorization", "Bearer dashboard-token-1").statusCode())
          .isEqualTo(403);
      HttpResponse<String> put =
          server.send("PUT", "/thresholds", "{}", "Authorization", "Bearer fleet-token-12345");
      assertThat(put.statusCode()).isEqualTo(403);
      assertThat(put.body()).contains("scope admin").contains("'fleet'");
      assertThat(calls).hasValue(0);
    }
  }

  @Test
  void tokensAreNotTakenFromTheQuery() {
    try (var server = TestServer.of(TOKENS, routes)) {
      assertThat(server.get("/read?access_token=dashboard-token-1").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void withoutTokensForeignNamesForLoopbackAreRefused() {
    try (var server = TestServer.of(routes);
        RawClient client = server.raw()) {
      client.send("GET /read HTTP/1.1\r\nHost: rebound.evil.example\r\nConnection: close\r\n\r\n");
      assertThat(client.readAll()).startsWith("HTTP/1.1 421").contains("server.allowed-hosts");
      assertThat(calls).hasValue(0);
    }
  }

  @Test
  void withoutTokensPagesOfOtherSitesCannotChangeAnything() {
    try (var server = TestServer.of(routes)) {
      assertThat(server.post("/ingest", "x", "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
      assertThat(server.post("/ingest", "x", "Sec-Fetch-Site", "cross-site").statusCode())
          .isEqualTo(403);
      assertThat(calls).hasValue(0);
      String own = "http://127.0.0.1:" + server.port();
      assertThat(server.post("/ingest", "x", "Origin", own).body()).isEqualTo("local");
      assertThat(server.send("PUT", "/thresholds", "{}").body()).isEqualTo("local");
    }
  }
}
