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
    StringBuilder key =
        new StringBuilder(finding.inspection())
            .append('\0')
            .append(scope.workflow())
            .append('\0')
            .append(scope.agentId())
            .append('\0')
            .append(scope.metric());
    // Only where they tell scopes apart, so that ids stay what they were before these existed.
    if (scope.operation() != null) {
      key.append("\0operation\0").append(scope.operation());
    }
    if (scope.agentId() == null && scope.agentType() != null) {
      key.append("\0type\0").append(scope.agentType());
    }
    return finding.inspection()
        + "-"
        + UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, 13);
  }

  private RecommendationId() {}
}
