package io.pitwall.engine.alert.signal;

import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What workflows do, made of their final runs: {@code workflow.*} with the tag workflow. Windows
 * slide by five minutes, beyond an hour by an hour, up to three days; without one it is fifteen
 * minutes. Bounded: beyond {@value #MOST_WORKFLOWS} workflows further ones are left out.
 * Thread-safe.
 */
public final class WorkflowSignals implements SignalSource {
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(15);
  private static final int MOST_WORKFLOWS = 1_000;
  private static final int MOST_AGENTS = 200;
  private static final int PAGE = 20_000;
  private static final long SHORT_SLOT = 300_000_000L;
  private static final long LONG_SLOT = 3_600_000_000L;
  private static final int SHORT_SLOTS = 13;
  private static final int LONG_SLOTS = 73;
  private static final List<String> WHAT =
      List.of(
          "runs",
          "error_rate",
          "p50_seconds",
          "p95_seconds",
          "cost_per_hour",
          "cost_per_run",
          "tool_calls_per_run",
          "model_calls_per_run",
          "looping_runs",
          "retry_share",
          "last_seen_seconds");

  private final TelemetryStore store;
  private final Set<String> names;
  private final Map<String, Workflow> workflows = new HashMap<>();
  private boolean restored;

  /** Sums of one workflow; the second ring counts calls of models, of tools, and loops. */
  private static final class Workflow {
    private final SlotRing runs = new SlotRing(SHORT_SLOT, SHORT_SLOTS);
    private final SlotRing hours = new SlotRing(LONG_SLOT, LONG_SLOTS);
    private final SlotRing toolCalls = new SlotRing(SHORT_SLOT, SHORT_SLOTS);
    private final SlotRing modelCalls = new SlotRing(SHORT_SLOT, SHORT_SLOTS);
    private final SlotRing loops = new SlotRing(SHORT_SLOT, SHORT_SLOTS);
    private final SlotRing calls = new SlotRing(SHORT_SLOT, SHORT_SLOTS);
    private final Set<String> agents = new HashSet<>();
    private final LinkedHashMap<String, Long> looping = new LinkedHashMap<>();
    private long latestMicros;
  }

  public WorkflowSignals(TelemetryStore store) {
    this.store = store;
    List<String> all = new ArrayList<>();
    WHAT.forEach(what -> all.add("workflow." + what));
    names = Set.copyOf(all);
  }

  /** Takes in runs that became final. */
  public synchronized void finished(List<Run> runs) {
    restore(runs);
    runs.forEach(this::add);
  }

  /**
   * Takes in how the calls of a run went.
   *
   * @param calls calls of tools and models, repetitions included
   * @param retries those of them that repeat one that failed
   * @param repeats how often the most repeated call with equal arguments was made
   */
  synchronized void looked(Run run, long calls, long retries, int repeats) {
    Workflow workflow = workflows.get(run.workflow());
    if (workflow == null) {
      return;
    }
    long end = run.endNanos() / 1_000;
    workflow.calls.addSum(end, calls, (double) retries);
    if (repeats >= CallWatch.LOOP) {
      workflow.loops.addSum(end, 1, repeats);
      workflow.looping.put(run.traceId().toString(), end);
      if (workflow.looping.size() > 5) {
        workflow.looping.remove(workflow.looping.keySet().iterator().next());
      }
    }
  }

  /** Ids and types of agents that took part in runs of a workflow lately. */
  public synchronized Set<String> agentsOf(String workflow) {
    Workflow known = workflows.get(workflow);
    return known == null ? Set.of() : Set.copyOf(known.agents);
  }

  /** The 99th percentile of the durations of the last hour's runs, seconds; NaN below 20 runs. */
  synchronized double usualSeconds(String workflow, long nowMicros) {
    Workflow known = workflows.get(workflow);
    if (known == null) {
      return Double.NaN;
    }
    SlotRing.Totals totals = known.hours.over(24 * LONG_SLOT, nowMicros, true);
    return totals.count() < 20 ? Double.NaN : totals.values().quantile(0.99);
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public synchronized List<SignalValue> read(String signal, Duration over, long nowMicros) {
    restore(List.of());
    Duration window = over.isZero() ? USUAL_WINDOW : over;
    long micros = window.toNanos() / 1_000;
    List<SignalValue> values = new ArrayList<>();
    workflows.forEach(
        (name, workflow) -> {
          SignalValue value = read(signal, name, workflow, micros, nowMicros);
          if (!Double.isNaN(value.value())) {
            values.add(value);
          }
        });
    return values;
  }

  private static SignalValue read(
      String signal, String name, Workflow workflow, long micros, long nowMicros) {
    String what = signal.substring("workflow.".length());
    SortedMap<String, String> tags = SignalValue.tags("workflow", name);
    boolean recent = micros <= SHORT_SLOT * (SHORT_SLOTS - 1);
    SlotRing ring = recent ? workflow.runs : workflow.hours;
    SlotRing.Totals runs = ring.over(micros, nowMicros, what.endsWith("_seconds"));
    double value =
        switch (what) {
          case "tool_calls_per_run" -> perRun(workflow.toolCalls.over(micros, nowMicros, false));
          case "model_calls_per_run" -> perRun(workflow.modelCalls.over(micros, nowMicros, false));
          case "looping_runs" -> workflow.loops.over(micros, nowMicros, false).count();
          case "retry_share" -> perRun(workflow.calls.over(micros, nowMicros, false));
          case "last_seen_seconds" -> Math.max(0, nowMicros - workflow.latestMicros) / 1e6;
          default ->
              runs.count() == 0
                  ? Double.NaN
                  : valueOf(what, runs, (micros + Math.floorMod(nowMicros, SHORT_SLOT)) / 3.6e9);
        };
    long count =
        what.equals("retry_share")
            ? workflow.calls.over(micros, nowMicros, false).count()
            : runs.count();
    SignalValue read = SignalValue.of(signal, tags, value, count, nowMicros);
    return what.equals("looping_runs")
        ? read.with(List.copyOf(workflow.looping.keySet()).reversed())
        : read;
  }

  private static double perRun(SlotRing.Totals totals) {
    return totals.count() == 0 ? Double.NaN : totals.sum() / totals.count();
  }

  private static double valueOf(String what, SlotRing.Totals runs, double hours) {
    return switch (what) {
      case "runs" -> runs.count();
      case "error_rate" -> (double) runs.bad() / runs.count();
      case "p50_seconds" -> runs.values().quantile(0.5);
      case "p95_seconds" -> runs.values().quantile(0.95);
      case "cost_per_hour" -> runs.other() / hours;
      case "cost_per_run" -> runs.other() / runs.count();
      default -> Double.NaN;
    };
  }

  @Override
  public List<SignalHistory> history(String signal, TimeRange range, long stepMicros) {
    long first = Math.floorDiv(range.fromMicros(), stepMicros);
    int buckets = (int) (Math.ceilDiv(range.toMicros(), stepMicros) - first);
    Map<String, Bucket[]> byWorkflow = new TreeMap<>();
    int offset = 0;
    RunPage page;
    do {
      page =
          store.runs(new RunQuery(null, null, null, 0, range, RunQuery.Sort.NEWEST, PAGE, offset));
      for (Run run : page.runs()) {
        int at = (int) (Math.floorDiv(run.endNanos() / 1_000, stepMicros) - first);
        if (at >= 0 && at < buckets) {
          Bucket[] all = byWorkflow.computeIfAbsent(run.workflow(), w -> new Bucket[buckets]);
          if (all[at] == null) {
            all[at] = new Bucket();
          }
          all[at].add(run);
        }
      }
      offset += PAGE;
    } while (page.runs().size() == PAGE && offset < 10 * PAGE);
    List<SignalHistory> histories = new ArrayList<>();
    byWorkflow.forEach((name, all) -> histories.add(history(signal, name, all, first, stepMicros)));
    return histories;
  }

  private static SignalHistory history(
      String signal, String workflow, Bucket[] all, long first, long stepMicros) {
    SortedMap<String, String> tags = SignalValue.tags("workflow", workflow);
    long[] starts = new long[all.length];
    double[] values = new double[all.length];
    long[] counts = new long[all.length];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < all.length; i++) {
      starts[i] = (first + i) * stepMicros;
      if (all[i] != null) {
        values[i] = all[i].value(signal.substring("workflow.".length()), stepMicros / 3.6e9);
        counts[i] = all[i].runs;
      }
    }
    return new SignalHistory(
        SignalValue.of(signal, tags, 0, 0, 0).subject(), tags, starts, values, counts);
  }

  private static final class Bucket {
    private final ExpHistogramBuilder seconds = new ExpHistogramBuilder();
    private long runs;
    private long failed;
    private long tools;
    private long models;
    private double costUsd;

    void add(Run run) {
      runs++;
      failed += run.status() == SpanStatus.ERROR ? 1 : 0;
      tools += run.toolCalls();
      models += run.modelCalls();
      Double cost = run.costUsd();
      costUsd += cost == null ? 0 : cost;
      seconds.record(run.durationNanos() / 1e9);
    }

    double value(String what, double hours) {
      return switch (what) {
        case "runs" -> runs;
        case "error_rate" -> (double) failed / runs;
        case "p50_seconds" -> seconds.build().quantile(0.5);
        case "p95_seconds" -> seconds.build().quantile(0.95);
        case "cost_per_hour" -> costUsd / hours;
        case "cost_per_run" -> costUsd / runs;
        case "tool_calls_per_run" -> (double) tools / runs;
        case "model_calls_per_run" -> (double) models / runs;
        default -> Double.NaN;
      };
    }
  }

  /** Reads the runs of the last days, once; those that are handed in now are not among them. */
  private void restore(List<Run> now) {
    if (restored) {
      return;
    }
    restored = true;
    Set<String> known = new HashSet<>();
    now.forEach(run -> known.add(run.traceId().toString()));
    RunQuery newest = RunQuery.newest(PAGE);
    for (Run run : store.runs(newest).runs().reversed()) {
      if (!known.contains(run.traceId().toString())) {
        add(run);
      }
    }
  }

  private void add(Run run) {
    Workflow workflow = workflows.get(run.workflow());
    if (workflow == null) {
      if (workflows.size() >= MOST_WORKFLOWS) {
        return;
      }
      workflow = new Workflow();
      workflows.put(run.workflow(), workflow);
    }
    long end = run.endNanos() / 1_000;
    boolean failed = run.status() == SpanStatus.ERROR;
    double seconds = run.durationNanos() / 1e9;
    Double cost = run.costUsd();
    workflow.runs.add(end, seconds, failed, cost == null ? 0 : cost);
    workflow.hours.add(end, seconds, failed, cost == null ? 0 : cost);
    workflow.toolCalls.addSum(end, 1, run.toolCalls());
    workflow.modelCalls.addSum(end, 1, run.modelCalls());
    workflow.latestMicros = Math.max(workflow.latestMicros, end);
    for (String agent : run.agents()) {
      if (workflow.agents.size() < MOST_AGENTS) {
        workflow.agents.add(agent);
      }
    }
  }
}
