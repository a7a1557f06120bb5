package io.pitwall.engine.run;

import io.pitwall.analysis.workflow.AgentUses;
import io.pitwall.analysis.workflow.RunAssembler;
import io.pitwall.analysis.workflow.RunDetails;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunDetail;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.OpenTrace;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Knows which traces still grow, and turns those that do not into final runs. Holds a few words for
 * each open trace; the spans stay in the store. Thread-safe.
 *
 * <p>A run is final once no span of it arrived for the idle time. A trace whose latest span ended
 * longer ago than that, as in imported history, is final after {@link #SETTLE} already. A late span
 * reopens its run.
 */
public final class RunTracker {
  /** How long to wait for further spans of a trace that lies in the past. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  private static final int FINALIZED_AT_ONCE = 1_000;

  private static final int SPANS_AT_ONCE = 5_000;

  private static final int MOST_LOOKED_UP = 100;

  private final TelemetryStore store;
  private final long idleMicros;
  private final Consumer<List<AgentUse>> uses;
  private final Map<TraceId, Activity> open = new ConcurrentHashMap<>();

  private final UnfinishedRuns unfinished = new UnfinishedRuns();

  private record Activity(
      long lastSeq, long startMicros, long endMicros, long spanCount, boolean rooted) {
    Activity plus(Activity other) {
      return new Activity(
          Math.max(lastSeq, other.lastSeq),
          Math.min(startMicros, other.startMicros),
          Math.max(endMicros, other.endMicros),
          spanCount + other.spanCount,
          rooted || other.rooted);
    }
  }

  /**
   * A tracker of the runs in a store.
   *
   * @param idle how long after its latest span a run is final
   * @param uses told by how much what agents used has changed, each time after that is saved
   */
  public RunTracker(TelemetryStore store, Duration idle, Consumer<List<AgentUse>> uses) {
    this.store = store;
    this.uses = uses;
    idleMicros = idle.toNanos() / 1_000;
  }

  /** Takes in the traces that were open when the store was last used. */
  public void restore(List<OpenTrace> traces) {
    for (OpenTrace trace : traces) {
      // What has come of it is not known, so it is not called unfinished before it is final.
      open.put(
          trace.traceId(),
          new Activity(trace.lastSeq(), trace.lastSeq(), trace.lastSeq(), trace.spanCount(), true));
    }
  }

  /** Takes in a commit. */
  public void committed(Commit commit) {
    for (Span span : commit.stored().spans()) {
      open.merge(
          span.traceId(),
          new Activity(
              commit.seq(), span.startNanos() / 1_000, span.endNanos() / 1_000, 1, span.isRoot()),
          Activity::plus);
    }
  }

  /** Number of runs under way. */
  public int running() {
    return open.size();
  }

  /**
   * Number of runs that are at work now: under way, and with a span that ended within the idle
   * time. Runs of the past that are being imported are not among them.
   */
  public int active(long nowMicros) {
    int active = 0;
    for (Activity activity : open.values()) {
      active += activity.endMicros >= nowMicros - idleMicros ? 1 : 0;
    }
    return active;
  }

  /**
   * Runs whose first span has not come although runs of their workflow usually have one: under way
   * for a minute or more, or idle since. Those that are older than six hours are given up.
   */
  public List<OpenRun> unfinished(long nowMicros) {
    List<TraceId> rootless =
        open.entrySet().stream()
            .filter(trace -> !trace.getValue().rooted)
            .filter(trace -> trace.getValue().startMicros < nowMicros - 60_000_000L)
            .limit(MOST_LOOKED_UP)
            .map(Map.Entry::getKey)
            .toList();
    return unfinished.all(nowMicros, rootless, traces -> store.outlines(traces));
  }

  /** Looks once more at runs that were unfinished before a restart. */
  public void lookAgain(List<TraceId> traces) {
    for (List<Span> spans : store.outlines(traces)) {
      if (!spans.isEmpty() && spans.stream().noneMatch(Span::isRoot)) {
        unfinished.expect(RunAssembler.assemble(spans, RunState.FINAL));
      }
    }
  }

  /** Runs under way, those that grew last first. */
  public List<Run> running(int limit) {
    List<TraceId> newest =
        open.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<TraceId, Activity> trace) -> trace.getValue().lastSeq)
                    .reversed())
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    return assemble(newest, RunState.RUNNING);
  }

  /** A run, under way or final; empty if the trace is unknown. */
  public Optional<Run> run(TraceId traceId) {
    if (!open.containsKey(traceId)) {
      Optional<Run> saved = store.run(traceId);
      if (saved.isPresent()) {
        return saved;
      }
    }
    RunState state = open.containsKey(traceId) ? RunState.RUNNING : RunState.FINAL;
    return assemble(List.of(traceId), state).stream().findFirst();
  }

  /**
   * How the work of a run went; empty if the trace is unknown. Reads all its spans, a page at a
   * time, and keeps little of each.
   */
  public Optional<RunDetail> detail(TraceId traceId) {
    Optional<Run> run = run(traceId);
    if (run.isEmpty()) {
      return Optional.empty();
    }
    List<Span> spans = new ArrayList<>();
    List<Span> page;
    do {
      page = store.spans(traceId, spans.size(), SPANS_AT_ONCE);
      page.forEach(span -> spans.add(SpanOutline.of(span)));
    } while (page.size() == SPANS_AT_ONCE);
    return Optional.of(RunDetails.of(run.get(), spans));
  }

  /**
   * Makes final what is idle now, and saves it with what agents used in it: only a whole run tells
   * which of its spans repeat each other, and whose they are.
   *
   * @return the runs that became final
   */
  public List<Run> finalizeIdle(long nowMicros) {
    List<Run> finalized = new ArrayList<>();
    List<Map.Entry<TraceId, Activity>> idle =
        open.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
            .filter(trace -> isIdle(trace.getValue(), nowMicros))
            .toList();
    for (int from = 0; from < idle.size(); from += FINALIZED_AT_ONCE) {
      List<Map.Entry<TraceId, Activity>> some =
          idle.subList(from, Math.min(idle.size(), from + FINALIZED_AT_ONCE));
      List<Run> runs = new ArrayList<>();
      List<AgentUse> used = new ArrayList<>();
      for (List<Span> spans : store.outlines(some.stream().map(Map.Entry::getKey).toList())) {
        if (!spans.isEmpty()) {
          Run run = RunAssembler.assemble(spans, RunState.FINAL);
          runs.add(run);
          unfinished.ended(run, spans.stream().anyMatch(Span::isRoot));
          used.addAll(AgentUses.of(spans));
        }
      }
      uses.accept(store.saveRuns(runs, used));
      // Only if nothing arrived meanwhile; else the trace stays open and is saved again.
      some.forEach(trace -> open.remove(trace.getKey(), trace.getValue()));
      finalized.addAll(runs);
    }
    return finalized;
  }

  private boolean isIdle(Activity activity, long nowMicros) {
    boolean past = activity.endMicros < nowMicros - idleMicros;
    long wait = past ? Math.min(SETTLE.toNanos() / 1_000, idleMicros) : idleMicros;
    return nowMicros - activity.lastSeq >= wait;
  }

  private List<Run> assemble(List<TraceId> traceIds, RunState state) {
    return store.outlines(traceIds).stream()
        .filter(spans -> !spans.isEmpty())
        .map(spans -> RunAssembler.assemble(spans, state))
        .toList();
  }
}
