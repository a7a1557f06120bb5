package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the model spans whose cost is added up, so that each call is paid once. A cost that was
 * reported goes before one that was computed, whichever span of the call has it: the innermost that
 * reports one, else the innermost with a computed one.
 */
final class ModelCost {

  /** The spans to add up. Time O(n log n). */
  static List<Span> priced(List<Span> models, Map<Long, Span> byId) {
    List<Span> reported = ModelUse.innermost(models, byId, ModelCost::isReported);
    List<Span> computed =
        ModelUse.innermost(models, byId, span -> span.cost() != null && !isReported(span));
    if (!reported.isEmpty() && !computed.isEmpty()) {
      computed = apartFrom(reported, computed, byId);
    }
    List<Span> priced = new ArrayList<>(reported);
    priced.addAll(computed);
    return withoutTwins(priced);
  }

  static boolean isReported(Span span) {
    Cost cost = span.cost();
    return cost != null && cost.source() == Cost.Source.REPORTED;
  }

  /** Those neither above nor below a span that reports its cost. */
  private static List<Span> apartFrom(
      List<Span> reported, List<Span> computed, Map<Long, Span> byId) {
    Set<Long> own = new HashSet<>();
    Set<Long> above = new HashSet<>();
    reported.forEach(span -> own.add(span.spanId()));
    reported.forEach(span -> climb(span, byId, above));
    Map<Long, Boolean> below = new HashMap<>();
    return computed.stream()
        .filter(span -> !above.contains(span.spanId()) && !isBelow(span, own, byId, below))
        .toList();
  }

  private static void climb(Span from, Map<Long, Span> byId, Set<Long> above) {
    Span ancestor = byId.get(from.parentSpanId());
    while (ancestor != null && above.add(ancestor.spanId())) {
      ancestor = byId.get(ancestor.parentSpanId());
    }
  }

  /** Climbs until the answer is known, and remembers it for all that was climbed past. */
  private static boolean isBelow(
      Span span, Set<Long> wanted, Map<Long, Span> byId, Map<Long, Boolean> known) {
    List<Long> climbed = new ArrayList<>();
    Span at = span;
    boolean found = false;
    while (at != null) {
      Boolean before = known.get(at.spanId());
      found = wanted.contains(at.spanId()) || Boolean.TRUE.equals(before);
      if (found || before != null) {
        break;
      }
      known.put(at.spanId(), false);
      climbed.add(at.spanId());
      at = byId.get(at.parentSpanId());
    }
    for (Long passed : climbed) {
      known.put(passed, found);
    }
    return found;
  }

  /**
   * Of two spans that tell of one call, the one that reports its cost stays, else the inner one.
   */
  static List<Span> withoutTwins(List<Span> priced) {
    Map<Long, Span> twins = Twins.innerByOuter(priced);
    if (twins.isEmpty()) {
      return priced;
    }
    Set<Long> dropped = new HashSet<>();
    for (Span outer : priced) {
      Span inner = twins.get(outer.spanId());
      if (inner != null) {
        dropped.add(isReported(outer) && !isReported(inner) ? inner.spanId() : outer.spanId());
      }
    }
    return priced.stream().filter(span -> !dropped.contains(span.spanId())).toList();
  }

  private ModelCost() {}
}
