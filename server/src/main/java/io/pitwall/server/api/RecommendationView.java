package io.pitwall.server.api;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recommendation as it is answered. */
final class RecommendationView {
  /** Numbers that the original has beside the issue; they are part of the evidence as well. */
  private static final List<String> BESIDE =
      List.of("current_score", "current_usage", "current_time");

  /** A step in its life. */
  record Change(Instant timestamp, String state, String by, String reason) {
    static Change of(RecommendationChange change) {
      return new Change(
          Times.instant(change.atMicros()),
          change.state().wireName(),
          change.by(),
          change.reason());
    }
  }

  static Map<String, @Nullable Object> of(Recommendation advice) {
    Finding finding = advice.finding();
    Answer view =
        Answer.object()
            .with("type", finding.type())
            .with("priority", finding.priority().wireName())
            .with("agent_id", finding.scope().agentId())
            .with("agent_type", finding.scope().agentType())
            .with("issue", finding.issue());
    for (String name : BESIDE) {
      if (finding.evidence().containsKey(name)) {
        view.with(name, finding.evidence().get(name));
      }
    }
    return view.with("recommendations", finding.texts())
        .with("id", advice.id())
        .with("inspection", finding.inspection())
        .with("state", advice.state().wireName())
        .with("scope", finding.scope())
        .with("evidence", finding.evidence())
        .with("first_seen", Times.instant(advice.firstSeenMicros()))
        .with("last_seen", Times.instant(advice.lastSeenMicros()))
        .with("history", advice.history().stream().map(Change::of).toList())
        // Nothing computes these yet; a client sees that from null, not from a made-up value.
        .with("action", null)
        .with("prediction", null)
        .with("outcome", null)
        .fields();
  }

  private RecommendationView() {}
}
