package io.pitwall.engine.schedule;

import io.pitwall.model.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a task at a fixed rate without drift: the n-th call is due n intervals after the start,
 * however long the calls before it took. Calls that come due while one still runs are skipped and
 * counted, never piled up. A call that throws, whatever it is, is logged and counted, and the next
 * one comes.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Clock clock;
  private final long intervalNanos;
  private final Runnable task;
  private final LongAdder rounds = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  private Loop(String name, Clock clock, Duration interval, Runnable task) {
    this.name = name;
    this.clock = clock;
    intervalNanos = interval.toNanos();
    this.task = task;
    thread = Thread.ofPlatform().daemon().name("pitwall-" + name).unstarted(this::run);
  }

  /** Starts calling {@code task}: at once, then every {@code interval}. */
  public static Loop start(String name, Clock clock, Duration interval, Runnable task) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException(
          "Expected an interval above 0 for " + name + ", but got " + interval);
    }
    Loop loop = new Loop(name, clock, interval, task);
    loop.thread.start();
    return loop;
  }

  /** Calls that were made. */
  public long rounds() {
    return rounds.sum();
  }

  /** Calls that were left out because the one before took too long. */
  public long skipped() {
    return skipped.sum();
  }

  /** Calls that ended in an exception. */
  public long failed() {
    return failed.sum();
  }

  private void run() {
    long due = clock.monotonicNanos();
    while (!closed) {
      call();
      long late = clock.monotonicNanos() - due;
      long passed = Math.max(0, late / intervalNanos);
      skipped.add(passed);
      due += (passed + 1) * intervalNanos;
      while (!closed && clock.monotonicNanos() < due) {
        LockSupport.parkNanos(this, due - clock.monotonicNanos());
      }
    }
  }

  private void call() {
    try {
      task.run();
    } catch (Throwable whatever) { // even an error must not end what keeps everything going
      failed.increment();
      LOG.warn(
          "A round of {} failed; the next one comes in {} ms",
          name,
          intervalNanos / 1_000_000,
          whatever);
    } finally {
      rounds.increment();
    }
  }

  /**
   * Stops after the call that runs now; waits for it for ten seconds at most, and not at all when
   * called from within it.
   */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    if (thread.equals(Thread.currentThread())) {
      return;
    }
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
