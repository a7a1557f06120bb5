package io.pitwall.server.self;

import io.pitwall.model.system.SystemSnapshot;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Optional;

/** The process and its JVM, under the names that Prometheus clients use. */
final class RuntimeMetrics {

  static void write(Exposition out, Optional<SystemSnapshot> snapshot) {
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            used ->
                out.single(
                    "process_cpu_seconds",
                    MetricKind.COUNTER,
                    "CPU time of the process",
                    seconds(used)));
    out.single(
        "process_resident_memory_bytes",
        MetricKind.GAUGE,
        "Memory the process holds",
        part(snapshot, "resident_bytes"));
    out.single(
        "process_open_fds", MetricKind.GAUGE, "Files that are open", part(snapshot, "open_files"));
    out.single(
        "process_start_time_seconds",
        MetricKind.GAUGE,
        "When the process started, seconds since the epoch",
        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage other = memory.getNonHeapMemoryUsage();
    out.family("jvm_memory_used_bytes", MetricKind.GAUGE, "Memory in use")
        .sample(heap.getUsed(), "area", "heap")
        .sample(other.getUsed(), "area", "nonheap");
    out.family("jvm_memory_committed_bytes", MetricKind.GAUGE, "Memory taken from the system")
        .sample(heap.getCommitted(), "area", "heap")
        .sample(other.getCommitted(), "area", "nonheap");
    out.family("jvm_memory_max_bytes", MetricKind.GAUGE, "Most memory")
        .sample(heap.getMax(), "area", "heap");
    out.family("jvm_gc_collections", MetricKind.COUNTER, "Collections of garbage");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.sample(Math.max(0, gc.getCollectionCount()), "gc", gc.getName());
    }
    out.family("jvm_gc_collection_seconds", MetricKind.COUNTER, "Time spent collecting garbage");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.sample(Math.max(0, gc.getCollectionTime()) / 1e3, "gc", gc.getName());
    }
    out.single(
        "jvm_threads_current",
        MetricKind.GAUGE,
        "Platform threads",
        ManagementFactory.getThreadMXBean().getThreadCount());
    out.single(
        "jvm_classes_loaded",
        MetricKind.GAUGE,
        "Classes loaded",
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double part(Optional<SystemSnapshot> snapshot, String name) {
    return snapshot.map(look -> look.process().getOrDefault(name, Double.NaN)).orElse(Double.NaN);
  }

  private RuntimeMetrics() {}
}
