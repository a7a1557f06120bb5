package io.pitwall.engine.live;

import io.pitwall.engine.system.DiskIo;
import io.pitwall.engine.system.JvmUse;
import io.pitwall.engine.system.Network;
import io.pitwall.engine.system.SystemReading;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a snapshot as names and values; what is not known is left out. */
final class SnapshotParts {

  static Map<String, Double> network(Network network) {
    return known(
        "bytes_sent", network.sent().bytes(),
        "bytes_recv", network.received().bytes(),
        "bytes_sent_per_second", network.sent().bytesPerSecond(),
        "bytes_recv_per_second", network.received().bytesPerSecond(),
        "errors_sent", network.sent().errors(),
        "errors_recv", network.received().errors(),
        "drops_sent", network.sent().drops(),
        "drops_recv", network.received().drops());
  }

  static Map<String, Double> disk(DiskIo io) {
    return known(
        "read_bytes_per_second", io.readBytesPerSecond(),
        "write_bytes_per_second", io.writeBytesPerSecond(),
        "read_bytes", io.readBytes(),
        "write_bytes", io.writeBytes(),
        "busy_fraction", io.busyFraction());
  }

  static Map<String, Double> load(SystemReading.Load load) {
    return known("1m", load.oneMinute(), "5m", load.fiveMinutes(), "15m", load.fifteenMinutes());
  }

  static Map<String, Double> jvm(JvmUse jvm) {
    return known(
        "heap_used_bytes", jvm.heapUsedBytes(),
        "heap_committed_bytes", jvm.heapCommittedBytes(),
        "heap_max_bytes", jvm.heapMaxBytes(),
        "nonheap_used_bytes", jvm.nonHeapUsedBytes(),
        "gc_pause_fraction", jvm.gcPauseFraction(),
        "threads", jvm.threads(),
        "classes", jvm.loadedClasses());
  }

  static Map<String, Double> process(SystemReading reading) {
    SystemReading.ProcessUse process = reading.process();
    return known(
        "cpu_percent", process.cpuPercent(),
        "cpu_seconds", process.cpuSeconds(),
        "resident_bytes", process.residentBytes(),
        "uptime_seconds", process.uptimeSeconds(),
        "open_files", reading.fileHandles().processOpen());
  }

  static Map<String, String> host(SystemReading.Host host) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", host.name());
    facts.put("os", (host.os() + " " + host.osVersion()).strip());
    facts.put("architecture", host.architecture());
    facts.put("cores", Double.isNaN(host.cores()) ? "" : Long.toString((long) host.cores()));
    facts.put("pid", Long.toString(host.pid()));
    facts.put("java_version", host.javaVersion());
    facts.put("in_container", Boolean.toString(host.inContainer()));
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  private static Map<String, Double> known(Object... namesAndValues) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      double value = ((Number) namesAndValues[i + 1]).doubleValue();
      if (!Double.isNaN(value)) {
        values.put((String) namesAndValues[i], value);
      }
    }
    return values;
  }

  private SnapshotParts() {}
}
