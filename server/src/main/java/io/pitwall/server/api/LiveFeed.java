package io.pitwall.server.api;

import io.pitwall.server.http.EventFeed;
import io.pitwall.server.http.EventSink;
import io.pitwall.server.http.Json;
import io.pitwall.server.http.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to all who listen, and keeps the last ones for those who come back after their
 * connection broke. Every event has an id made of the start of this process and a number; who comes
 * back with an id that is not kept any more, or of another process, is told to load everything
 * again. Thread-safe; never waits for a listener.
 */
final class LiveFeed {
  private final String process;
  private final int capacity;
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private final Set<Listener> listeners = new HashSet<>();
  private long last;

  private record Kept(long number, Topic topic, ServerEvent event) {}

  private record Listener(EventSink sink, Set<Topic> topics) {}

  /**
   * @param process what tells this process from the one before
   * @param capacity events kept; a listener's queue must have room for them
   */
  LiveFeed(String process, int capacity) {
    this.process = process;
    this.capacity = capacity;
  }

  /** Tells all who listen to the topic. */
  synchronized void publish(Topic topic, Object payload) {
    last++;
    ServerEvent event = event(topic.wireName(), payload);
    kept.addLast(new Kept(last, topic, event));
    if (kept.size() > capacity) {
      kept.removeFirst();
    }
    for (Listener listener : listeners) {
      if (listener.topics.contains(topic)) {
        listener.sink.offer(event);
      }
    }
  }

  /**
   * Adds a listener.
   *
   * @param lastId id of the last event it has, if it comes back
   * @param first what a new listener is told first, by topic; null if there is nothing yet
   */
  synchronized EventFeed.Subscription listen(
      EventSink sink, Set<Topic> topics, Optional<String> lastId, @Nullable Object first) {
    long from = lastId.map(this::numberOf).orElse(-1L);
    if (lastId.isPresent() && from < 0) {
      sink.offer(event("reset", Answer.object().with("reason", "missed events").fields()));
    } else if (lastId.isPresent()) {
      for (Kept missed : kept) {
        if (missed.number > from && topics.contains(missed.topic)) {
          sink.offer(missed.event);
        }
      }
    } else if (first != null && topics.contains(Topic.SNAPSHOT)) {
      sink.offer(event(Topic.SNAPSHOT.wireName(), first));
    }
    Listener listener = new Listener(sink, topics);
    listeners.add(listener);
    return () -> leave(listener);
  }

  private synchronized void leave(Listener listener) {
    listeners.remove(listener);
  }

  /** The number in an id, -1 if what came after it is not all kept. */
  private long numberOf(String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(process)) {
      return -1;
    }
    try {
      long number = Long.parseLong(id.substring(dash + 1));
      long oldest = kept.isEmpty() ? last + 1 : kept.getFirst().number;
      return number <= last && number >= oldest - 1 ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private ServerEvent event(String name, Object payload) {
    return new ServerEvent(
        process + "-" + last, name, new String(Json.bytes(payload), StandardCharsets.UTF_8));
  }
}
