package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcServerTest {
  private static final List<AccessToken> TOKENS =
      List.of(
          new AccessToken("dash", "dashboard-token-1", Set.of(Access.READ)),
          new AccessToken("fleet", "fleet-token-12345", Set.of(Access.INGEST)));
  private static final GrpcMethod ECHO =
      new GrpcMethod(
          "pitwall.Test", "Echo", Access.INGEST, (message, _) -> GrpcReply.message(message));

  private final OkHttpClient client =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  private record Reply(int http, ByteString body, Headers headers, Headers trailers) {
    String status() {
      return String.valueOf(trailers.get("grpc-status"));
    }

    String message() {
      return String.valueOf(trailers.get("grpc-message"));
    }
  }

  @AfterEach
  void closeClient() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  @Test
  void answersWithMessageAndTrailers() {
    try (var server = open(ECHO)) {
      Reply reply = call(server, "pitwall.Test/Echo", GrpcFrame.wrap(bytes("hello")));
      assertThat(reply.http()).isEqualTo(200);
      assertThat(reply.headers().get("content-type")).isEqualTo("application/grpc");
      assertThat(reply.body()).isEqualTo(ByteString.of(GrpcFrame.wrap(bytes("hello"))));
      assertThat(reply.status()).isEqualTo("0");
      await()
          .untilAsserted(
              () ->
                  assertThat(server.counters.requests())
                      .singleElement()
                      .satisfies(
                          r -> {
                            assertThat(r.route()).isEqualTo("pitwall.Test/Echo");
                            assertThat(r.status()).isEqualTo("OK");
                            assertThat(r.bytesIn()).isEqualTo(5);
                          }));
    }
  }

  @Test
  void largeMessagesPassTheWindows() {
    byte[] large = new byte[90_000];
    Arrays.fill(large, (byte) 7);
    try (var server = open(ECHO)) {
      for (int i = 0; i < 20; i++) {
        assertThat(call(server, "pitwall.Test/Echo", GrpcFrame.wrap(large)).body())
            .isEqualTo(ByteString.of(GrpcFrame.wrap(large)));
      }
    }
  }

  @Test
  void gzipIsDecoded() {
    byte[] framed = GrpcFrame.wrap(GunzipTest.gzip(bytes("compressed")));
    framed[0] = 1;
    try (var server = open(ECHO)) {
      Reply reply = call(server, "pitwall.Test/Echo", framed, "grpc-encoding", "gzip");
      assertThat(reply.body()).isEqualTo(ByteString.of(GrpcFrame.wrap(bytes("compressed"))));
      Reply unnamed = call(server, "pitwall.Test/Echo", framed);
      assertThat(unnamed.status()).isEqualTo("13");
      Reply snappy = call(server, "pitwall.Test/Echo", framed, "grpc-encoding", "snappy");
      assertThat(snappy.status()).isEqualTo("12");
      assertThat(snappy.headers().get("grpc-accept-encoding")).isEqualTo("identity,gzip");
      byte[] corrupt = Arrays.copyOf(framed, framed.length - 4);
      corrupt[4] = (byte) (corrupt[4] - 4);
      assertThat(call(server, "pitwall.Test/Echo", corrupt, "grpc-encoding", "gzip").status())
          .isEqualTo("3");
      byte[] bomb = GrpcFrame.wrap(GunzipTest.gzip(new byte[50_000_000]));
      bomb[0] = 1;
      assertThat(call(server, "pitwall.Test/Echo", bomb, "grpc-encoding", "gzip").status())
          .isEqualTo("8");
    }
  }

  @Test
  void badFramesAreTold() {
    try (var server = open(ECHO)) {
      byte[] whole = GrpcFrame.wrap(bytes("hello"));
      Reply cut = call(server, "pitwall.Test/Echo", Arrays.copyOf(whole, 8));
      assertThat(cut.status()).isEqualTo("13");
      assertThat(cut.message())
          .isEqualTo("Expected a message of 5 bytes as its frame says, but got 3");
      assertThat(call(server, "pitwall.Test/Echo", new byte[0]).status()).isEqualTo("13");
      assertThat(call(server, "pitwall.Test/Echo", Arrays.copyOf(whole, 15)).status())
          .isEqualTo("3");
      assertThat(call(server, "pitwall.Test/Echo", whole).status()).isEqualTo("0");
    }
  }

  @Test
  void tooLargeIsResourceExhaustedAndTheConnectionGoesOn() {
    try (var server = open(ECHO)) {
      Reply reply = call(server, "pitwall.Test/Echo", GrpcFrame.wrap(new byte[150_000]));
      assertThat(reply.status()).isEqualTo("8");
      assertThat(reply.message()).contains("server.max-body-bytes");
      assertThat(reply.trailers().get("grpc-status-details-bin")).isNull();
      assertThat(call(server, "pitwall.Test/Echo", GrpcFrame.wrap(bytes("x"))).status())
          .isEqualTo("0");
    }
  }

  @Test
  void aRefusalDoesNotOvertakeItsRequest() {
    byte[] large = GrpcFrame.wrap(new byte[95_000]);
    try (var server = open(ECHO)) {
      for (int i = 0; i < 50; i++) {
        assertThat(call(server, "pitwall.Test/Other", large).status()).isEqualTo("12");
      }
      assertThat(server.counters.connections()).isEqualTo(1);
    }
  }

  @Test
  void unknownMethodsAndTypesAreUnimplemented() {
    try (var server = open(ECHO)) {
      byte[] framed = GrpcFrame.wrap(bytes("x"));
      Reply reply = call(server, "pitwall.Test/Other", framed);
      assertThat(reply.status()).isEqualTo("12");
      assertThat(reply.message()).contains("/pitwall.Test/Other");
      assertThat(callAs(server, "application/grpc+json", framed).status()).isEqualTo("12");
      assertThat(callAs(server, "application/grpc+proto", framed).status()).isEqualTo("0");
    }
  }

  @Test
  void fault17TokensGuardCallsToo() {
    try (var server = TestServer.ofGrpc(TestServer.smallLimits(), TOKENS, ECHO)) {
      byte[] framed = GrpcFrame.wrap(bytes("x"));
      assertThat(call(server, "pitwall.Test/Echo", framed).status()).isEqualTo("16");
      assertThat(
              call(server, "pitwall.Test/Echo", framed, "authorization", "Bearer dashboard-token-1")
                  .status())
          .isEqualTo("7");
      assertThat(
              call(server, "pitwall.Test/Echo", framed, "authorization", "Bearer fleet-token-12345")
                  .status())
          .isEqualTo("0");
    }
  }

  @Test
  void retryableFailuresSayWhen() throws Exception {
    GrpcMethod full =
        new GrpcMethod(
            "pitwall.Test",
            "Full",
            Access.INGEST,
            (_, _) ->
                GrpcReply.retryLater(
                    GrpcStatus.RESOURCE_EXHAUSTED, "voll, später", Duration.ofSeconds(2)));
    try (var server = open(full)) {
      Reply reply = call(server, "pitwall.Test/Full", GrpcFrame.wrap(bytes("x")));
      assertThat(reply.status()).isEqualTo("8");
      assertThat(reply.message()).isEqualTo("voll, sp%C3%A4ter");
      byte[] details =
          Base64.getDecoder()
              .decode(String.valueOf(reply.trailers().get("grpc-status-details-bin")));
      assertThat(new String(details, StandardCharsets.UTF_8)).contains("google.rpc.RetryInfo");
    }
  }

  @Test
  void problemsAndFaultsBecomeStatuses() {
    GrpcMethod busy =
        new GrpcMethod(
            "pitwall.Test",
            "Busy",
            Access.INGEST,
            (_, _) -> {
              throw new ProblemException(Problem.overloaded("busy", Duration.ofSeconds(1)));
            });
    GrpcMethod broken =
        new GrpcMethod(
            "pitwall.Test",
            "Broken",
            Access.INGEST,
            (_, _) -> {
              throw new IllegalStateException("secret");
            });
    try (var server = open(busy, broken)) {
      Reply overloaded = call(server, "pitwall.Test/Busy", GrpcFrame.wrap(bytes("x")));
      assertThat(overloaded.status()).isEqualTo("14");
      assertThat(overloaded.trailers().get("grpc-status-details-bin")).isNotNull();
      Reply internal = call(server, "pitwall.Test/Broken", GrpcFrame.wrap(bytes("x")));
      assertThat(internal.status()).isEqualTo("13");
      assertThat(internal.message()).doesNotContain("secret", "Exception");
    }
  }

  @Test
  void callsShareAConnection() throws Exception {
    var inside = new CountDownLatch(3);
    GrpcMethod meet =
        new GrpcMethod(
            "pitwall.Test",
            "Meet",
            Access.INGEST,
            (message, _) -> {
              inside.countDown();
              inside.await();
              return GrpcReply.message(message);
            });
    try (var server = open(meet, ECHO);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      call(server, "pitwall.Test/Echo", GrpcFrame.wrap(bytes("opens the connection")));
      List<Future<Reply>> replies =
          java.util.stream.Stream.generate(
                  () ->
                      threads.submit(
                          () -> call(server, "pitwall.Test/Meet", GrpcFrame.wrap(bytes("x")))))
              .limit(3)
              .toList();
      for (Future<Reply> reply : replies) {
        assertThat(reply.get().status()).isEqualTo("0");
      }
      await().untilAsserted(() -> assertThat(server.counters.connections()).isEqualTo(1));
    }
  }

  @Test
  void ordinaryRequestsWorkOverHttp2() throws IOException {
    try (var server =
        TestServer.of(Route.post("/x", Access.READ, r -> Response.bytes("text/plain", r.body())))) {
      var request =
          new okhttp3.Request.Builder()
              .url(server.uri("/x").toString())
              .post(RequestBody.create(bytes("two"), MediaType.get("text/plain")))
              .build();
      try (var response = client.newCall(request).execute()) {
        assertThat(response.protocol()).isEqualTo(Protocol.H2_PRIOR_KNOWLEDGE);
        assertThat(response.body().string()).isEqualTo("two");
      }
    }
  }

  @Test
  void grpcOverHttp1IsNotTaken() {
    try (var server = open(ECHO)) {
      assertThat(
              server
                  .post("/pitwall.Test/Echo", "x", "Content-Type", "application/grpc")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  private static TestServer open(GrpcMethod... methods) {
    return TestServer.ofGrpc(TestServer.smallLimits(), List.of(), methods);
  }

  private Reply call(TestServer server, String method, byte[] framed, String... headers) {
    return call(server, method, "application/grpc", framed, headers);
  }

  private Reply callAs(TestServer server, String type, byte[] framed) {
    return call(server, "pitwall.Test/Echo", type, framed);
  }

  private Reply call(
      TestServer server, String method, String type, byte[] framed, String... headers) {
    var request =
        new okhttp3.Request.Builder()
            .url(server.uri("/" + method).toString())
            .header("te", "trailers")
            .post(RequestBody.create(framed, MediaType.get(type)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (var response = client.newCall(request.build()).execute()) {
      ByteString body = response.body().byteString();
      return new Reply(response.code(), body, response.headers(), response.trailers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
