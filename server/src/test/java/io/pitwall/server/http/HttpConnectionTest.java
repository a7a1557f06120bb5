package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.server.http.HttpObserver.Cut;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConnectionTest {
  private static final Route OK =
      Route.get("/ok", Access.READ, _ -> Response.text("text/plain", "fine"));
  private static final String GET_OK = "GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /ok HTTP/1.0^^                                        | 505 | HTTP/1.0
          GET /ok^^                                                 | 400 | malformed
          nonsense^^                                                | 400 | malformed
          GET /ok HTTP/1.1^Host: localhost^bad header^^             | 400 | malformed
          GET /ok HTTP/1.1^^                                        | 400 | malformed
          POST /ok HTTP/1.1^Host: localhost^Content-Length: x^^     | 400 | malformed
          POST /ok HTTP/1.1^Host: localhost^Content-Length: -5^^    | 400 | malformed
          POST /ok HTTP/1.1^Host: localhost^Content-Length: 3^Transfer-Encoding: chunked^^ | 400 | malformed
          """)
  void malformedRequestsGetAProblem(String request, int status, String detail) {
    try (var server = TestServer.of(OK);
        RawClient client = server.raw()) {
      client.send(request.replace("^", "\r\n"));
      assertThat(client.readAll())
          .startsWith("HTTP/1.1 " + status)
          .contains(
              "application/problem+json", "\"status\":" + status, "\"success\":false", detail);
      assertThat(server.get("/ok").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void headersAreBounded() {
    try (var server = TestServer.of(OK)) {
      try (RawClient client = server.raw()) {
        client.send(
            "GET /ok HTTP/1.1\r\nHost: localhost\r\nX-Big: " + "x".repeat(9000) + "\r\n\r\n");
        assertThat(client.readAll()).startsWith("HTTP/1.1 4");
      }
      try (RawClient client = server.raw()) {
        client.send("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.readAll()).startsWith("HTTP/1.1 414").contains("server.max-header-bytes");
      }
    }
  }

  @Test
  void binaryJunkDoesNoHarm() {
    try (var server = TestServer.of(OK)) {
      // What a client that expects TLS says first.
      byte[] hello = new byte[200];
      hello[0] = 0x16;
      hello[1] = 0x03;
      hello[199] = '\n';
      try (RawClient client = server.raw()) {
        client.send(hello).halfClose();
        client.readAll();
      }
      try (RawClient client = server.raw()) {
        client.send("PRI * HTTP/3.0\r\n\r\nXX\r\n\r\n").halfClose();
        client.readAll();
      }
      assertThat(server.get("/ok").body()).isEqualTo("fine");
      await().untilAsserted(() -> assertThat(server.counters.connections()).isLessThanOrEqualTo(1));
    }
  }

  @Test
  void requestsMayFollowEachOtherWithoutWaiting() {
    try (var server = TestServer.of(OK);
        RawClient client = server.raw()) {
      client.send(GET_OK + GET_OK + GET_OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      assertThat(client.readAll().split("fine", -1)).hasSize(4);
    }
  }

  @Test
  void aClientThatSaysNothingIsCut() {
    try (var server = TestServer.of(shortHead(), OK);
        RawClient silent = server.raw();
        RawClient trickling = server.raw()) {
      trickling.send("GET /ok HTTP/1.1\r\nHost: local");
      assertThat(silent.readAll()).isEmpty();
      trickling.readAll();
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.SLOW_HEAD)).isEqualTo(2));
      assertThat(server.get("/ok").body()).isEqualTo("fine");
    }
  }

  private static HttpLimits shortHead() {
    return TestServer.limits(Duration.ofMillis(300), Duration.ofSeconds(9), Duration.ofSeconds(9));
  }

  @Test
  void aClientThatDoesNotReadIsCut() {
    byte[] large = new byte[50_000_000];
    Route route =
        Route.get("/large", Access.READ, _ -> Response.bytes("application/octet-stream", large));
    HttpLimits limits =
        TestServer.limits(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofMillis(300));
    try (var server = TestServer.of(limits, route);
        RawClient client = server.raw()) {
      client.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.SLOW_READER)).isEqualTo(1));
      await().untilAsserted(() -> assertThat(server.counters.connections()).isZero());
    }
  }

  @Test
  void tooManyConnectionsAreRefusedWithAnAnswer() {
    try (var server = TestServer.of(OK)) {
      var clients = new ArrayList<RawClient>();
      for (int i = 0; i < 20; i++) {
        RawClient client = server.raw();
        client.send(GET_OK);
        client.readUntil("fine");
        clients.add(client);
      }
      try (RawClient surplus = server.raw()) {
        assertThat(surplus.readAll()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
      }
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.TOO_MANY)).isEqualTo(1));
      clients.removeFirst().close();
      await().untilAsserted(() -> assertThat(server.get("/ok").statusCode()).isEqualTo(200));
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void tooManyRequestsInWorkAre503() throws Exception {
    var inside = new CountDownLatch(4);
    var release = new CountDownLatch(1);
    Route slow =
        Route.get(
            "/slow",
            Access.READ,
            _ -> {
              inside.countDown();
              release.await();
              return Response.empty(204);
            });
    try (var server = TestServer.of(OK, slow);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        var _ = threads.submit(() -> server.get("/slow"));
      }
      inside.await();
      HttpResponse<String> refused = server.get("/ok");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      release.countDown();
      await().untilAsserted(() -> assertThat(server.get("/ok").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void requestsInWorkAreFinishedOnStop() throws Exception {
    var inside = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Route slow =
        Route.get(
            "/slow",
            Access.READ,
            _ -> {
              inside.countDown();
              release.await();
              return Response.text("text/plain", "done");
            });
    try (var server = TestServer.of(OK, slow);
        RawClient waiting = server.raw()) {
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> server.get("/slow"));
      waiting.send(GET_OK);
      waiting.readUntil("fine");
      inside.await();
      Thread stop = Thread.ofVirtual().start(server.server::close);
      await()
          .untilAsserted(
              () -> {
                try (RawClient late = server.raw()) {
                  assertThat(late.readAll()).startsWith("HTTP/1.1 503");
                }
              });
      waiting.send(GET_OK);
      assertThat(waiting.readUntil("is stopping")).contains("HTTP/1.1 503");
      release.countDown();
      assertThat(answer.get().body()).isEqualTo("done");
      stop.join();
    }
  }

  @Test
  void stopDoesNotWaitForEver() throws Exception {
    var inside = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    Route stuck =
        Route.get(
            "/stuck",
            Access.READ,
            _ -> {
              inside.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return Response.empty(204);
            });
    try (var server = TestServer.of(stuck);
        RawClient client = server.raw()) {
      client.send("GET /stuck HTTP/1.1\r\nHost: localhost\r\n\r\n");
      inside.await();
      server.server.close();
      interrupted.await();
      client.readAll();
    }
  }
}
