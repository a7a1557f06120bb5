package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Retention;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rolling up, merging and deleting, one at a time, beside the writer: it appends to raw tables
 * while this adds to rollups and deletes old rows, so neither waits for the other.
 */
final class Upkeep implements AutoCloseable {
  private final Catalog catalog;
  private final Writer writer;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final Lane lane;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  Upkeep(Database database, Catalog catalog, Writer writer, Checkpoints checkpoints, Clock clock) {
    this.catalog = catalog;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.lane = new Lane("upkeep", 1, database);
  }

  long fold() {
    oneAtATime.lock();
    try {
      long toSeq = writer.lastSeq();
      long records = lane.atomically(connection -> Fold.run(connection, toSeq));
      return lane.call(
          connection -> {
            long chunked = Chunking.runIfDue(connection, catalog.series(), clock.nowMicros());
            Compaction.runIfDue(connection, clock.nowMicros(), checkpoints);
            ChunkMerging.runIfDue(connection, clock.nowMicros(), checkpoints);
            return records + chunked;
          });
    } finally {
      oneAtATime.unlock();
    }
  }

  void expire(Retention retention) {
    oneAtATime.lock();
    try {
      fold();
      long now = clock.nowMicros();
      long firstKept = lane.call(connection -> Expiry.firstKept(connection, retention.raw(), now));
      lane.call(connection -> Chunking.run(connection, catalog.series()));
      if (retention.minuteRollups().compareTo(retention.raw()) > 0) {
        lane.call(
            connection -> {
              ChunkMerging.replaceByMinutes(connection, catalog.series(), firstKept, checkpoints);
              return true;
            });
      }
      List<TraceId> halfGone = catalog.traces().across(firstKept);
      lane.atomically(connection -> Expiry.delete(connection, retention, now, firstKept, halfGone));
      writer.between(() -> forget(firstKept, halfGone));
      lane.call(
          connection -> {
            checkpoints.run(connection);
            return true;
          });
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Throws if a write does not work. */
  void checkWrite() {
    long now = clock.nowMicros();
    lane.atomically(
        connection -> {
          Watermark.write(connection, "checked", now);
          return true;
        });
  }

  /** Brings what is known by heart in line with what was deleted; on the writer's thread. */
  private void forget(long firstKept, List<TraceId> halfGone) {
    catalog.traces().removeBefore(firstKept);
    if (!halfGone.isEmpty()) {
      for (Expiry.Count count : lane.call(connection -> Expiry.count(connection, halfGone))) {
        catalog.traces().recount(count.trace().high(), count.trace().low(), count.spans());
      }
    }
    catalog.series().removeNumbers(lane.atomically(Expiry::deleteEmptySeries));
    writer.forgetSpanIds();
  }

  @Override
  public void close() {
    lane.close();
  }
}
