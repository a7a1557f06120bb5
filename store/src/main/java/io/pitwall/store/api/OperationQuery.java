package io.pitwall.store.api;

import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.SpanKind;
import java.util.Set;

/**
 * Chooses operation statistics.
 *
 * @param range when the operations ended, to the minute
 * @param kinds kinds wanted, empty for all
 */
public record OperationQuery(TimeRange range, Set<SpanKind> kinds) {

  public OperationQuery {
    kinds = Set.copyOf(kinds);
  }
}
