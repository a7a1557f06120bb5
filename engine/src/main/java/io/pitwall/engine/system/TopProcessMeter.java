package io.pitwall.engine.system;

import io.pitwall.engine.system.HostSource.ProcessTime;
import io.pitwall.engine.system.TopProcesses.TopProcess;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes that use the most CPU. The first two reads list processes, so that there is
 * something to show after one interval; from then on they are listed rarely, and reads in between
 * repeat the latest result. Not thread-safe.
 */
final class TopProcessMeter {
  private static final double NANOS_PER_SECOND = 1e9;

  private final HostSource source;
  private final int limit;
  private final long everyNanos;
  private final Tracked<Map<ProcessId, ProcessTime>> listings = new Tracked<>();
  private List<TopProcess> latest = List.of();
  private int listed;
  private long listedAtNanos;

  TopProcessMeter(HostSource source, SystemSettings settings) {
    this.source = source;
    this.limit = settings.topProcesses();
    this.everyNanos = settings.topProcessesEvery().toNanos();
  }

  TopProcesses read(PartFailures failures, double availableCores, long monotonicNanos) {
    if (limit > 0 && (listed < 2 || monotonicNanos - listedAtNanos >= everyNanos)) {
      // A failed listing waits for its turn as well: on a machine that forbids it, it would fail at
      // each read.
      listed++;
      listedAtNanos = monotonicNanos;
      latest =
          failures.attempt(
              SystemPart.TOP_PROCESSES,
              monotonicNanos,
              List.of(),
              () -> list(availableCores, monotonicNanos));
    }
    return new TopProcesses(
        listed < 2 ? Double.NaN : (monotonicNanos - listedAtNanos) / NANOS_PER_SECOND, latest);
  }

  private List<TopProcess> list(double availableCores, long monotonicNanos) throws IOException {
    Map<ProcessId, ProcessTime> now = new HashMap<>();
    for (ProcessTime process : source.processes()) {
      now.put(new ProcessId(process.pid(), process.started()), process);
    }
    Step<Map<ProcessId, ProcessTime>> step = listings.advance(now, monotonicNanos);
    Map<ProcessId, ProcessTime> before = step.before();
    if (before == null || !(step.seconds() > 0)) {
      return List.of();
    }
    double wholeSeconds = step.seconds() * availableCores;
    return now.entrySet().stream()
        .map(entry -> spent(entry.getValue(), before.get(entry.getKey())))
        .filter(spent -> spent.cpuSeconds() > 0)
        .sorted(
            Comparator.comparingDouble(Spent::cpuSeconds).reversed().thenComparingLong(Spent::pid))
        .limit(limit)
        .map(
            spent ->
                new TopProcess(
                    spent.pid(),
                    spent.name(),
                    Bounds.percent(spent.cpuSeconds(), wholeSeconds),
                    residentBytes(spent.pid())))
        .toList();
  }

  /** A process that was not there before has used all its CPU time since. */
  private static Spent spent(ProcessTime now, @Nullable ProcessTime before) {
    double since = before == null ? 0 : before.cpuSeconds();
    return new Spent(now.pid(), now.name(), now.cpuSeconds() - since);
  }

  private double residentBytes(long pid) {
    try {
      return source.residentBytes(pid);
    } catch (IOException ended) {
      return Double.NaN;
    }
  }

  /** A pid is given out again after its process ended; together with the start it is unique. */
  private record ProcessId(long pid, long started) {}

  private record Spent(long pid, String name, double cpuSeconds) {}
}
