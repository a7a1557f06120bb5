package io.pitwall.analysis.workflow;

import io.pitwall.model.trace.RunDetail.SoftError;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts model calls that came back, but not with a whole answer. Each call counts once. */
final class SoftErrors {
  private record Place(String reason, String operation, @Nullable String agentId) {}

  static List<SoftError> of(List<Span> byStart, Lineage lineage, Map<Long, Span> byId) {
    Map<Place, Integer> counts = new LinkedHashMap<>();
    List<Span> telling =
        byStart.stream()
            .filter(span -> span.kind() == SpanKind.MODEL && reason(span) != null)
            .toList();
    for (Span call : ModelUse.calls(telling, byId)) {
      String reason = reason(call);
      if (reason != null && !call.isError()) {
        counts.merge(new Place(reason, call.operation(), lineage.agent(call)), 1, Integer::sum);
      }
    }
    List<SoftError> errors = new ArrayList<>();
    counts.forEach(
        (place, count) ->
            errors.add(new SoftError(place.reason, place.operation, place.agentId, count)));
    return errors;
  }

  private static @Nullable String reason(Span span) {
    return span.attributes().text(SpanAttribute.SOFT_ERROR);
  }

  private SoftErrors() {}
}
