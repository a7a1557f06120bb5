package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.server.http.HttpObserver.Cut;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The limits of {@link TestServer}: 100 kB on the wire, 400 kB decoded. */
class HttpBodyTest {
  private static final Route LENGTH =
      Route.post(
          "/length",
          Access.INGEST,
          request -> Response.text("text/plain", Integer.toString(request.body().length)));

  @Test
  void bodiesUpToTheLimitAreTaken() {
    try (var server = TestServer.of(LENGTH)) {
      assertThat(server.post("/length", "x".repeat(100_000)).body()).isEqualTo("100000");
      assertThat(server.post("/length", "").body()).isEqualTo("0");
      assertThat(chunked(server, 99_999).body()).isEqualTo("99999");
    }
  }

  @Test
  void largerBodiesAre413AndTheAnswerArrives() {
    try (var server = TestServer.of(LENGTH)) {
      HttpResponse<String> declared = server.post("/length", "x".repeat(190_000));
      assertThat(declared.statusCode()).isEqualTo(413);
      assertThat(declared.body()).contains("100000 bytes (server.max-body-bytes), but got 190000");
      HttpResponse<String> streamed = chunked(server, 150_000);
      assertThat(streamed.statusCode()).isEqualTo(413);
      assertThat(server.post("/length", "abc").body()).isEqualTo("3");
    }
  }

