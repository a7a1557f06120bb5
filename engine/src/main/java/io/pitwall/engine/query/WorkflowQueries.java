package io.pitwall.engine.query;

import io.pitwall.engine.run.RunTracker;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.TelemetryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How workflows did, made of their runs. Looks at the {@value #MOST_RUNS} newest runs of the range;
 * costs reading them. Thread-safe.
 */
public final class WorkflowQueries {
  /** Most final runs that are looked at. */
  public static final int MOST_RUNS = 20_000;

  private static final int MOST_RUNNING = 1_000;
  private static final int MOST_AGENTS = 50;
  private static final int PARTS = 24;

  private final TelemetryStore store;
  private final RunTracker runs;

  public WorkflowQueries(TelemetryStore store, RunTracker runs) {
    this.store = store;
    this.runs = runs;
  }

  /**
   * What was found.
   *
   * @param workflows in the order of their names
   * @param complete whether all runs of the range were looked at
   */
  public record Found(List<WorkflowStats> workflows, boolean complete) {
    public Found {
      workflows = List.copyOf(workflows);
    }
  }

  /**
   * Workflows with runs in a range.
   *
   * @param name only this workflow, null for all
   */
  public Found workflows(@Nullable String name, TimeRange range) {
    RunPage page =
        store.runs(new RunQuery(name, null, null, 0, range, RunQuery.Sort.NEWEST, MOST_RUNS, 0));
    Map<String, Sum> sums = new TreeMap<>();
    for (Run run : page.runs()) {
      sums.computeIfAbsent(run.workflow(), w -> new Sum(range)).add(run);
    }
    for (Run run : runs.running(MOST_RUNNING)) {
      if ((name == null || name.equals(run.workflow()))
          && range.contains(run.startNanos() / 1_000)
          && isNamed(run, sums)) {
        sums.computeIfAbsent(run.workflow(), w -> new Sum(range)).running++;
      }
    }
    List<WorkflowStats> workflows = new ArrayList<>();
    sums.forEach((workflow, sum) -> workflows.add(sum.stats(workflow)));
    return new Found(workflows, page.total() <= page.runs().size());
  }

  /**
   * Whether the name of a run under way is one to go by. The span that names it often comes last;
   * until then it goes by whatever came first, say a message, unless an agent is at work in it.
   */
  private static boolean isNamed(Run run, Map<String, Sum> finished) {
    return run.agentSpans() > 0 || finished.containsKey(run.workflow());
  }

  private static final class PartSum {
    private final ExpHistogramBuilder seconds = new ExpHistogramBuilder();
    private long failed;
    private double costUsd;
  }

  private static final class Sum {
    private final TimeRange range;
    private final List<PartSum> parts = new ArrayList<>();
    private final Map<String, Long> agents = new HashMap<>();
    private ExpHistogram seconds = ExpHistogram.EMPTY;
    private long running;
    private long inputTokens;
    private long outputTokens;
    private @Nullable Double costUsd;
    private boolean costComplete = true;

    Sum(TimeRange range) {
      this.range = range;
      for (int i = 0; i < PARTS; i++) {
        parts.add(new PartSum());
      }
    }

    void add(Run run) {
      double sinceStart = (run.startNanos() / 1_000) - range.fromMicros();
      int at = (int) (sinceStart / range.lengthMicros() * PARTS);
      PartSum part = parts.get(Math.clamp(at, 0, PARTS - 1));
      part.seconds.record(run.durationNanos() / 1e9, 1);
      part.failed += run.status() == SpanStatus.ERROR ? 1 : 0;
      Double cost = run.costUsd();
      if (cost != null) {
        costUsd = costUsd == null ? cost : costUsd + cost;
        part.costUsd += cost;
      }
      costComplete &= run.costComplete();
      inputTokens += run.tokens().input();
      outputTokens += run.tokens().output();
      run.agents().forEach(agent -> agents.merge(agent, 1L, Long::sum));
    }

    WorkflowStats stats(String name) {
      List<WorkflowStats.Part> trend = new ArrayList<>();
      long failed = 0;
      for (int i = 0; i < PARTS; i++) {
        PartSum part = parts.get(i);
        ExpHistogram durations = part.seconds.build();
        seconds = seconds.isEmpty() ? durations : seconds.merge(durations);
        failed += part.failed;
        trend.add(
            new WorkflowStats.Part(
                range.fromMicros() + range.lengthMicros() / PARTS * i,
                durations.count(),
                part.failed,
                durations,
                part.costUsd));
      }
      return new WorkflowStats(
          name,
          seconds.count(),
          running,
          seconds.count() - failed,
          failed,
          seconds,
          costUsd,
          costComplete,
          inputTokens,
          outputTokens,
          agents.entrySet().stream()
              .map(entry -> new WorkflowStats.Participant(entry.getKey(), entry.getValue()))
              .sorted(
                  Comparator.comparingLong(WorkflowStats.Participant::runs)
                      .reversed()
                      .thenComparing(WorkflowStats.Participant::agentId))
              .limit(MOST_AGENTS)
              .toList(),
          trend);
    }
  }
}
