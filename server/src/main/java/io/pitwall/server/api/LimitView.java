package io.pitwall.server.api;

import io.pitwall.analysis.capacity.Limit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What would be reached next, as advice on sizes and what-if tell it. */
final class LimitView {

  /** Its fields; null if nothing is known. */
  static @Nullable Map<String, @Nullable Object> of(Optional<Limit> limit) {
    return limit
        .map(
            known ->
                Answer.object()
                    .with("name", known.name())
                    .with("used_share", known.usedShare())
                    .fields())
        .orElse(null);
  }

  private LimitView() {}
}
