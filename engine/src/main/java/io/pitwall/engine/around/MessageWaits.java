package io.pitwall.engine.around;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.TraceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds how long messages waited: from the end of the span that sent one to the start of the span
 * that works it off, which names the sender as its parent or by a link. Either may come first.
 * Remembers the latest {@value #REMEMBERED} of each side; thread-safe.
 */
final class MessageWaits {
  private static final int REMEMBERED = 10_000;

  private record Place(TraceId trace, long span) {}

  /** A span that works a message off. */
  private record Waiting(@Nullable String system, String queue, long startNanos, long endNanos) {
    static Waiting of(Span span) {
      return new Waiting(
          span.attributes().text("messaging.system"),
          span.operation(),
          span.startNanos(),
          span.endNanos());
    }

    Observation since(long sentNanos) {
      return waited("derived", Math.max(0, startNanos - sentNanos));
    }

    Observation waited(String source, long waitNanos) {
      return new Observation(
          AroundMetric.MESSAGE_WAIT,
          Observation.tags("system", system, "queue", queue, "source", source),
          endNanos / 1_000,
          waitNanos / 1e9);
    }
  }

  private final Map<Place, Long> sentNanos = latest();
  private final Map<Place, Waiting> unmatched = latest();

  private static <K, V> Map<K, V> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /**
   * Takes in a span of a message.
   *
   * @return a wait that is known now, of this span's message or of the one that it sent
   */
  synchronized Optional<Observation> take(Span span) {
    if (span.queueWaitNanos() >= 0) {
      return Optional.of(Waiting.of(span).waited("reported", span.queueWaitNanos()));
    }
    Place here = new Place(span.traceId(), span.spanId());
    sentNanos.put(here, span.endNanos());
    Waiting waiting = unmatched.remove(here);
    if (waiting != null) {
      return Optional.of(waiting.since(span.endNanos()));
    }
    for (SpanLink link : span.links()) {
      Optional<Observation> found = match(span, new Place(link.traceId(), link.spanId()));
      if (found.isPresent()) {
        return found;
      }
    }
    return span.isRoot()
        ? Optional.empty()
        : match(span, new Place(span.traceId(), span.parentSpanId()));
  }

  private Optional<Observation> match(Span span, Place sender) {
    Long sent = sentNanos.get(sender);
    if (sent == null) {
      unmatched.put(sender, Waiting.of(span));
      return Optional.empty();
    }
    return Optional.of(Waiting.of(span).since(sent));
  }
}
