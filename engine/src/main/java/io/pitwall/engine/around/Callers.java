package io.pitwall.engine.around;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind the spans of one commit: the nearest agent above, as far as its span is in the same
 * commit. Not thread-safe.
 */
final class Callers {
  private static final int DEEPEST = 64;

  private record Place(TraceId trace, long span) {}

  private final Map<Place, Span> spans = new HashMap<>();
  private final Set<Place> modelParents = new HashSet<>();

  Callers(List<Span> commit) {
    for (Span span : commit) {
      spans.put(new Place(span.traceId(), span.spanId()), span);
      if (isModelCall(span)) {
        modelParents.add(new Place(span.traceId(), span.parentSpanId()));
      }
    }
  }

  /** Sort of agent at work, null if not known. */
  @Nullable String agentType(Span span) {
    Span at = span;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at.agentType() != null) {
        return at.agentType();
      }
      at = at.isRoot() ? null : spans.get(new Place(at.traceId(), at.parentSpanId()));
    }
    return null;
  }

  /** Whether a model call wraps another one: wrappers and gateways repeat what they wrap. */
  boolean wrapsModelCall(Span span) {
    return modelParents.contains(new Place(span.traceId(), span.spanId()));
  }

  private static boolean isModelCall(Span span) {
    return span.kind() == SpanKind.MODEL || span.kind() == SpanKind.EMBEDDING;
  }
}
