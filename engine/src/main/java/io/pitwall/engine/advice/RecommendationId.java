package io.pitwall.engine.advice;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identity of a recommendation: its inspection, and a name-based UUID of its scope. */
final class RecommendationId {

  /** Stable over restarts and versions; equal for findings of equal inspection and scope. */
  static String of(Finding finding) {
    Scope scope = finding.scope();
    String key =
        String.join(
            "\u0000",
            finding.inspection(),
            String.valueOf(scope.workflow()),
            String.valueOf(scope.agentId()),
            String.valueOf(scope.metric()));
    return finding.inspection()
        + "-"
        + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 13);
  }

  private RecommendationId() {}
}
