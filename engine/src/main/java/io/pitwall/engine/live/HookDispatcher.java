package io.pitwall.engine.live;

import io.pitwall.engine.port.PerformanceHook;
import io.pitwall.model.metric.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls performance hooks on a thread of its own, so that a slow one cannot hold up the store. When
 * the queue in between is full, calls are dropped and counted. Whatever a hook throws, and even if
 * it interrupts its thread, the others are called. Thread-safe.
 */
public final class HookDispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HookDispatcher.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Calls that may wait. */
  static final int QUEUE_CAPACITY = 10_000;

  private final Map<String, List<PerformanceHook>> hooks = new ConcurrentHashMap<>();
  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  public HookDispatcher() {
    thread = Thread.ofVirtual().name("pitwall-hooks").start(this::run);
  }

  /** Adds a hook for a metric; the same hook may be added more than once and is then called so. */
  public void add(String metric, PerformanceHook hook) {
    hooks.computeIfAbsent(metric, name -> new CopyOnWriteArrayList<>()).add(hook);
  }

  /** Removes one such hook; returns whether there was one. */
  public boolean remove(String metric, PerformanceHook hook) {
    List<PerformanceHook> ofMetric = hooks.get(metric);
    return ofMetric != null && ofMetric.remove(hook);
  }

  /** Hands a stored value to the hooks of its metric, if there are any. */
  public void dispatch(Sample sample) {
    List<PerformanceHook> ofMetric = hooks.get(sample.series().name());
    boolean wanted = ofMetric != null && !ofMetric.isEmpty() && !closed;
    if (wanted && !queue.offer(() -> call(sample))) {
      dropped.increment();
    }
  }

  /** Whether there is a hook at all. */
  public boolean hasAny() {
    return !hooks.isEmpty();
  }

  /** Calls dropped since start because hooks were too slow. */
  public long dropped() {
    return dropped.sum();
  }

  /** Calls since start that ended in an exception. */
  public long failed() {
    return failed.sum();
  }

  private void run() {
    while (!closed || !queue.isEmpty()) {
      try {
        queue.take().run();
      } catch (InterruptedException byAHook) {
        // It is neither told to stop nor are the others to suffer for it.
      }
    }
  }

  private void call(Sample sample) {
    for (PerformanceHook hook : hooks.getOrDefault(sample.series().name(), List.of())) {
      try {
        hook.recorded(sample);
      } catch (Throwable whatever) { // foreign code: an error in it is no error of ours
        failed.increment();
        if (failed.sum() == 1) {
          LOG.warn(
              "A performance hook for {} failed; further failures are only counted",
              sample.series().name(),
              whatever);
        }
      }
    }
  }

  /** Makes the calls that wait, for two seconds at most; later ones are not made. */
  @Override
  public void close() {
    closed = true;
    queue.offer(() -> {}); // wakes the thread; if there is no room for it, the thread is awake
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
