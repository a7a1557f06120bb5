package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CONC: more tasks at once than get the most done. Found where Gunther's law explains 80 % of how
 * throughput depends on the number at once, its peak is below what nine tasks of ten meet by a
 * tenth, and lies 5 % above the throughput there. Advised is the peak as the limit.
 */
final class ConcurrencyLimit implements WorkflowInspection {
  static final String ID = "CONC";

  private static final double ABOVE = 1.1;
  private static final double FAR_ABOVE = 2;

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
    Crowding.of(workflow)
        .forEach((type, crowding) -> findings.add(finding(workflow, type, crowding)));
    return findings;
  }

  private static Finding finding(WorkflowRuns workflow, String type, Crowding crowding) {
    int limit = (int) Math.max(1, Math.floor(crowding.law().peak()));
    double now = crowding.law().at(crowding.usual());
    double then = crowding.law().at(limit);
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, type, null, null),
            "concurrency_optimization",
            "too_many_at_once")
        .text(
            "%s: at most %d at once, let others wait; with %.0f at once they get %.2f tasks a second"
                + " done, with %d %.2f (%+.0f %%), and one takes %s in place of %s, n=%d",
            type,
            limit,
            crowding.usual(),
            now,
            limit,
            then,
            100 * (then / now - 1),
            Words.time(crowding.law().seconds(limit) * 1e3),
            Words.time(crowding.law().seconds(crowding.usual()) * 1e3),
            crowding.tasks())
        .number("usual_at_once", crowding.usual())
        .number("peak_at_once", crowding.law().peak())
        .number("contention", crowding.law().sigma())
        .number("crosstalk", crowding.law().kappa())
        .number("r2", crowding.law().r2())
        .action(
            new Action(
                type,
                "max_at_once",
                "",
                (long) crowding.usual(),
                (long) limit,
                "sqrt((1 - contention) / crosstalk), rounded down",
                Map.of(
                    "contention", crowding.law().sigma(),
                    "crosstalk", crowding.law().kappa()),
                Action.SETTING))
        .risk(1, "go back if waits grow for longer than a quarter of an hour")
        .because(
            String.format(
                Locale.ROOT,
                "%.0f at once > %.1f x the peak at %.1f of the law through %d numbers, R² %.2f >= 0.8",
                crowding.usual(),
                ABOVE,
                crowding.law().peak(),
                crowding.law().points(),
                crowding.law().r2()),
            crowding.tasks(),
            Judged.FOR_P99,
            Severity.of(crowding.usual() / crowding.law().peak(), ABOVE, FAR_ABOVE),
            workflow.recent().stream().limit(Basis.MOST_EXAMPLES).map(run -> run.id()).toList());
  }
}
