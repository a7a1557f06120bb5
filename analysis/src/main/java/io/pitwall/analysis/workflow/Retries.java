package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.RunDetail.Retry;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what was tried again: spans of the same parent, kind and operation that follow each other,
 * each but the last one failed. Attempts that overlap are parallel work and no retries.
 */
final class Retries {
  private record Place(long parent, SpanKind kind, String operation) {}

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
      if (streak != null && streak.size() > 1) {
        retries.add(retry(streak, lineage));
      }
      streak = new ArrayList<>(2);
      streak.add(span);
      streaks.put(place, streak);
    }
    for (List<Span> streak : streaks.values()) {
      if (streak.size() > 1) {
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
    return !next.isRoot() && last.isError() && next.startNanos() >= last.endNanos();
  }

  private static Retry retry(List<Span> streak, Lineage lineage) {
    Span first = streak.getFirst();
    Span last = streak.getLast();
    return new Retry(
        first.kind(),
        first.operation(),
        lineage.agent(first),
        streak.size(),
        !last.isError(),
        first.startNanos(),
        last.startNanos() - first.startNanos());
  }

  private Retries() {}
}
