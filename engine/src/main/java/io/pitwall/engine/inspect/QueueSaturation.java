package io.pitwall.engine.inspect;

import io.pitwall.analysis.capacity.PoolState;
import io.pitwall.analysis.capacity.ScalingAdvice;
import io.pitwall.analysis.capacity.ScalingAdvisor;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.analysis.whatif.Answer;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Risk;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Q-SAT: work waits for a pool that is too small. A pool is the agents of a type that a workflow
 * uses. Found where the utilisation is 0.8 or more, or the mean wait is as long as half the
 * service, over 100 visits or more; advised is the smallest number with which one in twenty waits
 * longer than a tenth of the service (Erlang C with the correction of Allen and Cunneen).
 */
final class QueueSaturation implements WorkflowInspection {
  static final String ID = "Q-SAT";

  private static final double BUSY = 0.8;
  private static final double VERY_BUSY = 0.95;
  private static final double LONG_WAIT = 0.5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.CAUSE;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    for (PoolState pool : workflow.whatIf().pools(WaitTarget.DEFAULT)) {
      find(workflow, pool).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> find(WorkflowRuns workflow, PoolState pool) {
    ScalingAdvice advice = ScalingAdvisor.advise(pool, WaitTarget.DEFAULT, List.of());
    boolean saturated =
        advice.utilisation() >= BUSY || advice.waitSeconds() >= LONG_WAIT * advice.serviceSeconds();
    // More of those that hinder each other get even less done.
    boolean crowded = Crowding.of(workflow).containsKey(pool.name());
    if (!saturated || crowded || advice.reason() != ScalingAdvice.Reason.SCALE_UP) {
      return Optional.empty();
    }
    Answer answer = workflow.whatIf().ask(List.of(new Change.Slots(pool.name(), advice.desired())));
    return Predictions.of(answer, workflow.runsPerDay())
        .map(prediction -> finding(workflow, advice, prediction));
  }

  private static Finding finding(
      WorkflowRuns workflow, ScalingAdvice advice, Prediction prediction) {
    double severity = Severity.of(advice.utilisation(), BUSY, VERY_BUSY);
    String rule =
        String.format(
            Locale.ROOT,
            "utilisation %.2f, mean wait %s of a service of %s",
            advice.utilisation(),
            Words.time(advice.waitSeconds() * 1e3),
            Words.time(advice.serviceSeconds() * 1e3));
    return new Finding(
        ID,
        new Scope(workflow.workflow(), null, advice.pool(), null, null),
        "scaling",
        Severity.priority(Math.max(severity, 40)),
        "queue_saturation",
        List.of(
            String.format(
                Locale.ROOT,
                "%s: %d → %d workers; %s, n=%d",
                advice.pool(),
                advice.current(),
                advice.desired(),
                Predictions.inWords(workflow.workflow(), prediction),
                advice.visits())),
        Map.of(
            "utilisation", advice.utilisation(),
            "utilisation_after", advice.predictedUtilisation(),
            "wait_seconds", advice.waitSeconds(),
            "wait_seconds_after", advice.predictedWaitSeconds()),
        new Basis(
            rule,
            advice.visits(),
            ScalingAdvisor.FEWEST_VISITS,
            severity,
            workflow.recent().stream().limit(Basis.MOST_EXAMPLES).map(run -> run.id()).toList()),
        new Action(
            advice.pool(),
            "workers",
            "",
            (long) advice.current(),
            (long) advice.desired(),
            "least c with P(W > 0.1 S) <= 5 %",
            Map.of(
                "arrivals_per_second", advice.perSecond(),
                "service_seconds", advice.serviceSeconds(),
                "service_scv", advice.serviceScv()),
            Action.SETTING),
        prediction,
        new Risk(1, true, List.of("go back if p95 of " + workflow.workflow() + " rises")));
  }
}
