package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds model calls that two instrumentations tell of without one span lying below the other, such
 * as a framework's callback and the instrumented client library under different parents. The span
 * that encloses the other in time is its twin.
 *
 * <p>Two spans are taken for one call if the shorter lies within the longer and fills more than
 * {@value #OVERLAP} of it, both carry different names (the same instrumentation gives the same name
 * to parallel calls), the models are the same up to a date, and the tokens are the same or told by
 * one of them only. Each span has one twin at most.
 */
final class Twins {
  private static final double OVERLAP = 0.9;

  /** Later calls that a call is compared with: a bound where very many begin at once. */
  private static final int MOST_COMPARED = 32;

  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::startNanos)
          .thenComparing(Comparator.comparingLong(Span::durationNanos).reversed())
          .thenComparingLong(Span::spanId);

  /**
   * The inner span of each pair, by the id of the outer one. Time O(n log n).
   *
   * @param calls calls none of which lies below another
   */
  static Map<Long, Span> innerByOuter(List<Span> calls) {
    List<Span> sorted = new ArrayList<>(calls);
    sorted.sort(BY_START);
    Map<Long, Span> pairs = new HashMap<>();
    Set<Long> taken = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      Span outer = sorted.get(i);
      int last = Math.min(sorted.size(), i + 1 + MOST_COMPARED);
      for (int j = i + 1; j < last && !taken.contains(outer.spanId()); j++) {
        Span inner = sorted.get(j);
        if (inner.startNanos() > outer.startNanos() + (1 - OVERLAP) * outer.durationNanos()) {
          break;
        }
        if (!taken.contains(inner.spanId()) && isSameCall(outer, inner)) {
          pairs.put(outer.spanId(), inner);
          taken.add(outer.spanId());
          taken.add(inner.spanId());
        }
      }
    }
    return pairs;
  }

  private static boolean isSameCall(Span outer, Span inner) {
    return inner.endNanos() <= outer.endNanos()
        && inner.durationNanos() > OVERLAP * outer.durationNanos()
        && !inner.name().equals(outer.name())
        && isSameModel(outer.model(), inner.model())
        && isSameUse(outer.tokens(), inner.tokens());
  }

  private static boolean isSameModel(@Nullable String one, @Nullable String other) {
    return one != null && other != null && (one.startsWith(other) || other.startsWith(one));
  }

  private static boolean isSameUse(@Nullable Tokens one, @Nullable Tokens other) {
    return one == null
        || other == null
        || one.total() == 0
        || other.total() == 0
        || (one.input() == other.input() && one.output() == other.output());
  }

  private Twins() {}
}
