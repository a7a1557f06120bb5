package io.pitwall.store.duckdb;

import io.pitwall.store.api.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads with a connection each. DuckDB works in native code, which would pin the
 * carrier of a virtual thread for the length of a query; here the caller only waits.
 */
final class Lane implements AutoCloseable {
  private final ExecutorService threads;
  private final ThreadLocal<Database.Session> session;

  Lane(String name, int width, Database database) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name("store-" + name + "-", 1).factory();
    this.threads = Executors.newFixedThreadPool(width, factory);
    this.session = ThreadLocal.withInitial(database::session);
  }

  /**
   * Does the work on one of the threads and waits for it. When it finds the database given up it is
   * done once more on the one opened again, so it must bear that: read, or write in a transaction
   * that looks first what is done.
   */
  <T extends @Nullable Object> T call(Database.Work<T> work) {
    Future<T> result;
    try {
      result = threads.submit(() -> session.get().useOrRepeat(work));
    } catch (RejectedExecutionException closed) {
      throw new StoreException("The store is closed", closed);
    }
    try {
      return result.get();
    } catch (ExecutionException failed) {
      throw rethrow(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for the store", interrupted);
    }
  }

  /** Does the work in one transaction: all of its statements see the same state. */
  <T extends @Nullable Object> T atomically(Database.Work<T> work) {
    return call(connection -> Database.atomically(connection, work));
  }

  private static RuntimeException rethrow(ExecutionException failed) {
    return switch (failed.getCause()) {
      case StoreException known -> known;
      case RuntimeException other -> new StoreException("The store failed: " + other, other);
      case Error error -> throw error;
      case null, default -> new StoreException("The store failed", failed);
    };
  }

  @Override
  public void close() {
    threads.close();
  }
}
