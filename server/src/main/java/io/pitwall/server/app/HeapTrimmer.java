package io.pitwall.server.app;

import io.pitwall.engine.schedule.Loop;
import io.pitwall.model.time.Clock;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;

/**
 * Gives heap back to the machine after a load. A collector that works only when the heap is full
 * leaves it at the size of the busiest moment for ever; so when collections have become rare and
 * most of the heap is empty, one is asked for, which shrinks it (a pause of some ten milliseconds).
 */
final class HeapTrimmer {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final long WORTH_IT_BYTES = 64L << 20;
  private static final long RARE_COLLECTIONS = 2;

  private long lastCollections = collections();

  private HeapTrimmer() {}

  /** Starts to look every half minute; close the answer to stop. */
  static Loop start() {
    return Loop.start("heap", Clock.system(), INTERVAL, new HeapTrimmer()::look);
  }

  private void look() {
    boolean rare = collections() - lastCollections <= RARE_COLLECTIONS;
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    if (rare && heap.getCommitted() - heap.getUsed() > WORTH_IT_BYTES) {
      System.gc();
    }
    lastCollections = collections();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
