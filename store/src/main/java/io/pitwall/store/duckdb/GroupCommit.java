package io.pitwall.store.duckdb;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes a group of batches and runs in one transaction. For the writer's thread alone. */
final class GroupCommit {
  private final Catalog catalog;
  private final Database.Session session;
  private final Appenders appenders = new Appenders();
  private final Deduplication deduplication;
  private final SampleTable samples;
  private final SpanTable spans;
  private final ExecutionTable executions;
  private final RunTable runs;
  private final AgentUseTable uses;
  private @Nullable DuckDBConnection connectedTo;

  GroupCommit(Catalog catalog, Database.Session session) {
    this.catalog = catalog;
    this.session = session;
    this.deduplication = new Deduplication(catalog.traces());
    this.samples = new SampleTable(catalog.series(), appenders);
    this.spans = new SpanTable(catalog.words());
    this.executions = new ExecutionTable(catalog.words(), appenders);
    this.runs = new RunTable(catalog.words());
    this.uses = new AgentUseTable(catalog.words(), appenders);
  }

  /**
   * What became of one batch.
   *
   * @param stored the batch as it is stored
   * @param refusal why it was not, null if it was
   */
  record Outcome(TelemetryBatch stored, @Nullable StoreException refusal) {}

  /**
   * What became of a group.
   *
   * @param ofBatches for each batch
   * @param changedUses for each saver of runs, by how much what agents used has changed
   */
  record Outcomes(List<Outcome> ofBatches, List<List<AgentUse>> changedUses) {}

  /**
   * Stores batches and runs, all with the same number.
   *
   * @throws StoreException if the transaction failed; nothing is stored then
   */
  Outcomes commit(long seq, List<TelemetryBatch> batches, List<SavedRuns> runsToSave) {
    try {
      Outcomes outcomes = session.use(connection -> write(connection, seq, batches, runsToSave));
      deduplication.committed(seq);
      catalog.committed();
      runsToSave.forEach(saved -> saved.runs().forEach(run -> cover(run, seq)));
      return outcomes;
    } catch (RuntimeException | Error failed) {
      deduplication.rolledBack();
      catalog.rolledBack();
      samples.discard();
      appenders.discard();
      throw failed;
    }
  }

  /** Forgets span ids in memory, once stored spans were deleted. */
  void forgetSpanIds() {
    deduplication.clear();
  }

  void close() {
    appenders.discard();
    session.close();
  }

  private Outcomes write(
      DuckDBConnection connection,
      long seq,
      List<TelemetryBatch> batches,
      List<SavedRuns> runsToSave)
      throws SQLException {
    if (connectedTo != null && connectedTo != connection) {
      // A commit that failed may have reached the file all the same: believe the file, not memory.
      Database.atomically(connection, catalog::readAgain);
      deduplication.clear();
    }
    connectedTo = connection;
    appenders.attach(connection);
    Database.run(connection, "BEGIN TRANSACTION");
    deduplication.begin(connection, batches.stream().map(TelemetryBatch::spans).toList());
    List<Outcome> outcomes = new ArrayList<>(batches.size());
    for (TelemetryBatch batch : batches) {
      outcomes.add(write(seq, batch));
    }
    samples.flush(seq);
    List<List<AgentUse>> changedUses = saveRuns(connection, seq, runsToSave);
    if (catalog.words().hasAdded()) {
      catalog.words().appendAdded(appenders.of("word"));
    }
    if (catalog.series().hasAdded()) {
      catalog.series().appendAdded(appenders.of("series"));
    }
    appenders.flush();
    Database.run(connection, "COMMIT");
    return new Outcomes(outcomes, changedUses);
  }

  private Outcome write(long seq, TelemetryBatch batch) throws SQLException {
    try {
      samples.resolve(batch);
    } catch (StoreException collision) {
      return new Outcome(TelemetryBatch.EMPTY, collision);
    }
    samples.append(seq, batch);
    List<Span> fresh = deduplication.fresh(batch.spans());
    spans.append(appenders, seq, fresh);
    executions.append(seq, batch.executions());
    TelemetryBatch stored =
        fresh.size() == batch.spans().size()
            ? batch
            : new TelemetryBatch(batch.samples(), batch.distributions(), fresh, batch.executions());
    return new Outcome(stored, null);
  }

  private List<List<AgentUse>> saveRuns(
      DuckDBConnection connection, long seq, List<SavedRuns> runsToSave) throws SQLException {
    if (runsToSave.isEmpty()) {
      return List.of();
    }
    Map<TraceId, Run> newest = new LinkedHashMap<>();
    runsToSave.forEach(saved -> saved.runs().forEach(run -> newest.put(run.traceId(), run)));
    runs.delete(connection, List.copyOf(newest.keySet()));
    for (Run run : newest.values()) {
      runs.append(appenders.of("run"), run, seq, holdsAllSpans(run) ? seq : 0);
    }
    return uses.save(connection, seq, runsToSave);
  }

  /** A run made before its latest spans came is kept, but its trace stays open. */
  private boolean holdsAllSpans(Run run) {
    TraceIndex.Extent extent = catalog.traces().find(run.traceId());
    long stored = extent == null ? 0 : extent.spans();
    return run.spanCount() >= stored + deduplication.pending(run.traceId());
  }

  private void cover(Run run, long seq) {
    TraceIndex.Extent extent = catalog.traces().find(run.traceId());
    if (extent != null && run.spanCount() >= extent.spans()) {
      catalog.traces().cover(run.traceId().high(), run.traceId().low(), seq);
    }
  }
}
