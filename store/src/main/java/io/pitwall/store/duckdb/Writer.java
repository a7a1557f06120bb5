package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.CommitListener;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes telemetry. Takes all that waits, commits it together, tells the
 * listeners and answers the senders, in this order. The more is waiting, the larger the groups and
 * the cheaper each record: a commit costs one sync of the disk, whatever is in it.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /**
   * How long to wait for company once a batch is there, while several senders wait for answers. A
   * commit costs as much for one batch as for ten; a single sender never waits.
   */
  private static final long LINGER_NANOS = 5_000_000;

  /** Commits for which senders count as several after they were last seen to be. */
  private static final int LINGERING_ROUNDS = 8;

  private final Clock clock;
  private final WriteQueue queue;
  private final int groupRecords;
  private final Checkpointer checkpointer;
  private final GroupCommit group;
  private final Thread thread;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final LogThrottle failures;

  private volatile long lastSeq;
  private volatile double lastCommitMillis;
  private final LongAdder commits = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder duplicates = new LongAdder();

  Writer(
      Clock clock,
      WriteQueue queue,
      int groupRecords,
      Checkpointer checkpointer,
      GroupCommit group,
      long lastSeq) {
    this.clock = clock;
    this.failures = new LogThrottle(LOG, clock);
    this.queue = queue;
    this.groupRecords = groupRecords;
    this.checkpointer = checkpointer;
    this.group = group;
    this.lastSeq = lastSeq;
    this.thread = Thread.ofPlatform().daemon().name("store-writer").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void onCommit(CommitListener listener) {
    listeners.add(listener);
  }

  /** Runs work on the writer's thread between two commits and waits for it. */
  void between(Runnable work) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    queue.put(new WriteQueue.Errand(work, answer));
    Waiting.on(answer);
  }

  /** Forgets span ids in memory; only from {@link #between}. */
  void forgetSpanIds() {
    group.forgetSpanIds();
  }

  /** Number of the last commit. */
  long lastSeq() {
    return lastSeq;
  }

  long commits() {
    return commits.sum();
  }

  long failedCommits() {
    return failed.sum();
  }

  long duplicateSpans() {
    return duplicates.sum();
  }

  double lastCommitMillis() {
    return lastCommitMillis;
  }

  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      List<WriteQueue.Item> items = queue.take(groupRecords, 0);
      int rounds = 0;
      while (!items.isEmpty()) {
        handle(items);
        rounds = queue.hasItems() ? LINGERING_ROUNDS : Math.max(0, rounds - 1);
        items = queue.take(groupRecords, rounds > 0 ? LINGER_NANOS : 0);
      }
    } catch (InterruptedException stopped) {
      LOG.error("The writer was interrupted, which nobody should do", stopped);
    } finally {
      group.close();
    }
  }

  private void handle(List<WriteQueue.Item> items) {
    List<WriteQueue.Telemetry> telemetry = new ArrayList<>();
    List<WriteQueue.Runs> runs = new ArrayList<>();
    for (WriteQueue.Item item : items) {
      switch (item) {
        case WriteQueue.Telemetry batch -> telemetry.add(batch);
        case WriteQueue.Runs saved -> runs.add(saved);
        case WriteQueue.Errand errand -> {
          commit(telemetry, runs);
          telemetry.clear();
          runs.clear();
          run(errand);
        }
      }
    }
    commit(telemetry, runs);
  }

  private static void run(WriteQueue.Errand errand) {
    try {
      errand.work().run();
      errand.answer().complete(null);
    } catch (RuntimeException failure) {
      errand.answer().completeExceptionally(failure);
    }
  }

  private void commit(List<WriteQueue.Telemetry> telemetry, List<WriteQueue.Runs> runs) {
    if (telemetry.isEmpty() && runs.isEmpty()) {
      return;
    }
    long began = clock.monotonicNanos();
    long seq = Math.max(lastSeq + 1, clock.nowMicros());
    List<TelemetryBatch> batches = telemetry.stream().map(WriteQueue.Telemetry::batch).toList();
    List<SavedRuns> runsToSave = runs.stream().map(WriteQueue.Runs::runs).toList();
    GroupCommit.Outcomes outcomes;
    try {
      outcomes = group.commit(seq, batches, runsToSave);
    } catch (RuntimeException failure) {
      failed.increment();
      if (telemetry.size() + runs.size() > 1 && !Faults.concernsAll(failure)) {
        // One bad batch must not take its neighbours down.
        telemetry.forEach(item -> commit(List.of(item), List.of()));
        runs.forEach(item -> commit(List.of(), List.of(item)));
      } else {
        refuse(telemetry, runs, failure);
      }
      return;
    }
    lastSeq = seq;
    commits.increment();
    lastCommitMillis = (clock.monotonicNanos() - began) / 1e6;
    for (int i = 0; i < telemetry.size(); i++) {
      answer(telemetry.get(i), seq, outcomes.ofBatches().get(i));
    }
    for (int i = 0; i < runs.size(); i++) {
      runs.get(i).answer().complete(outcomes.changedUses().get(i));
    }
    checkpointer.afterCommit();
  }

  private void answer(WriteQueue.Telemetry item, long seq, GroupCommit.Outcome outcome) {
    queue.done(item);
    StoreException refusal = outcome.refusal();
    if (refusal != null) {
      failed.increment();
      item.answer().completeExceptionally(refusal);
      return;
    }
    int left = item.batch().spans().size() - outcome.stored().spans().size();
    duplicates.add(left);
    Commit commit = new Commit(seq, outcome.stored(), left);
    for (CommitListener listener : listeners) {
      try {
        listener.committed(commit);
      } catch (RuntimeException faulty) {
        failures.warn("A commit listener failed; the data is stored", faulty);
      }
    }
    item.answer().complete(commit);
  }

  private void refuse(
      List<WriteQueue.Telemetry> telemetry, List<WriteQueue.Runs> runs, RuntimeException failure) {
    failures.warn("Telemetry could not be stored; its sender is told", failure);
    StoreException reason =
        failure instanceof StoreException known
            ? known
            : new StoreException("The store failed: " + failure, failure);
    for (WriteQueue.Telemetry item : telemetry) {
      queue.done(item);
      item.answer().completeExceptionally(reason);
    }
    runs.forEach(item -> item.answer().completeExceptionally(reason));
  }
}
