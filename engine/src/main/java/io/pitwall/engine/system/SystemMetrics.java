package io.pitwall.engine.system;

import io.pitwall.engine.system.JvmUse.Collector;
import io.pitwall.engine.system.Network.Traffic;
import io.pitwall.engine.system.SystemMetric.Kind;
import io.pitwall.engine.system.SystemReading.Cpu;
import io.pitwall.engine.system.SystemReading.FileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A reading as samples of metric series, about 45 of them. What is not known gives no sample, never
 * a zero. Cores and processes are left to the reading itself: as series they would be many, and
 * those of processes never end.
 */
public final class SystemMetrics {
  private static final double BYTES_PER_GB = 1L << 30;

  private final List<SystemMetric> metrics = new ArrayList<>();

  private SystemMetrics() {}

  /** The known values of a reading; a pure function. */
  public static List<SystemMetric> of(SystemReading reading) {
    SystemMetrics metrics = new SystemMetrics();
    metrics.processor(reading);
    metrics.memory(reading);
    metrics.disks(reading);
    metrics.network(reading.network());
    metrics.process(reading);
    metrics.jvm(reading.jvm());
    return List.copyOf(metrics.metrics);
  }

  private void processor(SystemReading reading) {
    Cpu cpu = reading.cpu();
    gauge("system.cpu.usage", cpu.usagePercent(), "%");
    gauge("system.cpu.user", cpu.userPercent(), "%");
    gauge("system.cpu.system", cpu.systemPercent(), "%");
    gauge("system.cpu.iowait", cpu.ioWaitPercent(), "%");
    gauge("system.cpu.steal", cpu.stealPercent(), "%");
    gauge("system.cpu.core.max", cpu.busiestCorePercent(), "%");
    gauge("system.cpu.available", cpu.availableCores(), "cores");
    gauge("system.cpu.throttled", 100 * reading.container().throttledFraction(), "%");
    gauge("system.load.1m", reading.load().oneMinute(), "tasks");
    gauge("system.load.5m", reading.load().fiveMinutes(), "tasks");
    gauge("system.load.15m", reading.load().fifteenMinutes(), "tasks");
  }

  private void memory(SystemReading reading) {
    gauge("system.memory.usage", reading.memory().usedPercent(), "%");
    gauge("system.memory.available", reading.memory().availableBytes() / BYTES_PER_GB, "GB");
    gauge("system.memory.total", reading.memory().totalBytes() / BYTES_PER_GB, "GB");
    gauge("system.swap.usage", reading.swap().usedPercent(), "%");
    gauge("system.swap.used", reading.swap().usedBytes() / BYTES_PER_GB, "GB");
  }

  private void disks(SystemReading reading) {
    for (FileSystem fileSystem : reading.fileSystems()) {
      Map<String, String> tags = Map.of("mount", fileSystem.mount());
      add("system.disk.usage", tags, fileSystem.usedPercent(), Kind.GAUGE, "%");
      add("system.disk.free", tags, fileSystem.freeBytes() / BYTES_PER_GB, Kind.GAUGE, "GB");
    }
    DiskIo io = reading.diskIo();
    counter("system.disk.io.read_bytes", io.readBytes(), "bytes");
    counter("system.disk.io.write_bytes", io.writeBytes(), "bytes");
    counter("system.disk.io.reads", io.reads(), "operations");
    counter("system.disk.io.writes", io.writes(), "operations");
    rate("system.disk.io.read_rate", io.readBytesPerSecond(), "bytes/s");
    rate("system.disk.io.write_rate", io.writeBytesPerSecond(), "bytes/s");
    gauge("system.disk.io.busy", 100 * io.busyFraction(), "%");
  }

  private void network(Network network) {
    Traffic sent = network.sent();
    Traffic received = network.received();
    counter("system.network.bytes_sent", sent.bytes(), "bytes");
    counter("system.network.bytes_recv", received.bytes(), "bytes");
    rate("system.network.send_rate", sent.bytesPerSecond(), "bytes/s");
    rate("system.network.recv_rate", received.bytesPerSecond(), "bytes/s");
    counter("system.network.errors_sent", sent.errors(), "packets");
    counter("system.network.errors_recv", received.errors(), "packets");
    counter("system.network.drops_sent", sent.drops(), "packets");
    counter("system.network.drops_recv", received.drops(), "packets");
  }

  private void process(SystemReading reading) {
    gauge("system.files.open", reading.fileHandles().systemOpen(), "files");
    gauge("process.files.open", reading.fileHandles().processOpen(), "files");
    gauge(
        "process.files.usage",
        Bounds.percent(reading.fileHandles().processOpen(), reading.fileHandles().processMax()),
        "%");
    gauge("process.cpu.usage", reading.process().cpuPercent(), "%");
    counter("process.cpu.time", reading.process().cpuSeconds(), "s");
    gauge("process.memory.rss", reading.process().residentBytes(), "bytes");
    gauge("process.uptime", reading.process().uptimeSeconds(), "s");
  }

  private void jvm(JvmUse jvm) {
    gauge("jvm.heap.used", jvm.heapUsedBytes(), "bytes");
    gauge("jvm.heap.committed", jvm.heapCommittedBytes(), "bytes");
    gauge("jvm.heap.max", jvm.heapMaxBytes(), "bytes");
    gauge("jvm.nonheap.used", jvm.nonHeapUsedBytes(), "bytes");
    for (Collector collector : jvm.collectors()) {
      Map<String, String> tags = Map.of("collector", collector.name());
      add("jvm.gc.count", tags, collector.collections(), Kind.COUNTER, "collections");
      add("jvm.gc.time", tags, collector.millis(), Kind.COUNTER, "ms");
    }
    gauge("jvm.gc.pause", 100 * jvm.gcPauseFraction(), "%");
    gauge("jvm.threads.live", jvm.threads(), "threads");
    gauge("jvm.threads.daemon", jvm.daemonThreads(), "threads");
    gauge("jvm.threads.peak", jvm.peakThreads(), "threads");
    gauge("jvm.classes.loaded", jvm.loadedClasses(), "classes");
  }

  private void gauge(String name, double value, String unit) {
    add(name, Map.of(), value, Kind.GAUGE, unit);
  }

  private void counter(String name, double value, String unit) {
    add(name, Map.of(), value, Kind.COUNTER, unit);
  }

  private void rate(String name, double value, String unit) {
    add(name, Map.of(), value, Kind.RATE, unit);
  }

  private void add(String name, Map<String, String> tags, double value, Kind kind, String unit) {
    if (!Double.isNaN(value)) {
      metrics.add(new SystemMetric(name, tags, value, kind, unit));
    }
  }
}
