package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.server.http.HttpObserver.Cut;
import io.pitwall.server.http.HttpObserver.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final String GET = "GET /stream HTTP/1.1\r\nHost: localhost\r\n";
  private final Queue<EventSink> sinks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final Route route =
      Route.get(
          "/stream",
          Access.READ,
          request ->
              Response.events(
                  sink -> {
                    request
                        .header("Last-Event-ID")
                        .ifPresent(id -> sink.offer(new ServerEvent("", "resumed", "after " + id)));
                    sinks.add(sink);
                    return cancelled::incrementAndGet;
                  }));

  @Test
  void eventsArriveAsTheyAreOffered() {
    try (var server = TestServer.of(route);
        RawClient client = server.raw()) {
      client.send(GET + "\r\n");
      assertThat(client.readUntil(": connected"))
          .contains("200 OK", "Content-Type: text/event-stream", "no-store")
          .doesNotContain("Content-Length");
      sink().offer(new ServerEvent("1", "delta", "{\"cpu\":1}"));
      assertThat(client.readUntil("}\n\n")).contains("id: 1\nevent: delta\ndata: {\"cpu\":1}");
      sink().offer(new ServerEvent("2", "delta", "second"));
      client.readUntil("id: 2\nevent: delta\ndata: second\n\n");
    }
  }

  @Test
  void silenceIsFilledWithHeartbeats() {
    try (var server = TestServer.of(route);
        RawClient client = server.raw()) {
      client.send(GET + "\r\n");
      client.readUntil("event: heartbeat\ndata: {}\n\n");
      client.readUntil("event: heartbeat\ndata: {}\n\n");
    }
  }

  @Test
  void lastEventIdReachesTheFeed() {
    try (var server = TestServer.of(route);
        RawClient client = server.raw()) {
      client.send(GET + "Last-Event-ID: 41\r\n\r\n");
      client.readUntil("event: resumed\ndata: after 41\n\n");
    }
  }

  @Test
  void aClientThatLeavesIsForgotten() {
    try (var server = TestServer.of(route)) {
      try (RawClient client = server.raw()) {
        client.send(GET + "\r\n");
        client.readUntil(": connected");
        await().untilAsserted(() -> assertThat(server.counters.streams()).isEqualTo(1));
      }
      await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
      assertThat(sink().isOpen()).isFalse();
      assertThat(sink().offer(new ServerEvent("", "late", ""))).isFalse();
      await()
          .untilAsserted(
              () -> assertThat(server.counters.streamEnds(StreamEnd.CLIENT_LEFT)).isEqualTo(1));
      await().untilAsserted(() -> assertThat(server.counters.streams()).isZero());
    }
  }

  @Test
  void aSlowClientIsDisconnectedAndCounted() {
    try (var server = TestServer.of(route);
        RawClient client = server.raw()) {
      client.send(GET + "\r\n");
      client.readUntil(": connected");
      // More than the socket buffers take and the queue of eight holds.
      String large = "x".repeat(1 << 20);
      while (sink().offer(new ServerEvent("", "large", large))) {
        Thread.onSpinWait();
      }
      await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
      await()
          .untilAsserted(
              () -> assertThat(server.counters.streamEnds(StreamEnd.SLOW_CLIENT)).isEqualTo(1));
      await().untilAsserted(() -> assertThat(server.counters.cuts(Cut.SLOW_READER)).isEqualTo(1));
      await().untilAsserted(() -> assertThat(server.counters.connections()).isZero());
    }
  }

  @Test
  void theFeedMayEndTheStreamAndTheConnectionGoesOn() {
    try (var server = TestServer.of(route);
        RawClient client = server.raw()) {
      client.send(GET + "\r\n");
      client.readUntil(": connected");
      sink().offer(new ServerEvent("9", "last", "words"));
      sink().end();
      // The last chunk of HTTP/1.1.
      assertThat(client.readUntil("\r\n0\r\n\r\n")).contains("data: words");
      await()
          .untilAsserted(
              () -> assertThat(server.counters.streamEnds(StreamEnd.FEED_ENDED)).isEqualTo(1));
      client.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
      client.readUntil("404");
    }
  }

  @Test
  void stoppingTheServerEndsStreamsProperly() {
    try (var server = TestServer.of(route);
        RawClient client = server.raw()) {
      client.send(GET + "\r\n");
      client.readUntil(": connected");
      long started = System.nanoTime();
      server.server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
      assertThat(client.readAll()).endsWith("0\r\n\r\n");
      await()
          .untilAsserted(
              () -> assertThat(server.counters.streamEnds(StreamEnd.SERVER_STOPPED)).isEqualTo(1));
      assertThat(cancelled).hasValue(1);
    }
  }

  @Test
  void streamsAreBoundedInNumberAndDoNotTakePlacesOfRequests() {
    Route ok = Route.get("/ok", Access.READ, _ -> Response.empty(204));
    try (var server = TestServer.of(route, ok)) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        RawClient client = server.raw();
        client.send(GET + "\r\n");
        client.readUntil(": connected");
        clients.add(client);
      }
      assertThat(server.get("/stream").statusCode()).isEqualTo(503);
      assertThat(server.get("/ok").statusCode()).isEqualTo(204);
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void aFeedThatFailsToOpenIsToldInTheLogAndEndsTheStream() {
    Route broken =
        Route.get(
            "/stream",
            Access.READ,
            _ ->
                Response.events(
                    _ -> {
                      throw new IllegalStateException("no feed");
                    }));
    try (var server = TestServer.of(broken);
        RawClient client = server.raw()) {
      client.send(GET + "\r\n");
      client.readAll();
      await().untilAsserted(() -> assertThat(server.counters.streams()).isZero());
      assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
    }
  }

  private EventSink sink() {
    return await().until(sinks::peek, sink -> sink != null);
  }
}
