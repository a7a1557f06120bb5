package io.pitwall.engine.system;

import java.util.List;

/**
 * This JVM.
 *
 * @param heapMaxBytes NaN when undefined
 * @param gcPauseFraction 0..1, share of the interval in which a collector stopped the program; work
 *     beside the program does not count
 */
public record JvmUse(
    double heapUsedBytes,
    double heapCommittedBytes,
    double heapMaxBytes,
    double nonHeapUsedBytes,
    double nonHeapCommittedBytes,
    List<Collector> collectors,
    double gcPauseFraction,
    double threads,
    double daemonThreads,
    double peakThreads,
    double loadedClasses) {
  static final JvmUse UNKNOWN =
      new JvmUse(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          List.of(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  public JvmUse {
    collectors = List.copyOf(collectors);
    Bounds.notNegative("jvm", heapUsedBytes, heapCommittedBytes, heapMaxBytes);
    Bounds.notNegative("jvm", nonHeapUsedBytes, nonHeapCommittedBytes);
    Bounds.notNegative("jvm", threads, daemonThreads, peakThreads, loadedClasses);
    Bounds.fractions("jvm", gcPauseFraction);
  }

  /** A garbage collector since start: how often it ran, and for how long in all. */
  public record Collector(String name, double collections, double millis) {
    public Collector {
      Bounds.notNegative("collector " + name, collections, millis);
    }
  }
}
