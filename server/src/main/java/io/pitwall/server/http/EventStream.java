package io.pitwall.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.pitwall.server.http.HttpObserver.Cut;
import io.pitwall.server.http.HttpObserver.StreamEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events to one client. Publishers put events into a bounded queue and
 * never wait; the request's own thread takes them out and writes them.
 */
final class EventStream implements EventSink {
  private static final ServerEvent HEARTBEAT = new ServerEvent("", "heartbeat", "{}");

  private final Service service;
  private final GuardedConnection connection;
  private final RoutingResponse response;

  /** Events to send, and nothing for the end. */
  private final ArrayBlockingQueue<Optional<ServerEvent>> queue;

  private final AtomicReference<@Nullable StreamEnd> end = new AtomicReference<>();
  private long bytesOut;
  private boolean whole;

  EventStream(Service service, GuardedConnection connection, RoutingResponse response) {
    this.service = service;
    this.connection = connection;
    this.response = response;
    this.queue = new ArrayBlockingQueue<>(service.limits.eventQueue());
  }

  /** Feeds the client until one side ends it, and returns the bytes sent. */
  long run(EventFeed feed) {
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.create("X-Accel-Buffering"), "no");
    service.eventStreams.add(this);
    service.observer.streamOpened();
    EventFeed.Subscription subscription = () -> {};
    try {
      OutputStream out = response.outputStream();
      // Sends the headers at once, so that the client knows it is connected.
      write(out, ": connected\n\n");
      subscription = feed.open(this);
      if (connection.isStopping()) {
        end(StreamEnd.SERVER_STOPPED);
      }
      pump(out);
      response.commit();
      whole = true;
    } catch (IOException | UncheckedIOException | CloseConnectionException e) {
      end(StreamEnd.CLIENT_LEFT);
    } catch (RuntimeException e) {
      service.faults.record("an event stream", e);
      end(StreamEnd.FEED_ENDED);
    } finally {
      end(StreamEnd.CLIENT_LEFT);
      service.eventStreams.remove(this);
      subscription.cancel();
      StreamEnd reason = end.get();
      service.observer.streamEnded(reason == null ? StreamEnd.CLIENT_LEFT : reason);
    }
    return bytesOut;
  }

  private void pump(OutputStream out) throws IOException {
    Optional<ServerEvent> next = await();
    while (next.isPresent()) {
      var text = new StringBuilder(next.get().wire());
      // What has gathered meanwhile goes out in one piece.
      Optional<ServerEvent> more = queue.poll();
      while (more != null && more.isPresent()) {
        text.append(more.get().wire());
        more = queue.poll();
      }
      write(out, text.toString());
      boolean ended = more != null || (end.get() != null && queue.isEmpty());
      next = ended ? Optional.empty() : await();
    }
  }

  /** The next event, a heartbeat if there is none for a while, nothing at the end. */
  private Optional<ServerEvent> await() {
    try {
      Optional<ServerEvent> next =
          queue.poll(service.limits.heartbeat().toNanos(), TimeUnit.NANOSECONDS);
      return next == null ? Optional.of(HEARTBEAT) : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(StreamEnd.SERVER_STOPPED);
      return Optional.empty();
    }
  }

  private void write(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    out.flush();
    bytesOut += bytes.length;
  }

  @Override
  public boolean offer(ServerEvent event) {
    if (end.get() != null) {
      return false;
    }
    if (queue.offer(Optional.of(event))) {
      return true;
    }
    if (end(StreamEnd.SLOW_CLIENT)) {
      connection.cut(Cut.SLOW_READER);
    }
    return false;
  }

  @Override
  public void end() {
    end(StreamEnd.FEED_ENDED);
  }

  /** Ends the stream because the server stops. */
  void stop() {
    end(StreamEnd.SERVER_STOPPED);
  }

  /** Settles why the stream ends; the first reason counts. */
  private boolean end(StreamEnd reason) {
    boolean first = end.compareAndSet(null, reason);
    if (first) {
      // If the queue is full its reader is awake and looks at the end after each write.
      queue.offer(Optional.empty());
    }
    return first;
  }

  @Override
  public boolean isOpen() {
    return end.get() == null;
  }

  /** Whether the stream was ended properly, so that the connection can be used again. */
  boolean isWhole() {
    return whole;
  }
}
