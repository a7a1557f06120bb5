package io.pitwall.engine.run;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import java.util.List;

/** Leaves of a span what tells how a run went, so that many fit into memory. */
final class SpanOutline {
  private static final List<String> TELLING =
      List.of(
          SpanAttribute.COMPUTED_COST_USD,
          SpanAttribute.HANDOFF_FROM,
          SpanAttribute.HANDOFF_TO,
          SpanAttribute.INPUT_HASH,
          SpanAttribute.RESENDS,
          SpanAttribute.SOFT_ERROR);

  static Span of(Span span) {
    Attributes.Builder told = Attributes.builder();
    for (String name : TELLING) {
      Object value = span.attributes().get(name);
      if (value != null) {
        told.put(name, value);
      }
    }
    return Span.builder(span.traceId(), span.spanId(), span.kind(), span.name())
        .parent(span.parentSpanId())
        .operation(span.operation())
        .service(span.service())
        .agent(span.agentId(), span.agentType())
        .workflow(span.workflow())
        .time(span.startNanos(), span.durationNanos())
        .queueWait(span.queueWaitNanos())
        .status(span.status())
        .model(span.model(), span.provider())
        .tokens(span.tokens())
        .cost(span.cost())
        .attributes(told.build())
        .links(span.links())
        .build();
  }

  private SpanOutline() {}
}
