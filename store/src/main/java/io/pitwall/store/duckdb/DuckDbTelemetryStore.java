package io.pitwall.store.duckdb;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
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
import io.pitwall.store.api.StoreStats;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Telemetry in DuckDB: brings the writer, the readers and the upkeep together. */
final class DuckDbTelemetryStore implements TelemetryStore {
  private final Database database;
  private final Catalog catalog;
  private final DuckDbSettings settings;
  private final WriteQueue queue;
  private final Checkpointer checkpointer;
  private final Writer writer;
  private final Lane readers;
  private final Upkeep upkeep;
  private final TraceReads traces;
  private final RunTable runs;

  DuckDbTelemetryStore(DuckDbSettings settings, Clock clock, Database database, Catalog catalog) {
    this.settings = settings;
    this.database = database;
    this.catalog = catalog;
    this.queue = new WriteQueue(settings.queueRecords(), (long) settings.queueMb() << 20);
    this.checkpointer = new Checkpointer(database, (long) settings.checkpointMb() << 20, clock);
    this.writer =
        new Writer(
            clock,
            queue,
            settings.groupRecords(),
            checkpointer,
            new GroupCommit(catalog, database.session()),
            catalog.lastSeq());
    this.readers = new Lane("reader", settings.readers(), database);
    this.upkeep = new Upkeep(database, catalog, writer, checkpointer::run, clock);
    this.traces = new TraceReads(catalog.traces(), new SpanTable(catalog.words()));
    this.runs = new RunTable(catalog.words());
    checkpointer.start();
    writer.start();
  }

  @Override
  public CompletableFuture<Commit> append(TelemetryBatch batch) {
    return queue.offer(batch);
  }

  @Override
  public void onCommit(CommitListener listener) {
    writer.onCommit(listener);
  }

  @Override
  public List<Series> findSeries(SeriesQuery query) {
    return catalog.series().find(query).stream().map(known -> known.series).toList();
  }

  @Override
  public List<SeriesPoints> read(List<Series> series, TimeRange range, long stepMicros) {
    if (stepMicros < 1_000_000) {
      throw new IllegalArgumentException(
          "Expected a step of 1,000,000 µs or more, but got " + stepMicros);
    }
    List<@Nullable Integer> numbers = new ArrayList<>(series.size());
    for (Series one : series) {
      SeriesIndex.Known known = catalog.series().find(one.id());
      numbers.add(known == null ? null : known.number);
    }
    return readers.atomically(
        connection -> MetricReads.read(connection, series, numbers, range, stepMicros));
  }

  @Override
  public List<SeriesSummary> summarize(SeriesQuery query, TimeRange range) {
    List<SeriesIndex.Known> wanted = catalog.series().find(query);
    return readers.atomically(
        connection ->
            MetricSummaries.summarize(connection, wanted, catalog.series().size(), range));
  }

  @Override
  public List<Span> spans(TraceId traceId, int offset, int limit) {
    return readers.call(connection -> traces.spans(connection, traceId, offset, limit));
  }

  @Override
  public List<List<Span>> spans(List<TraceId> traceIds) {
    return readers.call(connection -> traces.all(connection, traceIds, true));
  }

  @Override
  public List<List<Span>> outlines(List<TraceId> traceIds) {
    return readers.call(connection -> traces.all(connection, traceIds, false));
  }

  @Override
  public long spanCount(TraceId traceId) {
    TraceIndex.Extent extent = catalog.traces().find(traceId);
    return extent == null ? 0 : extent.spans();
  }

  @Override
  public List<AgentUse> saveRuns(List<Run> runsToSave, List<AgentUse> uses) {
    if (runsToSave.isEmpty()) {
      return List.of();
    }
    CompletableFuture<List<AgentUse>> answer = new CompletableFuture<>();
    queue.put(new WriteQueue.Runs(new SavedRuns(runsToSave, uses), answer));
    return Waiting.on(answer);
  }

  @Override
  public Optional<Run> run(TraceId traceId) {
    return readers.call(connection -> runs.find(connection, traceId));
  }

  @Override
  public RunPage runs(RunQuery query) {
    return readers.atomically(connection -> runs.page(connection, query));
  }

  @Override
  public List<OpenTrace> openTraces() {
    return catalog.traces().open();
  }

  @Override
  public List<AgentTotals> agentTotals() {
    return readers.atomically(connection -> AgentReads.totals(connection, catalog.words()));
  }

  @Override
  public List<AgentSlot> agentSlots(TimeRange range, long slotMicros) {
    return readers.atomically(
        connection -> AgentReads.slots(connection, catalog.words(), range, slotMicros));
  }

  @Override
  public List<AgentSlot> agentSlots(String agentId, TimeRange range, long slotMicros) {
    return readers.atomically(
        connection -> AgentReads.slots(connection, catalog.words(), agentId, range, slotMicros));
  }

  @Override
  public CompletableFuture<List<AgentSlot>> agentSlotsAsOfNow(TimeRange range, long slotMicros) {
    return Background.read(
        database, connection -> AgentReads.slots(connection, catalog.words(), range, slotMicros));
  }

  @Override
  public List<OperationStats> operations(OperationQuery query) {
    return readers.atomically(
        connection -> OperationReads.read(connection, catalog.words(), query));
  }

  @Override
  public long fold() {
    return upkeep.fold();
  }

  @Override
  public void expire(Retention retention) {
    upkeep.expire(retention);
  }

  @Override
  public StoreStats stats() {
    long[] rows = readers.call(DuckDbTelemetryStore::countRows);
    return new StoreStats(
        rows[0],
        rows[1],
        catalog.series().size(),
        rows[2],
        database.fileBytes(),
        queue.records(),
        settings.queueRecords(),
        writer.commits(),
        queue.refused(),
        writer.duplicateSpans(),
        writer.failedCommits(),
        writer.lastCommitMillis());
  }

  private static long[] countRows(DuckDBConnection connection) throws SQLException {
    String sql =
        "SELECT (SELECT count(*) FROM spans), (SELECT coalesce(sum(samples), 0)::BIGINT FROM (SELECT samples FROM sample_block UNION ALL SELECT samples FROM sample_chunk)), (SELECT count(*) FROM run WHERE state = %d)"
            .formatted(Codes.of(RunState.FINAL));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
    }
  }

  @Override
  public void check() {
    readers.call(DuckDbTelemetryStore::countRows);
    upkeep.checkWrite();
  }

  @Override
  public boolean isOverCapacity(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OverCapacityException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    writer.close();
    checkpointer.close();
    upkeep.close();
    readers.close();
  }
}
