package io.pitwall.engine.inspect;

import io.pitwall.analysis.capacity.PoolState;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Q-OVER: a pool that is much too large. Found where the visits of a whole day, replayed, would
 * have waited in one of a thousand cases at most with less than 0.7 of the workers; advised is that
 * number and 15 % more, as the Vertical Pod Autoscaler leaves.
 */
final class OverProvisioning implements WorkflowInspection {
  static final String ID = "Q-OVER";

  private static final WaitTarget HARDLY_EVER = new WaitTarget(0, 0.001);
  private static final double ENOUGH = 0.7;
  private static final double FAR_TOO_MANY = 0.3;
  private static final double MARGIN = 1.15;

  /** One in a thousand cannot be seen in fewer. */
  private static final int FEWEST = 500;

  /** A day but for a little: load of the peak hour is in it. */
  private static final double LEAST_HOURS = 20;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    double hours = (workflow.asOfMicros() - workflow.ofLastDay().getLast().endMicros()) / 3.6e9;
    if (hours >= LEAST_HOURS) {
      for (PoolState pool : workflow.whatIf().pools(WaitTarget.DEFAULT)) {
        find(workflow, pool, hours).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> find(WorkflowRuns workflow, PoolState pool, double hours) {
    int current = pool.load().slots();
    if (pool.visits() < FEWEST) {
      return Optional.empty();
    }
    int enough = pool.recorded().smallest(HARDLY_EVER);
    int proposed = (int) Math.ceil(enough * MARGIN);
    return enough >= ENOUGH * current || proposed >= current
        ? Optional.empty()
        : Optional.of(finding(workflow, pool, hours, enough, proposed));
  }

  private static Finding finding(
      WorkflowRuns workflow, PoolState pool, double hours, int enough, int proposed) {
    int current = pool.load().slots();
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, pool.name(), null, null),
            "scaling",
            "over_provisioned")
        .severity(Severity.of((double) enough / current, ENOUGH, FAR_TOO_MANY))
        .text(
            String.format(
                Locale.ROOT,
                "%s: %d → %d workers, one a day; with %d at most one in a thousand of the last %.0f hours would have"
                    + " waited, n=%d",
                pool.name(),
                current,
                proposed,
                enough,
                hours,
                pool.visits()))
        .number("utilisation", pool.load().utilisation())
        .number("utilisation_after", pool.load().withSlots(proposed).utilisation())
        .number("enough", enough)
        .action(
            new Action(
                pool.name(),
                "workers",
                "",
                (long) current,
                (long) proposed,
                "1.15 x least c with P(W > 0) <= 0.1 %",
                Map.of("enough", (double) enough),
                Action.SETTING))
        .risk(1, "go back if p95 of " + workflow.workflow() + " rises by 5 %")
        .done(
            String.format(Locale.ROOT, "%d workers are enough < 0.7 x %d", enough, current),
            pool.visits(),
            FEWEST);
  }
}
