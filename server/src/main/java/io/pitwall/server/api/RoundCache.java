package io.pitwall.server.api;

import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Remembers answers that only change when something happened in the engine: a look at the system, a
 * change of an alert or recommendation, the end of a round. Many screens ask the same question, and
 * then cost as much as one. Thread-safe.
 */
final class RoundCache {
  private static final int MOST_ANSWERS = 64;

  /** Ten seconds, for an engine whose loop stands still. */
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private final Clock clock;
  private final AtomicLong events = new AtomicLong();
  private final Map<Object, Known> answers = new ConcurrentHashMap<>();

  private record Known(long events, long sinceNanos, Response.Content answer) {}

  RoundCache(EventBus bus, Clock clock) {
    this.clock = clock;
    bus.subscribe(this::happened);
  }

  /** The answer to a question, worked out if it is not known or may have changed. */
  Response.Content get(Object question, Supplier<Response.Content> answer) {
    long now = events.get();
    long nanos = clock.monotonicNanos();
    Known known = answers.get(question);
    if (known != null && known.events == now && nanos - known.sinceNanos < LONGEST_NANOS) {
      return known.answer;
    }
    if (answers.size() >= MOST_ANSWERS) {
      answers.clear();
    }
    Known fresh = new Known(now, nanos, answer.get());
    answers.put(question, fresh);
    return fresh.answer;
  }

  private void happened(EngineEvent event) {
    events.incrementAndGet();
  }
}
