package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.RunDetail.Retry;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what was tried again: spans of the same parent, kind and operation that follow each other,
 * each but the last one failed, or saying how often they were sent before. Attempts that overlap
 * are parallel work and no retries, nor are those that are known to ask for different things.
 */
final class Retries {
  private record Place(long parent, SpanKind kind, String operation) {}

  /** A count beyond this is not believed. */
  private static final int MOST_RESENDS = 1_000_000;

  static List<Retry> of(List<Span> byStart, Lineage lineage) {
    Map<Place, List<Span>> streaks = new HashMap<>();
    List<Retry> retries = new ArrayList<>();
    for (Span span : byStart) {
      Place place = new Place(span.parentSpanId(), span.kind(), span.operation());
      List<Span> streak = streaks.get(place);
      if (streak != null && continues(streak.getLast(), span)) {
        streak.add(span);
        continue;
      }
      if (streak != null && attempts(streak) > 1) {
        retries.add(retry(streak, lineage));
      }
      streak = new ArrayList<>(2);
      streak.add(span);
      streaks.put(place, streak);
    }
    for (List<Span> streak : streaks.values()) {
      if (attempts(streak) > 1) {
        retries.add(retry(streak, lineage));
      }
    }
    retries.sort(
        Comparator.comparingLong(Retry::startNanos)
            .thenComparing(Retry::kind)
            .thenComparing(Retry::operation)
            .thenComparingLong(Retry::lostNanos));
    return retries;
  }

  private static boolean continues(Span last, Span next) {
    return !next.isRoot()
        && next.startNanos() >= last.endNanos()
        && (resends(next) > resends(last) || (last.isError() && mayAskTheSame(last, next)));
  }

  private static boolean mayAskTheSame(Span one, Span other) {
    Object input = one.attributes().get(SpanAttribute.INPUT_HASH);
    Object others = other.attributes().get(SpanAttribute.INPUT_HASH);
    return input == null || others == null || input.equals(others);
  }

  /** Attempts may have left no span, but the last says how many there were. */
  private static int attempts(List<Span> streak) {
    return Math.max(streak.size(), 1 + resends(streak.getLast()));
  }

  private static int resends(Span span) {
    double resends = span.attributes().number(SpanAttribute.RESENDS);
    return resends > 0 ? (int) Math.min(resends, MOST_RESENDS) : 0;
  }

  private static Retry retry(List<Span> streak, Lineage lineage) {
    Span first = streak.getFirst();
    Span last = streak.getLast();
    return new Retry(
        first.kind(),
        first.operation(),
        lineage.agent(first),
        attempts(streak),
        !last.isError(),
        first.startNanos(),
        last.startNanos() - first.startNanos());
  }

  private Retries() {}
}
