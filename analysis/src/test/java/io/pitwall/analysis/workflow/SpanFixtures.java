package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spans of one trace for tests. */
final class SpanFixtures {
  static final TraceId TRACE = new TraceId(7, 11);

  static SpanBuilder span(long id, long parent, SpanKind kind) {
    return Span.builder(TRACE, id, kind, "span-" + id).parent(parent).time(100 + id, 10);
  }

  /** A model call with tokens and a cost in dollars. */
  static SpanBuilder call(long id, long parent, long input, double usd) {
    return span(id, parent, SpanKind.MODEL)
        .tokens(new Tokens(input, input / 10, 0, 0))
        .cost(new Cost(usd, Cost.Source.REPORTED));
  }

  /** A tree of spans, some of them model calls with or without tokens and cost. */
  static List<Span> randomTrace(Random random, int size) {
    SpanKind[] kinds = {
      SpanKind.AGENT, SpanKind.TASK, SpanKind.TOOL, SpanKind.MODEL, SpanKind.MODEL
    };
    List<Span> spans = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      SpanKind kind = kinds[random.nextInt(kinds.length)];
      SpanBuilder span =
          span(id, random.nextInt(id), kind)
              .time(random.nextInt(50), random.nextInt(100))
              .status(List.of(SpanStatus.values()).get(random.nextInt(3)))
              .agent(random.nextBoolean() ? "agent-" + random.nextInt(4) : null, "coder");
      if (kind == SpanKind.MODEL && random.nextBoolean()) {
        span.tokens(new Tokens(1 + random.nextInt(100), random.nextInt(10), 0, 0));
      }
      if (kind == SpanKind.MODEL && random.nextBoolean()) {
        span.cost(new Cost(random.nextInt(100), Cost.Source.REPORTED));
      }
      spans.add(span.build());
    }
    return spans;
  }

  private SpanFixtures() {}
}
