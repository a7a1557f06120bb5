package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.Map;

/**
 * Counts calls of tools. One call may leave a span of the framework, one of the protocol's client
 * and one of its server inside each other, all naming the same tool: the outermost is the call.
 */
final class ToolCalls {
  /** Spans between the layers of one call, at most. A tool that is further up is another call. */
  private static final int NEAR = 4;

  /** Whether a span is a call of a tool, and no inner layer of one. */
  static boolean isCall(Span span, Map<Long, Span> byId) {
    if (span.kind() != SpanKind.TOOL) {
      return false;
    }
    Span above = byId.get(span.parentSpanId());
    for (int i = 0; i < NEAR && above != null && above.spanId() != span.spanId(); i++) {
      if (above.kind() == SpanKind.TOOL && above.operation().equals(span.operation())) {
        return false;
      }
      if (above.kind() == SpanKind.AGENT) {
        return true;
      }
      above = byId.get(above.parentSpanId());
    }
    return true;
  }

  private ToolCalls() {}
}
