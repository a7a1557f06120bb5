package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the model calls of a trace used, each counted once.
 *
 * <p>One call often leaves several model spans inside each other: the framework's wrapper, the
 * client library, a gateway. The innermost is the call. Its tokens are those of the innermost span
 * that reports any, its cost likewise, because not every layer reports both: a wrapper speaks for
 * calls that say nothing, and is not added to calls that do. What two instrumentations tell side by
 * side is settled by {@link Twins}, reported against computed cost by {@link ModelCost}.
 *
 * @param calls model spans without another model span below them, twins counted once
 * @param failedCalls those of them that failed
 * @param tokens tokens of all calls
 * @param costUsd known cost, null if none is known
 * @param costComplete whether the cost of every successful call is known
 */
record ModelUse(
    int calls, int failedCalls, Tokens tokens, @Nullable Double costUsd, boolean costComplete) {

  /** Time O(n log n), nothing recursive; cycles of parents are borne. */
  static ModelUse of(List<Span> spans, Map<Long, Span> byId) {
    List<Span> models = spans.stream().filter(span -> span.kind() == SpanKind.MODEL).toList();
    List<Span> leaves = innermost(models, byId, span -> true);
    Map<Long, Span> twins = Twins.innerByOuter(leaves);
    List<Span> calls = leaves.stream().filter(span -> !twins.containsKey(span.spanId())).toList();
    List<Span> priced = ModelCost.priced(models, byId);
    Tokens tokens = Tokens.NONE;
    for (Span span : tokenReports(models, byId)) {
      Tokens used = span.tokens();
      tokens = used == null ? tokens : tokens.plus(used);
    }
    double usd = 0;
    for (Span span : priced) {
      Cost cost = span.cost();
      usd += cost == null ? 0 : cost.usd();
    }
    return new ModelUse(
        calls.size(),
        (int) calls.stream().filter(Span::isError).count(),
        tokens,
        priced.isEmpty() ? null : usd,
        allPriced(calls, twins, priced, byId));
  }

  /**
   * Whether every successful call has a cost that was reported, none being left to a price list.
   */
  static boolean allReported(List<Span> spans, Map<Long, Span> byId) {
    List<Span> models = spans.stream().filter(span -> span.kind() == SpanKind.MODEL).toList();
    List<Span> leaves = innermost(models, byId, span -> true);
    Map<Long, Span> twins = Twins.innerByOuter(leaves);
    List<Span> calls = leaves.stream().filter(span -> !twins.containsKey(span.spanId())).toList();
    List<Span> reported =
        ModelCost.priced(models, byId).stream().filter(ModelCost::isReported).toList();
    return allPriced(calls, twins, reported, byId);
  }

  /** The calls, each once. */
  static List<Span> calls(List<Span> models, Map<Long, Span> byId) {
    List<Span> leaves = innermost(models, byId, span -> true);
    Map<Long, Span> twins = Twins.innerByOuter(leaves);
    return leaves.stream().filter(span -> !twins.containsKey(span.spanId())).toList();
  }

  /** The spans whose tokens are added up. */
  static List<Span> tokenReports(List<Span> models, Map<Long, Span> byId) {
    List<Span> reports = innermost(models, byId, ModelUse::reportsTokens);
    Map<Long, Span> twins = Twins.innerByOuter(reports);
    return reports.stream().filter(span -> !twins.containsKey(span.spanId())).toList();
  }

  private static boolean reportsTokens(Span span) {
    Tokens tokens = span.tokens();
    return tokens != null && tokens.total() > 0;
  }

  /** Model spans that are wanted and have no wanted one below them. */
  static List<Span> innermost(List<Span> models, Map<Long, Span> byId, Predicate<Span> wanted) {
    Set<Long> above = new HashSet<>();
    for (Span span : models) {
      if (wanted.test(span)) {
        Span ancestor = byId.get(span.parentSpanId());
        while (ancestor != null
            && ancestor.spanId() != span.spanId()
            && above.add(ancestor.spanId())) {
          ancestor = byId.get(ancestor.parentSpanId());
        }
      }
    }
    return models.stream()
        .filter(span -> wanted.test(span) && !above.contains(span.spanId()))
        .toList();
  }

  /** Whether every successful call is priced, by itself, by its twin or by a span above it. */
  private static boolean allPriced(
      List<Span> calls, Map<Long, Span> twins, List<Span> priced, Map<Long, Span> byId) {
    Set<Long> covered = new HashSet<>();
    priced.forEach(span -> covered.add(span.spanId()));
    twins.forEach(
        (outer, inner) -> {
          if (isCovered(Objects.requireNonNull(byId.get(outer)), covered, byId)) {
            covered.add(inner.spanId());
          }
        });
    for (Span call : calls) {
      if (!call.isError() && !isCovered(call, covered, byId)) {
        return false;
      }
    }
    return true;
  }

  /** Climbs until it is known; what was climbed past is covered from then on. */
  private static boolean isCovered(Span call, Set<Long> covered, Map<Long, Span> byId) {
    List<Long> climbed = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    Span at = call;
    while (at != null && !covered.contains(at.spanId())) {
      if (!seen.add(at.spanId())) {
        return false;
      }
      climbed.add(at.spanId());
      at = byId.get(at.parentSpanId());
    }
    if (at != null) {
      covered.addAll(climbed);
    }
    return at != null;
  }
}
