package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rule of model use as it is said, by asking every pair of spans: slow and plain. */
record SlowModelUse(int calls, Tokens tokens, @Nullable Double costUsd, boolean complete) {

  static SlowModelUse of(List<Span> spans) {
    List<Span> models = spans.stream().filter(span -> span.kind() == SpanKind.MODEL).toList();
    List<Span> calls = innermost(models, span -> true, spans);
    List<Span> counted = innermost(models, span -> span.tokens() != null, spans);
    List<Span> priced = innermost(models, span -> span.cost() != null, spans);
    boolean complete =
        calls.stream()
            .filter(call -> !call.isError())
            .allMatch(
                call ->
                    priced.stream()
                        .anyMatch(paid -> paid.equals(call) || isAbove(paid, call, spans)));
    Tokens tokens = counted.stream().map(Span::tokens).reduce(Tokens.NONE, SlowModelUse::plus);
    double usd = priced.stream().map(Span::cost).mapToDouble(SlowModelUse::usd).sum();
    return new SlowModelUse(
        calls.size(), plus(tokens, null), priced.isEmpty() ? null : usd, complete);
  }

  /** Spans that are wanted and have no wanted one below them. */
  private static List<Span> innermost(List<Span> models, Predicate<Span> wanted, List<Span> spans) {
    return models.stream()
        .filter(wanted)
        .filter(
            span -> models.stream().filter(wanted).noneMatch(other -> isAbove(span, other, spans)))
        .toList();
  }

  private static boolean isAbove(Span upper, Span lower, List<Span> spans) {
    for (Span span : spans) {
      if (span.spanId() == lower.parentSpanId()) {
        return span.equals(upper) || isAbove(upper, span, spans);
      }
    }
    return false;
  }

  private static Tokens plus(Tokens one, @Nullable Tokens other) {
    return other == null ? one : one.plus(other);
  }

  private static double usd(@Nullable Cost cost) {
    return cost == null ? 0 : cost.usd();
  }
}