  @Test
  void aRouteMayHaveItsOwnLimit() {
    try (var server = TestServer.of(LENGTH.maxBody(10))) {
      assertThat(server.post("/length", "x".repeat(10)).body()).isEqualTo("10");
      assertThat(server.post("/length", "x".repeat(11)).statusCode()).isEqualTo(413);
      assertThat(gzipped(server, GunzipTest.gzip(new byte[10])).body()).isEqualTo("10");
      assertThat(gzipped(server, GunzipTest.gzip(new byte[11])).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void gzipIsDecodedWithinBounds() {
    try (var server = TestServer.of(LENGTH)) {
      assertThat(gzipped(server, GunzipTest.gzip(new byte[400_000])).body()).isEqualTo("400000");
      HttpResponse<String> bomb = gzipped(server, GunzipTest.gzip(new byte[50_000_000]));
      assertThat(bomb.statusCode()).isEqualTo(413);
      assertThat(bomb.body()).contains("server.max-decoded-bytes");
    }
  }

  @Test
  void truncatedAndCorruptGzipIs400() {
    try (var server = TestServer.of(LENGTH)) {
      byte[] whole = GunzipTest.gzip(new byte[5000]);
      assertThat(gzipped(server, Arrays.copyOf(whole, whole.length - 3)).statusCode())
          .isEqualTo(400);
      assertThat(gzipped(server, "plain".getBytes(StandardCharsets.UTF_8)).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void otherEncodingsAre415UnlessTheRouteKnowsThem() {
    try (var server = TestServer.of(LENGTH)) {
      HttpResponse<String> response = server.post("/length", "x", "Content-Encoding", "br");
      assertThat(response.statusCode()).isEqualTo(415);
      assertThat(response.headers().firstValue("accept-encoding")).hasValue("gzip");
    }
    try (var server = TestServer.of(LENGTH.ownEncodings("snappy"))) {
      assertThat(server.post("/length", "xy", "Content-Encoding", "Snappy").body()).isEqualTo("2");
      assertThat(server.post("/length", "xy", "Content-Encoding", "identity").body())
          .isEqualTo("2");
      assertThat(server.post("/length", "xy", "Content-Encoding", "zstd").body())
          .contains("gzip, snappy");
    }
  }

  @Test
  void refusalDoesNotWaitForAnAnnouncedBody() {
    try (var server = TestServer.of(LENGTH);
        RawClient client = server.raw()) {
      client.head(
          "POST /length HTTP/1.1",
          "Host: localhost",
          "Content-Length: 999999",
          "Expect: 100-continue");
      assertThat(client.readAll()).startsWith("HTTP/1.1 413").contains("Connection: close");
    }
  }

  @Test
  void expectedContinueIsSent() {
    try (var server = TestServer.of(LENGTH);
        RawClient client = server.raw()) {
      client.head(
          "POST /length HTTP/1.1",
          "Host: localhost",
          "Content-Length: 3",
          "Expect: 100-continue",
          "Connection: close");
      client.readUntil("100 Continue\r\n\r\n");
      client.send("abc");
      assertThat(client.readAll()).startsWith("HTTP/1.1 200").endsWith("3");
    }
  }

  @Test
  void manyBodiesAtOnceShareABudget() throws Exception {
    var inside = new CountDownLatch(3);
    var release = new CountDownLatch(1);
    Route slow =
        Route.post(
            "/slow",
            Access.INGEST,
            _ -> {
              inside.countDown();
              release.await();
              return Response.empty(204);
            });
    HttpLimits small = TestServer.smallLimits();
    var limits =
        new HttpLimits(
            100_000,
            100_000,
            300_000,
            8192,
            20,
            10,
            3,
            8,
            small.headTimeout(),
            small.bodyTimeout(),
            small.writeTimeout(),
            small.idleTimeout(),
            small.heartbeat(),
            small.drainTimeout());
    try (var server = TestServer.of(limits, slow, LENGTH)) {
      for (int i = 0; i < 3; i++) {
        Thread.ofVirtual().start(() -> server.post("/slow", "x".repeat(90_000)));
      }
      inside.await();
      HttpResponse<String> refused = server.post("/length", "x".repeat(90_000));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      assertThat(refused.body()).contains("server.max-buffered-bytes");
      assertThat(server.post("/length", "small").body()).isEqualTo("5");
      release.countDown();
      await()
          .untilAsserted(
              () ->
                  assertThat(server.post("/length", "x".repeat(90_000)).body()).isEqualTo("90000"));
    }
  }

  @Test
  void aChunkOfAnySizeIsCutOff() {
    try (var server = TestServer.of(LENGTH);
        RawClient client = server.raw()) {
      client.send(
          "POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n");
      Thread.ofVirtual().start(() -> flood(client));
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.TOO_LARGE)).isEqualTo(1));
      assertThat(server.post("/length", "abc").body()).isEqualTo("3");
    }
  }

  private static void flood(RawClient client) {
    byte[] junk = new byte[64 << 10];
    try {
      while (true) {
        client.send(junk);
      }
    } catch (RuntimeException e) {
      // The server has had enough.
    }
  }

  @Test
  void bodiesThatTrickleAreCut() {
    HttpLimits limits =
        TestServer.limits(Duration.ofSeconds(9), Duration.ofMillis(300), Duration.ofSeconds(9));
    try (var server = TestServer.of(limits, LENGTH);
        RawClient client = server.raw()) {
      client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
      client.readAll();
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.SLOW_BODY)).isEqualTo(1));
      await()
          .untilAsserted(
              () ->
                  assertThat(server.counters.requests())
                      .singleElement()
                      .satisfies(r -> assertThat(r.status()).isEqualTo("0")));
    }
  }

  @Test
  void halfClosedInTheMiddleOfABodyIsGivenUp() {
    try (var server = TestServer.of(LENGTH);
        RawClient client = server.raw()) {
      client
          .send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
          .halfClose();
      assertThat(client.readAll()).doesNotContain("200");
      await().untilAsserted(() -> assertThat(server.counters.connections()).isZero());
    }
  }

  @Test
  void halfClosedAfterTheRequestIsAnswered() {
    try (var server = TestServer.of(LENGTH);
        RawClient client = server.raw()) {
      client
          .send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
          .halfClose();
      assertThat(client.readAll()).startsWith("HTTP/1.1 200").endsWith("3");
    }
  }

  private static HttpResponse<String> chunked(TestServer server, int size) {
    byte[] bytes = new byte[size];
    return server.send(
        HttpRequest.newBuilder(server.uri("/length"))
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> gzipped(TestServer server, byte[] body) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/length"))
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }
}
