package io.pitwall.store.duckdb;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writer, in the order it came. Bounded by records and by memory: it refuses
 * what does not fit and drops nothing. Safe for use by many threads.
 */
final class WriteQueue {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Something for the writer to do. */
  sealed interface Item {}

  /** Telemetry to store. */
  record Telemetry(TelemetryBatch batch, long bytes, CompletableFuture<Commit> answer)
      implements Item {}

  /** Runs to save. */
  record Runs(SavedRuns runs, CompletableFuture<List<AgentUse>> answer) implements Item {}

  /** Work that must not happen in the middle of a commit. */
  record Errand(Runnable work, CompletableFuture<Void> answer) implements Item {}

  private final long mostRecords;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private long records;
  private long bytes;
  private long refused;
  private boolean closed;

  WriteQueue(long mostRecords, long mostBytes) {
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
  }

  /**
   * Adds telemetry. A batch that is larger than the queue is taken when nothing else waits, so that
   * it can be stored at all.
   *
   * @throws OverCapacityException if it does not fit
   */
  CompletableFuture<Commit> offer(TelemetryBatch batch) {
    Telemetry item = new Telemetry(batch, BatchSize.bytes(batch), new CompletableFuture<>());
    lock.lock();
    try {
      requireOpen();
      boolean fits = records + batch.size() <= mostRecords && bytes + item.bytes <= mostBytes;
      if (!fits && records > 0) {
        refused++;
        throw new OverCapacityException(
            "Expected room for %d more records in the store's queue, but %d of %d records and %d of %d MB are waiting; send slower or raise store.queue_records and store.queue_mb"
                .formatted(batch.size(), records, mostRecords, bytes >> 20, mostBytes >> 20),
            RETRY_AFTER);
      }
      records += batch.size();
      bytes += item.bytes;
      items.add(item);
      arrived.signal();
      return item.answer;
    } finally {
      lock.unlock();
    }
  }

  /** Adds work of our own, which is never refused. */
  void put(Item item) {
    lock.lock();
    try {
      requireOpen();
      items.add(item);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether something waits. */
  boolean hasItems() {
    lock.lock();
    try {
      return !items.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for items and takes those that are there, up to about so many records.
   *
   * @param lingerNanos how long to wait for further items once there is one
   * @return empty once the queue is closed and drained
   */
  List<Item> take(int mostRecords, long lingerNanos) throws InterruptedException {
    lock.lock();
    try {
      while (items.isEmpty() && !closed) {
        arrived.await();
      }
      long left = lingerNanos;
      while (left > 0 && !closed && records < mostRecords) {
        left = arrived.awaitNanos(left);
      }
      List<Item> taken = new ArrayList<>();
      long size = 0;
      while (!items.isEmpty() && (taken.isEmpty() || size < mostRecords)) {
        Item item = items.poll();
        taken.add(item);
        size += item instanceof Telemetry telemetry ? telemetry.batch.size() : 1;
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the room of telemetry back, once it is answered. */
  void done(Telemetry item) {
    lock.lock();
    try {
      records -= item.batch.size();
      bytes -= item.bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Records that wait or are being committed. */
  long records() {
    lock.lock();
    try {
      return records;
    } finally {
      lock.unlock();
    }
  }

  /** Batches refused so far. */
  long refused() {
    lock.lock();
    try {
      return refused;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits is still handed out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException("The store is closed");
    }
  }
}
