package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.advice.Ledger;
import io.pitwall.engine.advice.Ledger.Entry;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Trial;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /ledger}: what changes were to gain, and what they came to. */
final class LedgerResource implements Resource {
  private final PerformanceEngine engine;

  LedgerResource(PerformanceEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/performance/ledger", Access.READ, this::ledger));
  }

  private Response ledger(Request request) {
    Ledger ledger = Ledger.of(engine.recommendations().all());
    return Answer.success()
        .with("entries", ledger.entries().stream().map(LedgerResource::entry).toList())
        .with(
            "calibration",
            ledger.calibrations().stream()
                .map(
                    calibration ->
                        Answer.object()
                            .with("inspection", calibration.inspection())
                            .with("n", calibration.n())
                            .with("factor", calibration.factor())
                            .fields())
                .toList())
        .response();
  }

  private static Map<String, @Nullable Object> entry(Entry entry) {
    Finding finding = entry.advice().finding();
    Trial trial = entry.trial();
    return Answer.object()
        .with("recommendation_id", entry.advice().id())
        .with("inspection", finding.inspection())
        .with("scope", finding.scope())
        .with("issue", finding.issue())
        .with("applied_by", trial.by())
        .with("action", trial.action())
        .with(
            "prediction",
            trial.prediction() == null ? null : RecommendationView.prediction(trial.prediction()))
        .with("outcome", RecommendationView.outcome(trial.outcome()))
        .with("predicted_change", entry.predictedChange())
        .with("realised_share", entry.realisedShare())
        .fields();
  }
}
