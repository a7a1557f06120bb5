package io.pitwall.engine.system;

import io.pitwall.engine.system.JvmUse.Collector;
import io.pitwall.engine.system.RuntimeSource.JvmCounters;
import io.pitwall.engine.system.SystemReading.ProcessUse;

/** This process and its JVM. Not thread-safe. */
final class RuntimeMeter {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final RuntimeSource runtime;
  private final HostSource host;
  private final Tracked<JvmCounters> jvmReads = new Tracked<>();
  private final Tracked<Double> cpuReads = new Tracked<>();

  RuntimeMeter(RuntimeSource runtime, HostSource host) {
    this.runtime = runtime;
    this.host = host;
  }

  ProcessUse process(PartFailures failures, double availableCores, long monotonicNanos) {
    double cpuSeconds =
        failures.attempt(SystemPart.PROCESS, monotonicNanos, Double.NaN, runtime::cpuSeconds);
    double cores =
        Double.isNaN(cpuSeconds)
            ? Double.NaN
            : cpuReads.advance(cpuSeconds, monotonicNanos).perSecond(Double::doubleValue);
    double resident =
        failures.attempt(
            SystemPart.PROCESS,
            monotonicNanos,
            Double.NaN,
            () -> host.residentBytes(runtime.pid()));
    return failures.attempt(
        SystemPart.PROCESS,
        monotonicNanos,
        ProcessUse.UNKNOWN,
        () ->
            new ProcessUse(
                cpuSeconds,
                cores,
                Bounds.percent(cores, availableCores),
                resident,
                runtime.uptimeSeconds()));
  }

  JvmUse jvm(long monotonicNanos) {
    JvmCounters now = runtime.jvm();
    Step<JvmCounters> step = jvmReads.advance(now, monotonicNanos);
    return new JvmUse(
        now.heapUsed(),
        now.heapCommitted(),
        now.heapMax(),
        now.nonHeapUsed(),
        now.nonHeapCommitted(),
        now.collectors().stream()
            .map(gc -> new Collector(gc.name(), gc.collections(), gc.millis()))
            .toList(),
        Bounds.fraction(step.perSecond(JvmCounters::pauseMillis), MILLIS_PER_SECOND),
        now.threads(),
        now.daemonThreads(),
        now.peakThreads(),
        now.classes());
  }
}
