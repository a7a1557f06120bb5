package io.pitwall.engine.run;

import io.pitwall.analysis.workflow.RunAssembler;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs that fell idle without their first span, which programs send when a run is over. A workflow
 * whose runs often have none, because whoever begins them sends nothing, is left out. Bounded.
 * Thread-safe.
 */
final class UnfinishedRuns {
  private static final long GIVEN_UP_MICROS = 6 * 3_600_000_000L;
  private static final int MOST = 5_000;
  private static final int MOST_WORKFLOWS = 1_000;

  /** Finished runs of a workflow from which on one without an end is odd. */
  private static final int FEWEST_ENDED = 20;

  /** Share of runs without an end from which on that is usual. */
  private static final double USUAL = 0.2;

  private final Map<TraceId, OpenRun> idle = new LinkedHashMap<>();
  private final Map<TraceId, OpenRun> named = new HashMap<>();
  private final Map<String, Ends> ends = new HashMap<>();

  private static final class Ends {
    private long with;
    private long without;
  }

  /** A run fell idle. */
  synchronized void ended(Run run, boolean rooted) {
    Ends ofWorkflow = ends.get(run.workflow());
    if (ofWorkflow == null) {
      if (ends.size() >= MOST_WORKFLOWS) {
        return;
      }
      ofWorkflow = new Ends();
      ends.put(run.workflow(), ofWorkflow);
    }
    if (rooted) {
      ofWorkflow.with++;
      if (idle.remove(run.traceId()) != null) {
        ofWorkflow.without = Math.max(0, ofWorkflow.without - 1);
      }
    } else if (!idle.containsKey(run.traceId())) {
      ofWorkflow.without++;
      put(run);
    }
  }

  /** A run is unfinished whatever is known of its workflow. */
  synchronized void expect(Run run) {
    put(run);
    Ends ofWorkflow = ends.computeIfAbsent(run.workflow(), any -> new Ends());
    ofWorkflow.with = Math.max(ofWorkflow.with, FEWEST_ENDED);
  }

  private void put(Run run) {
    idle.put(run.traceId(), open(run));
    if (idle.size() > MOST) {
      idle.remove(idle.keySet().iterator().next());
    }
  }

  /**
   * All of them.
   *
   * @param rootless traces that still grow and have no first span
   * @param outlines reads their spans, where their workflow is not known yet
   */
  synchronized List<OpenRun> all(
      long nowMicros, List<TraceId> rootless, Function<List<TraceId>, List<List<Span>>> outlines) {
    idle.values().removeIf(run -> run.startMicros() < nowMicros - GIVEN_UP_MICROS);
    Set<TraceId> growing = new HashSet<>(rootless);
    named.keySet().retainAll(growing);
    List<TraceId> unknown = rootless.stream().filter(trace -> !named.containsKey(trace)).toList();
    if (!unknown.isEmpty()) {
      for (List<Span> spans : outlines.apply(unknown)) {
        if (!spans.isEmpty()) {
          Run run = RunAssembler.assemble(spans, RunState.RUNNING);
          named.put(run.traceId(), open(run));
        }
      }
    }
    List<OpenRun> all = new ArrayList<>();
    idle.values().stream().filter(run -> isOdd(run.workflow())).forEach(all::add);
    named.values().stream()
        .filter(run -> !idle.containsKey(run.traceId()) && isOdd(run.workflow()))
        .forEach(all::add);
    return all;
  }

  private boolean isOdd(String workflow) {
    Ends known = ends.get(workflow);
    return known != null
        && known.with >= FEWEST_ENDED
        && known.without < USUAL * (known.with + known.without);
  }

  private static OpenRun open(Run run) {
    return new OpenRun(run.traceId(), run.workflow(), run.startNanos() / 1_000);
  }
}
