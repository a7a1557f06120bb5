package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.StoreException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the write-ahead log into the file when it has grown, beside the writer, which goes on
 * meanwhile. DuckDB would do it inside the commit that passes the limit and make its senders wait.
 */
final class Checkpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private final Database database;
  private final long walBytes;
  private final Semaphore due = new Semaphore(0);
  private final LogThrottle failures;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("store-checkpoint").unstarted(this::work);
  private volatile boolean closed;

  Checkpointer(Database database, long walBytes, Clock clock) {
    this.failures = new LogThrottle(LOG, clock);
    this.database = database;
    this.walBytes = walBytes;
  }

  void start() {
    thread.start();
  }

  /** Looks whether the log is long enough by now. */
  void afterCommit() {
    if (due.availablePermits() == 0 && database.walBytes() >= walBytes) {
      due.release();
    }
  }

  private void work() {
    try (Database.Session session = database.session()) {
      while (!closed) {
        due.acquire();
        if (!closed) {
          checkpoint(session);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkpoint(Database.Session session) {
    try {
      session.use(
          connection -> {
            run(connection);
            return true;
          });
    } catch (StoreException failed) {
      failures.warn("A checkpoint failed; it is tried again after the next commit", failed);
    }
  }

  /** Works the log into the file on the caller's connection, unless the disk is almost full. */
  void run(DuckDBConnection connection) throws SQLException {
    if (database.usableBytes() < 2 * database.walBytes()) {
      // A checkpoint that runs out of space makes DuckDB give the database up; a longer log does
      // not.
      failures.warn("Left the log as it is", new StoreException("The disk is almost full"));
      return;
    }
    Database.run(connection, "CHECKPOINT pitwall");
  }

  @Override
  public void close() {
    closed = true;
    due.release();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
