package io.pitwall.server.api;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Outcome;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        .with("evidence", evidence(finding))
        .with("action", finding.action())
        .with("prediction", finding.prediction() == null ? null : prediction(finding.prediction()))
        .with("risk", finding.risk())
        .with("rank", advice.rank())
        .with("muted_by", advice.mutedBy())
        .with("outcome", advice.lastTrial().map(trial -> outcome(trial.outcome())).orElse(null))
        .with("first_seen", Times.instant(advice.firstSeenMicros()))
        .with("last_seen", Times.instant(advice.lastSeenMicros()))
        .with("history", advice.history().stream().map(Change::of).toList())
        .fields();
  }

  /** The numbers of the inspection, and beside them what every inspection has. */
  private static Map<String, Object> evidence(Finding finding) {
    Map<String, Object> evidence = new TreeMap<>(finding.evidence());
    Basis basis = finding.basis();
    evidence.put("rule", basis.rule());
    evidence.putIfAbsent("n", basis.n());
    evidence.put("minimum_n", basis.minimum());
    evidence.put("confidence", basis.confidence());
    evidence.put("severity", basis.severity());
    evidence.put("examples", basis.examples());
    return evidence;
  }

  static Map<String, @Nullable Object> prediction(Prediction prediction) {
    return Answer.object()
        .with("effects", prediction.effects().stream().map(RecommendationView::effect).toList())
        .with("interval", 0.8)
        .with("model", prediction.model())
        .with("validity", prediction.validity())
        .with("calibration", prediction.calibration())
        .fields();
  }

  private static Map<String, @Nullable Object> effect(Effect effect) {
    return Answer.object()
        .with("measure", effect.measure().wireName())
        .with("baseline", effect.baseline())
        .with("predicted", effect.predicted())
        .with("low", effect.low())
        .with("high", effect.high())
        .with("gain", effect.gain())
        .fields();
  }

  static Map<String, @Nullable Object> outcome(Outcome outcome) {
    return Answer.object()
        .with("measure", outcome.measure().wireName())
        .with("applied_at", Times.instant(outcome.appliedMicros()))
        .with("before", outcome.before())
        .with("after", outcome.after())
        .with("change", outcome.change())
        .with("low", outcome.low())
        .with("high", outcome.high())
        .with("interval", 0.95)
        .with("runs_before", outcome.runsBefore())
        .with("runs_after", outcome.runsAfter())
        .with("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT))
        .fields();
  }

  private RecommendationView() {}
}
