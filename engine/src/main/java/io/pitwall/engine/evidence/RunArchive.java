package io.pitwall.engine.evidence;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.TelemetryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest final runs with their spans in memory, workflow by workflow, within bounds. Where runs
 * come faster than they can be taken in, some are passed over and counted: what is judged is a
 * sample then. Filled from the store when first asked. Thread-safe.
 */
public final class RunArchive {
  private static final Comparator<ObservedRun> NEWEST_FIRST =
      Comparator.comparingLong(ObservedRun::endMicros)
          .reversed()
          .thenComparing(one -> one.run().traceId().toString());

  /** When full, this share of the runs of the largest workflow makes room. */
  private static final double ROOM = 0.1;

  /** At start so many times as much is read: the day before is what runs are compared with. */
  private static final int AT_START = 5;

  private final TelemetryStore store;
  private final ArchiveLimits limits;
  private final Names names = new Names();
  private final Map<String, Workflow> workflows = new HashMap<>();
  private final Map<TraceId, String> workflowOf = new HashMap<>();
  private final LongAdder passedOver = new LongAdder();
  private long spans;
  private boolean filled;
  private Consumer<ObservedRun> watcher = run -> {};

  /** One workflow; guarded by the archive. */
  private static final class Workflow {
    private final Map<TraceId, ObservedRun> runs = new HashMap<>();
    private long spans;
    private @Nullable WorkflowRuns shown;
  }

