package io.pitwall.lab.bench.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.lab.bench.TestServers;
import io.pitwall.server.http.GrpcReply;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the product's own server. */
class GrpcConnectionTest {

  @Test
  void sendsAndReceivesMoreThanAnyWindowHolds() throws Exception {
    byte[] message = new byte[3_000_000];
    new Random(1).nextBytes(message);
    List<byte[]> received = new ArrayList<>();
    try (HttpServer server =
            TestServers.grpc(
                "pitwall.Test",
                bytes -> {
                  received.add(bytes);
                  return GrpcReply.message(java.util.Arrays.copyOf(bytes, 50_000));
                });
        var connection = GrpcConnection.open(address(server))) {
      for (int i = 0; i < 3; i++) {
        GrpcAnswer answer = call(connection, "/pitwall.Test/Export", message).get();
        assertThat(answer.status()).isZero();
        assertThat(answer.body()).isEqualTo(java.util.Arrays.copyOf(message, 50_000));
      }
    }
    assertThat(received).hasSize(3).allSatisfy(bytes -> assertThat(bytes).isEqualTo(message));
  }

  @Test
  void keepsSeveralCallsInFlight() throws Exception {
    var allHere = new CountDownLatch(5);
    try (HttpServer server =
            TestServers.grpc(
                "pitwall.Test",
                bytes -> {
                  allHere.countDown();
                  allHere.await(20, TimeUnit.SECONDS);
                  return GrpcReply.message(bytes);
                });
        var connection = GrpcConnection.open(address(server))) {
      List<CompletableFuture<GrpcAnswer>> answers =
          IntStream.range(0, 5)
              .mapToObj(i -> call(connection, "/pitwall.Test/Export", new byte[] {(byte) i}))
              .toList();
      for (int i = 0; i < 5; i++) {
        assertThat(answers.get(i).get().body()).containsExactly(i);
      }
    }
  }

  @Test
  void tellsWhatTheServerAsksFor() throws Exception {
    try (HttpServer server =
            TestServers.grpc(
                "pitwall.Test",
                bytes ->
                    GrpcReply.retryLater(
                        GrpcStatus.RESOURCE_EXHAUSTED,
                        "the queue is full",
                        Duration.ofMillis(250)));
        var connection = GrpcConnection.open(address(server))) {
      GrpcAnswer pushedBack = call(connection, "/pitwall.Test/Export", new byte[3]).get();
      assertThat(pushedBack.isOk()).isFalse();
      assertThat(pushedBack.isPushBack()).isTrue();
      assertThat(pushedBack.message()).isEqualTo("the queue is full");
      assertThat(pushedBack.retryAfter()).contains(Duration.ofMillis(250));

      GrpcAnswer unknown = call(connection, "/pitwall.Test/Other", new byte[3]).get();
      assertThat(unknown.status()).as("UNIMPLEMENTED").isEqualTo(12);
      assertThat(unknown.isPushBack()).isFalse();
      assertThat(unknown.retryAfter()).isEmpty();
    }
  }

  @Test
  void answersEveryCallWhenTheConnectionBreaks() throws Exception {
    var arrived = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    try (HttpServer server =
        TestServers.grpc(
            "pitwall.Test",
            bytes -> {
              arrived.countDown();
              answer.await(20, TimeUnit.SECONDS);
              return GrpcReply.message(bytes);
            })) {
      var connection = GrpcConnection.open(address(server));
      CompletableFuture<GrpcAnswer> pending = call(connection, "/pitwall.Test/Export", new byte[3]);
      arrived.await();
      connection.close();
      assertThat(pending.get().status()).as("UNAVAILABLE").isEqualTo(14);
      assertThat(connection.isOpen()).isFalse();
      assertThat(call(connection, "/pitwall.Test/Export", new byte[3]).get().status())
          .isEqualTo(14);
      answer.countDown();
    }
  }

  private static CompletableFuture<GrpcAnswer> call(
      GrpcConnection connection, String path, byte[] message) {
    var answer = new CompletableFuture<GrpcAnswer>();
    try {
      connection.call(
          path,
          GrpcMessage.frame(message),
          given -> assertThat(answer.complete(given)).as("answered once").isTrue());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return answer.orTimeout(30, TimeUnit.SECONDS);
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.port());
  }
}
