package io.pitwall.engine.alert.signal;

import io.pitwall.engine.run.OpenRun;
import io.pitwall.engine.run.RunTracker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs that have not ended: {@code run.age_seconds} is the age of the oldest of each workflow, with
 * the tag workflow; {@code runs.open} how many there are. A run has ended once its first span is
 * there; programs send that when it is over. So a workflow of which first spans never come says
 * nothing.
 */
public final class OpenRunSignals implements SignalSource {
  static final String AGE = "run.age_seconds";
  private static final String OPEN = "runs.open";

  private final RunTracker runs;
  private final WorkflowSignals workflows;

  public OpenRunSignals(RunTracker runs, WorkflowSignals workflows) {
    this.runs = runs;
    this.workflows = workflows;
  }

  @Override
  public Set<String> names() {
    return Set.of(AGE, OPEN);
  }

  @Override
  public List<SignalValue> read(String signal, Duration over, long nowMicros) {
    Map<String, List<OpenRun>> byWorkflow = new HashMap<>();
    for (OpenRun run : runs.unfinished(nowMicros)) {
      byWorkflow.computeIfAbsent(run.workflow(), any -> new ArrayList<>()).add(run);
    }
    List<SignalValue> values = new ArrayList<>();
    byWorkflow.forEach(
        (workflow, open) -> {
          open.sort(Comparator.comparingLong(OpenRun::startMicros));
          double value =
              signal.equals(OPEN)
                  ? open.size()
                  : Math.max(0, nowMicros - open.getFirst().startMicros()) / 1e6;
          values.add(
              SignalValue.of(
                      signal, SignalValue.tags("workflow", workflow), value, open.size(), nowMicros)
                  .with(open.stream().limit(5).map(run -> run.traceId().toString()).toList()));
        });
    return values;
  }

  /** The 99th percentile of finished runs of a workflow, seconds; NaN if too few are known. */
  public double usualSeconds(String workflow, long nowMicros) {
    return workflows.usualSeconds(workflow, nowMicros);
  }
}