  public RunArchive(TelemetryStore store, ArchiveLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  /** Takes in runs that became final; one that is known already is replaced. */
  public synchronized void finished(List<Run> runs) {
    if (filled) {
      take(runs, limits.spansAtOnce());
    }
  }

  /** All workflows that have a run at hand, the one with the most spans first. */
  public synchronized List<WorkflowRuns> all() {
    fill();
    return workflows.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Workflow> one) -> one.getValue().spans)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .map(one -> shown(one.getKey(), one.getValue()))
        .toList();
  }

  /** One workflow; empty if no run of it is at hand. */
  public synchronized Optional<WorkflowRuns> of(String workflow) {
    fill();
    Workflow known = workflows.get(workflow);
    return known == null ? Optional.empty() : Optional.of(shown(workflow, known));
  }

  /**
   * The runs of a workflow that started within a range: those at hand, or else what the store has,
   * the newest {@link ArchiveLimits#mostRuns} of it. Empty if there are none.
   */
  public Optional<WorkflowRuns> in(String workflow, TimeRange range) {
    List<ObservedRun> within =
        of(workflow).map(WorkflowRuns::runs).orElse(List.of()).stream()
            .filter(run -> isIn(range, run.run()))
            .toList();
    List<ObservedRun> runs = within.isEmpty() ? read(workflow, range) : within;
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WorkflowRuns(
                workflow,
                names,
                runs,
                Long.MAX_VALUE / 4,
                () -> SharedPools.facts(runs, others(workflow), names)));
  }

  private static boolean isIn(TimeRange range, Run run) {
    long start = run.startNanos() / 1_000;
    return start >= range.fromMicros() && start < range.toMicros();
  }

  /** From the store, without attributes: reading those takes ten times as long. */
  private List<ObservedRun> read(String workflow, TimeRange range) {
    List<Run> runs = new ArrayList<>();
    long budget = limits.mostSpans() / 4;
    RunQuery query =
        new RunQuery(workflow, null, null, 0, range, RunQuery.Sort.NEWEST, limits.mostRuns(), 0);
    for (Run run : store.runs(query).runs()) {
      budget -= run.spanCount();
      if (budget >= 0) {
        runs.add(run);
      }
    }
    List<List<Span>> spansOf = store.outlines(runs.stream().map(Run::traceId).toList());
    List<ObservedRun> read = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (!spansOf.get(i).isEmpty()) {
        read.add(new ObservedRun(runs.get(i), RunView.of(spansOf.get(i), names)));
      }
    }
    read.sort(NEWEST_FIRST);
    return read;
  }

  /** Runs since start that were passed over because they came too fast or were too large. */
  public long passedOver() {
    return passedOver.sum();
  }

  /** Spans at hand. */
  public synchronized long spans() {
    return spans;
  }

  private void fill() {
    if (!filled) {
      filled = true;
      take(store.runs(RunQuery.newest(limits.mostRuns())).runs(), limits.spansAtOnce() * AT_START);
    }
  }

  private void take(List<Run> runs, int most) {
    int budget = most;
    List<Run> wanted = new ArrayList<>();
    for (Run run : runs) {
      if (run.spanCount() > limits.largestRun() || run.spanCount() > budget) {
        passedOver.increment();
        continue;
      }
      budget -= run.spanCount();
      wanted.add(run);
    }
    List<List<Span>> read = store.spans(wanted.stream().map(Run::traceId).toList());
    for (int i = 0; i < wanted.size(); i++) {
      if (!read.get(i).isEmpty()) {
        put(wanted.get(i), read.get(i));
      }
    }
    while (spans > limits.mostSpans()) {
      makeRoom();
    }
  }

  /** Who is shown each run as it is taken in; must be quick. Before the first run. */
  public synchronized void onRun(Consumer<ObservedRun> watcher) {
    this.watcher = watcher;
  }

  private void put(Run run, List<Span> read) {
    // Taken for final before its root came, a run had another name.
    String named = workflowOf.put(run.traceId(), run.workflow());
    if (named != null && !named.equals(run.workflow())) {
      remove(named, run.traceId());
    }
    Workflow workflow = workflows.computeIfAbsent(run.workflow(), any -> new Workflow());
    ObservedRun observed = new ObservedRun(run, RunView.of(read, names));
    watcher.accept(observed);
    ObservedRun before = workflow.runs.put(run.traceId(), observed);
    add(workflow, observed.view().size() - (before == null ? 0 : before.view().size()));
    if (workflow.runs.size() > limits.mostRuns()) {
      forget(workflow, workflow.runs.size() - limits.mostRuns());
    }
  }

  private void remove(String name, TraceId trace) {
    Workflow workflow = workflows.get(name);
    ObservedRun gone = workflow == null ? null : workflow.runs.remove(trace);
    if (workflow != null && gone != null) {
      add(workflow, -gone.view().size());
      if (workflow.runs.isEmpty()) {
        workflows.remove(name);
      }
    }
  }

  private void makeRoom() {
    Map.Entry<String, Workflow> largest =
        workflows.entrySet().stream()
            .max(Comparator.comparingLong(one -> one.getValue().spans))
            .orElseThrow();
    forget(largest.getValue(), (int) Math.ceil(largest.getValue().runs.size() * ROOM));
    if (largest.getValue().runs.isEmpty()) {
      workflows.remove(largest.getKey());
    }
  }

  private void forget(Workflow workflow, int oldest) {
    workflow.runs.values().stream()
        .sorted(NEWEST_FIRST.reversed())
        .limit(oldest)
        .toList()
        .forEach(
            run -> {
              workflow.runs.remove(run.run().traceId());
              workflowOf.remove(run.run().traceId());
              add(workflow, -run.view().size());
            });
  }

  private void add(Workflow workflow, long more) {
    workflow.spans += more;
    spans += more;
    workflow.shown = null;
  }

  private WorkflowRuns shown(String name, Workflow workflow) {
    WorkflowRuns known = workflow.shown;
    if (known == null) {
      List<ObservedRun> newest = new ArrayList<>(workflow.runs.values());
      newest.sort(NEWEST_FIRST);
      known =
          new WorkflowRuns(
              name,
              names,
              newest,
              WorkflowRuns.SLOW_MICROS,
              () -> SharedPools.facts(newest, others(name), names));
      workflow.shown = known;
    }
    return known;
  }

  private synchronized List<ObservedRun> others(String than) {
    List<ObservedRun> others = new ArrayList<>();
    workflows.forEach(
        (name, workflow) -> {
          if (!name.equals(than)) {
            others.addAll(workflow.runs.values());
          }
        });
    return others;
  }
}
