package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.RunDetail.TokenCheck;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the tokens that agents, tasks and workflows report against those of the calls below. */
final class TokenChecks {
  /** Sums that differ by no more than this share are taken for the same. */
  private static final double TOLERANCE = 0.01;

  private static final int MOST_LISTED = 100;

  /** Time O(n), nothing recursive. */
  static TokenCheck of(List<Span> byStart, Lineage lineage, Map<Long, Span> byId) {
    Map<Long, Long> below = below(byStart, lineage, byId);
    int agreeing = 0;
    int less = 0;
    int missing = 0;
    List<TokenCheck.Missing> listed = new ArrayList<>();
    for (Span span : byStart) {
      long counted = below.getOrDefault(span.spanId(), 0L);
      if (!isChecked(span, counted)) {
        continue;
      }
      long reported = total(span);
      if (Math.abs(reported - counted) <= TOLERANCE * reported) {
        agreeing++;
      } else if (reported < counted) {
        less++;
      } else {
        missing++;
        if (listed.size() < MOST_LISTED) {
          listed.add(new TokenCheck.Missing(span.spanId(), span.operation(), reported, counted));
        }
      }
    }
    return new TokenCheck(agreeing, less, missing, listed);
  }

  /** Tokens of the calls below each span, each call once. */
  private static Map<Long, Long> below(List<Span> byStart, Lineage lineage, Map<Long, Span> byId) {
    List<Span> models = byStart.stream().filter(span -> span.kind() == SpanKind.MODEL).toList();
    Map<Long, Long> own = new HashMap<>();
    ModelUse.tokenReports(models, byId).forEach(call -> own.put(call.spanId(), total(call)));
    Map<Long, Long> below = new HashMap<>();
    for (Span span : lineage.spans().reversed()) {
      Span parent = lineage.parent(span);
      long sum = below.getOrDefault(span.spanId(), 0L) + own.getOrDefault(span.spanId(), 0L);
      if (parent != null && sum > 0) {
        below.merge(parent.spanId(), sum, Long::sum);
      }
    }
    return below;
  }

  /** A call without calls below it has nothing to be held against. */
  private static boolean isChecked(Span span, long counted) {
    return total(span) > 0
        && switch (span.kind()) {
          case AGENT, WORKFLOW, TASK, INTERNAL -> true;
          case MODEL -> counted > 0;
          default -> false;
        };
  }

  private static long total(Span span) {
    Tokens tokens = span.tokens();
    return tokens == null ? 0 : tokens.total();
  }

  private TokenChecks() {}
}
