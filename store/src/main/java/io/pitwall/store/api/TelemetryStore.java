package io.pitwall.store.api;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps telemetry. Safe for use by many threads; readers never wait for the writer.
 *
 * <p>What was acknowledged (the future of {@link #append} completed) survives a kill of the process
 * and, as far as the disk keeps its promises, a loss of power. What was not acknowledged may or may
 * not be there. Opening after either needs no repair.
 *
 * <p>Every method may throw {@link StoreException}. Reads see every commit that was acknowledged
 * before they began.
 */
public interface TelemetryStore extends AutoCloseable {

  /**
   * Stores a batch, whole or not at all. Spans whose trace and span id are there already, in the
   * batch itself or from any time before, are left out: the first stands.
   *
   * @return completes when the batch is safe; completes with a {@link StoreException} if it could
   *     not be stored, after which nothing of it is kept
   * @throws OverCapacityException at once, if too much is waiting
   */
  CompletableFuture<Commit> append(TelemetryBatch batch);

  /** Adds a listener for all commits from now on. */
  void onCommit(CommitListener listener);

  /** The series with these properties, by name and tags. */
  List<Series> findSeries(SeriesQuery query);

  /**
   * Reads series in buckets over a range, one answer for each series in the order given. Uses raw
   * samples where the step is under a minute, rollups or samples where it is longer; values that
   * are not rolled up yet are included either way. Beyond the retention of what the step needs,
   * buckets are empty.
   *
   * @param stepMicros width of a bucket, 1 second or more; buckets start at its multiples
   */
  List<SeriesPoints> read(List<Series> series, TimeRange range, long stepMicros);

  /**
   * Sums up all series that a query chooses; those without values in the range are left out. Over
   * ranges longer than an hour the edges of the range may be widened to the full minute.
   */
  List<SeriesSummary> summarize(SeriesQuery query, TimeRange range);

  /**
   * Spans of a trace in order of start, then span id.
   *
   * @param offset spans to pass over, 0 or more
   * @param limit most spans wanted
   * @return empty if the trace is unknown
   */
  List<Span> spans(TraceId traceId, int offset, int limit);

  /**
   * All spans of several traces, trace by trace in the order asked for, each in order of start,
   * then span id; an unknown trace has none. Much cheaper than one trace at a time.
   */
  List<List<Span>> spans(List<TraceId> traceIds);

  /**
   * All spans of several traces with attributes, links and events left out, trace by trace in the
   * order asked for; an unknown trace has none. For making runs of many traces at once.
   */
  List<List<Span>> outlines(List<TraceId> traceIds);

  /** Number of spans of a trace, 0 if it is unknown. Cheap. */
  long spanCount(TraceId traceId);

  /**
   * Keeps runs and what agents used in them, each replacing an earlier one of the same trace. What
   * was used in minutes before the run begins, as it does once its first spans are expired, stays.
   *
   * @param runs the runs; of several of one trace the last stands
   * @param uses all that agents used in these runs
   * @return by how much what agents used has changed, once all is safe
   */
  List<AgentUse> saveRuns(List<Run> runs, List<AgentUse> uses);

  /** Keeps runs in which agents used nothing. */
  default void saveRuns(List<Run> runs) {
    saveRuns(runs, List.of());
  }

  /** The saved run of a trace. */
  Optional<Run> run(TraceId traceId);

  /** Saved runs. */
  RunPage runs(RunQuery query);

  /** Traces with spans that came after their run was saved, or without a run; for starting up. */
  List<OpenTrace> openTraces();

  /**
   * Sums of every agent ever seen, from reported executions and from spans of kind AGENT that name
   * an agent; one that only spans of kind MODEL name is there without tasks. Totals outlive the
   * retention of what they were made from.
   */
  List<AgentTotals> agentTotals();

  /**
   * What agents did within a range, by slots of equal width (a minute or a multiple). Counts,
   * errors, durations and waits come from reported executions and from spans of kind AGENT; tokens
   * and cost from reported executions and from what {@link #saveRuns} was told, because only a
   * whole run tells which spans repeat each other.
   */
  List<AgentSlot> agentSlots(TimeRange range, long slotMicros);

  /** The same of one agent: empty if it is unknown. */
  default List<AgentSlot> agentSlots(String agentId, TimeRange range, long slotMicros) {
    return agentSlots(range, slotMicros).stream()
        .filter(slot -> slot.agentId().equals(agentId))
        .toList();
  }

  /**
   * The same, read in the background: for starting up, when there is no time to wait for it. The
   * answer holds exactly the commits that were acknowledged before this call returns, however long
   * reading takes.
   */
  default CompletableFuture<List<AgentSlot>> agentSlotsAsOfNow(TimeRange range, long slotMicros) {
    return CompletableFuture.completedFuture(agentSlots(range, slotMicros));
  }

  /** How operations did over a range. */
  List<OperationStats> operations(OperationQuery query);

  /**
   * Rolls up what came since the last call, samples when there are enough to be worth it. Exactly
   * once, whatever happens in between, and never to be seen in an answer. Returns the number of raw
   * records that were rolled up.
   */
  long fold();

  /** Deletes what is older than its retention, counted from arrival, and gives the space back. */
  void expire(Retention retention);

  StoreStats stats();

  /** Returns if a read and a write would work now, else throws a {@link StoreException}. */
  void check();

  /** Whether a failure means that too much is asked of the store, rather than that it is broken. */
  boolean isOverCapacity(Throwable failure);

  /** Commits what is waiting, then closes. Never throws; a second call does nothing. */
  @Override
  void close();
}
