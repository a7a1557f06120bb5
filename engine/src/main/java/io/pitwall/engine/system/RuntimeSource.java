package io.pitwall.engine.system;

import io.pitwall.engine.system.HostSource.FileHandleCount;
import java.util.List;

/** Raw counters of this JVM. */
interface RuntimeSource {

  long pid();

  JvmCounters jvm();

  /** CPU time of all threads since start, in seconds; NaN where the platform does not tell. */
  double cpuSeconds();

  double uptimeSeconds();

  /** Open files of this process and how many it may have; NaN where the platform does not tell. */
  FileHandleCount fileHandles();

  /** Bytes are NaN where undefined. */
  record JvmCounters(
      double heapUsed,
      double heapCommitted,
      double heapMax,
      double nonHeapUsed,
      double nonHeapCommitted,
      List<GcCounters> collectors,
      int threads,
      int daemonThreads,
      int peakThreads,
      int classes) {
    public JvmCounters {
      collectors = List.copyOf(collectors);
    }

    /** Time of the collectors that stop the program, in milliseconds since start. */
    double pauseMillis() {
      return collectors.stream()
          .filter(GcCounters::stopsTheProgram)
          .mapToDouble(GcCounters::millis)
          .sum();
    }
  }

  /** One garbage collector bean. */
  record GcCounters(String name, double collections, double millis) {

    /**
     * The beans of work done beside the program are called "G1 Concurrent GC", "ZGC Minor Cycles",
     * "ZGC Major Cycles" and "Shenandoah Cycles"; all others report pauses.
     */
    boolean stopsTheProgram() {
      return !name.contains("Concurrent") && !name.endsWith("Cycles");
    }
  }
}
