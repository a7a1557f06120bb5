package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.server.http.HttpObserver.Cut;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no proper HTTP/2 client does, frame by frame (RFC 9113). */
class Http2ConnectionTest {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_HEADERS = 4;
  private static final GrpcMethod ECHO =
      new GrpcMethod("t.T", "Echo", Access.INGEST, (message, _) -> GrpcReply.message(message));

  @Test
  void callsCutOffInTheMiddleAreGivenUp() {
    try (var server = TestServer.ofGrpc(TestServer.smallLimits(), List.of(), ECHO)) {
      try (RawClient client = server.raw()) {
        client.send(halfACall(1));
        client.send(frame(HEADERS, END_HEADERS, 3, headers()));
        await().untilAsserted(() -> assertThat(server.counters.connections()).isEqualTo(1));
        client.readUntil("\0");
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(server.counters.requests())
                      .singleElement()
                      .satisfies(
                          r -> {
                            assertThat(r.status()).isEqualTo("CANCELLED");
                            assertThat(r.count()).isEqualTo(2);
                          }));
      await().untilAsserted(() -> assertThat(server.counters.connections()).isZero());
    }
  }

  @Test
  void callsThatTrickleAreCut() {
    HttpLimits limits =
        TestServer.limits(Duration.ofSeconds(9), Duration.ofMillis(300), Duration.ofSeconds(9));
    try (var server = TestServer.ofGrpc(limits, List.of(), ECHO);
        RawClient client = server.raw()) {
      client.send(halfACall(1));
      client.readAll();
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.SLOW_BODY)).isEqualTo(1));
      await().untilAsserted(() -> assertThat(server.counters.connections()).isZero());
    }
  }

  @Test
  void refusedCallsThatGoOnSendingAreCut() {
    GrpcMethod other =
        new GrpcMethod("t.T", "Other", Access.INGEST, (message, _) -> GrpcReply.message(message));
    try (var server = TestServer.ofGrpc(TestServer.smallLimits(), List.of(), other);
        RawClient client = server.raw()) {
      client.send(halfACall(1));
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    client.send(frame(DATA, 0, 1, new byte[10_000]));
                  }
                } catch (RuntimeException e) {
                  // The server has had enough.
                }
              });
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.TOO_LARGE)).isEqualTo(1));
    }
  }

  private static byte[] halfACall(int stream) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(PREFACE);
    out.writeBytes(frame(SETTINGS, 0, 0, new byte[0]));
    out.writeBytes(frame(HEADERS, END_HEADERS, stream, headers()));
    out.writeBytes(frame(DATA, 0, stream, new byte[] {0, 0, 0, 1, 0, 42}));
    return out.toByteArray();
  }

  private static byte[] headers() {
    var out = new ByteArrayOutputStream();
    out.write(0x80 | 3); // :method: POST of the static table
    out.write(0x80 | 6); // :scheme: http
    value(out, 4, "/t.T/Echo"); // :path
    value(out, 1, "localhost"); // :authority
    literal(out, "content-type", "application/grpc");
    literal(out, "te", "trailers");
    return out.toByteArray();
  }

  /** A header whose name is in the static table (RFC 7541, 6.2.2). */
  private static void value(ByteArrayOutputStream out, int index, String value) {
    out.write(index);
    text(out, value);
  }

  private static void literal(ByteArrayOutputStream out, String name, String value) {
    out.write(0);
    text(out, name);
    text(out, value);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(payload.length >>> 16);
    out.write(payload.length >>> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.write(0);
    out.write(0);
    out.write(0);
    out.write(stream);
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
