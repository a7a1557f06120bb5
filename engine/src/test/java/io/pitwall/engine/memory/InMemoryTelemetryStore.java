package io.pitwall.engine.memory;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.CommitListener;
import io.pitwall.store.api.OpenTrace;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.Retention;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.StoreStats;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A telemetry store without a disk. It keeps what it was given over {@link #close} and {@link
 * #reopen}, as a disk would, and refuses or fails on demand. Thread-safe.
 */
public final class InMemoryTelemetryStore implements TelemetryStore {
  private final Clock clock;
  private final MemoryMetrics metrics = new MemoryMetrics();
  private final MemoryTraces traces = new MemoryTraces();
  private final MemoryAgents agents = new MemoryAgents();
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private long lastSeq;
  private long commits;
  private long duplicates;
  private long refused;
  private boolean full;
  private boolean broken;
  private boolean closed;

  public InMemoryTelemetryStore(Clock clock) {
    this.clock = clock;
  }

  /** Whether everything is refused as too much from now on. */
  public synchronized void setFull(boolean full) {
    this.full = full;
  }

  /** Whether every write fails from now on, as with a full disk. */
  public synchronized void setBroken(boolean broken) {
    this.broken = broken;
  }

  /** Opens it again, as the start of a new process would: the listeners are gone. */
  public synchronized void reopen() {
    closed = false;
    duplicates = 0;
    listeners.clear();
  }

  @Override
  public synchronized CompletableFuture<Commit> append(TelemetryBatch batch) {
    checkOpen();
    if (full) {
      refused++;
      throw new OverCapacityException("Too much is waiting", Duration.ofSeconds(1));
    }
    try {
      checkWorks();
      metrics.check(batch);
    } catch (StoreException failure) {
      return CompletableFuture.failedFuture(failure);
    }
    List<Span> fresh = traces.without(batch.spans());
    TelemetryBatch stored =
        new TelemetryBatch(batch.samples(), batch.distributions(), fresh, batch.executions());
    int repeated = batch.spans().size() - fresh.size();
    lastSeq = Math.max(lastSeq + 1, clock.nowMicros());
    metrics.add(lastSeq, stored);
    traces.add(lastSeq, fresh);
    agents.add(lastSeq, stored);
    commits++;
    duplicates += repeated;
    Commit commit = new Commit(lastSeq, stored, repeated);
    for (CommitListener listener : listeners) {
      try {
        listener.committed(commit);
      } catch (RuntimeException itsOwnFault) {
        // Nothing is lost by it.
      }
    }
    return CompletableFuture.completedFuture(commit);
  }

  @Override
  public void onCommit(CommitListener listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized List<Series> findSeries(SeriesQuery query) {
    checkOpen();
    return metrics.find(query);
  }

  @Override
  public synchronized List<SeriesPoints> read(
      List<Series> series, TimeRange range, long stepMicros) {
    checkOpen();
    return series.stream().map(one -> metrics.read(one, range, stepMicros)).toList();
  }

  @Override
  public synchronized List<SeriesSummary> summarize(SeriesQuery query, TimeRange range) {
    checkOpen();
    return metrics.find(query).stream()
        .flatMap(series -> metrics.summarize(series, range).stream())
        .toList();
  }

  @Override
  public synchronized List<Span> spans(TraceId traceId, int offset, int limit) {
    checkOpen();
    return traces.spans(traceId).stream().skip(offset).limit(limit).toList();
  }

  @Override
  public synchronized List<List<Span>> spans(List<TraceId> traceIds) {
    checkOpen();
    return traceIds.stream().map(traces::spans).toList();
  }

  @Override
  public synchronized List<List<Span>> outlines(List<TraceId> traceIds) {
    checkOpen();
    return traceIds.stream().map(traces::outline).toList();
  }

  @Override
  public synchronized long spanCount(TraceId traceId) {
    checkOpen();
    return traces.spanCount(traceId);
  }

  @Override
  public synchronized List<AgentUse> saveRuns(List<Run> runs, List<AgentUse> uses) {
    checkWorks();
    traces.save(clock.nowMicros(), runs);
    return agents.save(runs, uses);
  }

  @Override
  public synchronized Optional<Run> run(TraceId traceId) {
    checkOpen();
    return traces.run(traceId);
  }

  @Override
  public synchronized RunPage runs(RunQuery query) {
    checkOpen();
    return traces.runs(query);
  }

  @Override
  public synchronized List<OpenTrace> openTraces() {
    checkOpen();
    return traces.open();
  }

  @Override
  public synchronized List<AgentTotals> agentTotals() {
    checkOpen();
    return agents.totals();
  }

  @Override
  public synchronized List<AgentSlot> agentSlots(TimeRange range, long slotMicros) {
    checkOpen();
    return agents.slots(range, slotMicros);
  }

  @Override
  public synchronized List<OperationStats> operations(OperationQuery query) {
    checkOpen();
    return agents.operations(query);
  }

  /** Every answer is computed anew, so there is nothing to roll up. */
  @Override
  public synchronized long fold() {
    checkWorks();
    return 0;
  }

  @Override
  public synchronized void expire(Retention retention) {
    checkWorks();
    long now = clock.nowMicros();
    metrics.expire(now - micros(retention.raw()), now - micros(retention.hourRollups()));
    traces.expire(now - micros(retention.raw()), now - micros(retention.runs()));
    agents.expire(now - micros(retention.runs()));
  }

  @Override
  public synchronized StoreStats stats() {
    checkOpen();
    return new StoreStats(
        traces.spanCount(),
        metrics.rawSamples(),
        metrics.seriesCount(),
        traces.runCount(),
        0,
        0,
        Integer.MAX_VALUE,
        commits,
        refused,
        duplicates,
        0,
        0);
  }

  @Override
  public synchronized void check() {
    checkWorks();
  }

  @Override
  public boolean isOverCapacity(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof OverCapacityException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("The store is closed");
    }
  }

  private void checkWorks() {
    checkOpen();
    if (broken) {
      throw new StoreException("No space left on the device");
    }
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
