package io.pitwall.engine.live;

import io.pitwall.engine.port.PerformanceHook;
import io.pitwall.model.metric.Sample;
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
 * the queue in between is full, calls are dropped and counted. Thread-safe.
 */
public final class HookDispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HookDispatcher.class);
  private static final int QUEUE_CAPACITY = 10_000;

  private final Map<String, List<PerformanceHook>> hooks = new ConcurrentHashMap<>();
  private final BlockingQueue<Sample> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
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
    if (ofMetric != null && !ofMetric.isEmpty() && !queue.offer(sample)) {
      dropped.increment();
    }
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
    while (!closed) {
      try {
        call(queue.take());
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void call(Sample sample) {
    for (PerformanceHook hook : hooks.getOrDefault(sample.series().name(), List.of())) {
      try {
        hook.recorded(sample);
      } catch (RuntimeException e) {
        failed.increment();
        if (failed.sum() == 1) {
          LOG.warn(
              "A performance hook for {} failed; further failures are only counted",
              sample.series().name(),
              e);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
