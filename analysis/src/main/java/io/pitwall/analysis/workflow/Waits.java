package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.RunDetail;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the time that work of a run spent in queues: what spans tell of, and what follows from
 * gaps. From the end of a message's sender to the start of what took it, and from the start of a
 * span that limits how much goes on at once to what it lets through first.
 */
final class Waits {
  private static final Pattern LIMITER =
      Pattern.compile(
          "semaphore|bulkhead|limiter|rate.?limit|concurrency.?limit|throttl|(?:^|[^a-z])queued?(?:$|[^a-z])",
          Pattern.CASE_INSENSITIVE);

  /** Time O(n). */
  static RunDetail.Waits of(List<Span> byStart, Map<Long, Span> byId) {
    Map<Long, Span> firstChild = new HashMap<>();
    byStart.forEach(span -> firstChild.putIfAbsent(span.parentSpanId(), span));
    int said = 0;
    long saidNanos = 0;
    int derived = 0;
    long derivedNanos = 0;
    for (Span span : byStart) {
      if (span.queueWaitNanos() >= 0) {
        said++;
        saidNanos += span.queueWaitNanos();
        continue;
      }
      long gap = beforeTaking(span, byId) + beforeLetting(span, firstChild.get(span.spanId()));
      if (gap > 0) {
        derived++;
        derivedNanos += gap;
      }
    }
    return new RunDetail.Waits(said, saidNanos, derived, derivedNanos);
  }

  /** A link from whatever took the message tells its sender; a parent does among messages only. */
  private static long beforeTaking(Span taker, Map<Long, Span> byId) {
    long gap = taker.kind() == SpanKind.MESSAGING ? gap(byId.get(taker.parentSpanId()), taker) : 0;
    for (SpanLink link : taker.links()) {
      if (link.traceId().equals(taker.traceId())) {
        gap = Math.max(gap, gap(byId.get(link.spanId()), taker));
      }
    }
    return Math.max(0, gap);
  }

  private static long gap(@Nullable Span sender, Span taker) {
    return sender == null || sender.kind() != SpanKind.MESSAGING
        ? 0
        : taker.startNanos() - sender.endNanos();
  }

  private static long beforeLetting(Span limiter, @Nullable Span first) {
    boolean limits =
        (limiter.kind() == SpanKind.TASK || limiter.kind() == SpanKind.INTERNAL)
            && first != null
            && first.queueWaitNanos() < 0
            && LIMITER.matcher(limiter.name()).find();
    return limits && first != null
        ? Math.max(0, Math.min(first.startNanos(), limiter.endNanos()) - limiter.startNanos())
        : 0;
  }

  private Waits() {}
}
