package io.pitwall.engine.system;

import io.pitwall.engine.system.Cgroup.CpuUse;
import io.pitwall.engine.system.Cgroup.DeviceUse;
import io.pitwall.engine.system.Cgroup.MemoryUse;
import io.pitwall.engine.system.HostSource.CpuCounters;
import io.pitwall.engine.system.HostSource.DiskCounters;
import io.pitwall.engine.system.HostSource.FileHandleCount;
import io.pitwall.engine.system.HostSource.HostName;
import io.pitwall.engine.system.HostSource.MemoryBytes;
import io.pitwall.engine.system.HostSource.SwapBytes;
import io.pitwall.engine.system.SystemReading.Container;
import io.pitwall.engine.system.SystemReading.FileHandles;
import io.pitwall.engine.system.SystemReading.Host;
import io.pitwall.engine.system.SystemReading.Load;
import io.pitwall.engine.system.SystemReading.Memory;
import io.pitwall.engine.system.SystemReading.Swap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the machine, the container and this JVM are doing.
 *
 * <p>Made to be called every few seconds by one thread: it is not thread-safe, and what it returns
 * is immutable. A read never waits and never throws: rates come from the counters of two successive
 * reads, and a source that fails leaves its part of the reading unknown, see {@link SystemPart}. On
 * Linux a read costs about 2 ms of CPU while the JVM still interprets it and 0.4 ms once compiled,
 * and 0.2 MB of garbage; a listing of processes costs up to 20 µs more for each of them.
 */
public final class SystemCollector {
  private final HostSource source;
  private final RuntimeSource runtime;
  private final CgroupFinder groups;
  private final boolean inContainer;

  private final PartFailures failures = new PartFailures();
  private final CpuMeter cpuMeter = new CpuMeter();
  private final DiskMeter diskMeter = new DiskMeter();
  private final NetworkMeter networkMeter = new NetworkMeter();
  private final SpaceMeter spaceMeter;
  private final RuntimeMeter runtimeMeter;
  private final TopProcessMeter topProcessMeter;
  private final Tracked<Long> reads = new Tracked<>();
  private @Nullable HostName hostName;

  /** A collector for the machine this runs on. */
  public static SystemCollector ofThisMachine(SystemSettings settings) {
    Path root = Path.of("/");
    boolean linux = Files.isReadable(root.resolve("proc").resolve("stat"));
    return new SystemCollector(
        root,
        System.getenv(),
        linux ? new ProcSource(root) : new OshiSource(),
        new RuntimeBeans(),
        settings);
  }

  /**
   * @param root folder below which {@code proc} and {@code sys} are found
   */
  SystemCollector(
      Path root,
      Map<String, String> environment,
      HostSource source,
      RuntimeSource runtime,
      SystemSettings settings) {
    this.source = source;
    this.runtime = runtime;
    this.groups = new CgroupFinder(root);
    this.inContainer = ContainerSigns.present(root, environment);
    this.spaceMeter = new SpaceMeter(settings.dataFolder());
    this.runtimeMeter = new RuntimeMeter(runtime, source);
    this.topProcessMeter = new TopProcessMeter(source, settings);
  }

  /**
   * Reads everything once.
   *
   * @param nowMicros wall clock, microseconds since 1970; only stamped on the reading
   * @param monotonicNanos a clock that is never set, such as {@link System#nanoTime}; rates are
   *     reckoned by it
   */
  public SystemReading read(long nowMicros, long monotonicNanos) {
    double interval = reads.advance(nowMicros, monotonicNanos).seconds();
    CpuCounters hostCpu = orNull(SystemPart.CPU, monotonicNanos, source::cpu);
    double hostCores = hostCpu == null ? Double.NaN : CpuMeter.cores(hostCpu);
    CpuUse groupCpu =
        failures.attempt(
            SystemPart.CONTAINER_CPU,
            monotonicNanos,
            CpuUse.UNKNOWN,
            () -> groups.find().cpu(hostCores));
    CpuMeter.Result cpu =
        failures.attempt(
            SystemPart.CPU,
            monotonicNanos,
            CpuMeter.Result.UNKNOWN,
            () -> cpuMeter.read(hostCpu, groupCpu, monotonicNanos));
    MemoryBytes hostMemory = orNull(SystemPart.MEMORY, monotonicNanos, source::memory);
    double hostBytes = hostMemory == null ? Double.NaN : hostMemory.total();
    MemoryUse groupMemory =
        failures.attempt(
            SystemPart.CONTAINER_MEMORY,
            monotonicNanos,
            MemoryUse.UNKNOWN,
            () -> groups.find().memory(hostBytes));
    double availableCores = cpu.cpu().availableCores();
    return new SystemReading(
        nowMicros,
        interval,
        host(hostCores, monotonicNanos),
        cpu.cpu(),
        failures.attempt(SystemPart.LOAD, monotonicNanos, Load.UNKNOWN, source::load),
        failures.attempt(
            SystemPart.MEMORY,
            monotonicNanos,
            Memory.UNKNOWN,
            () -> MemoryMeter.memory(hostMemory, groupMemory)),
        swap(groupMemory, monotonicNanos),
        spaceMeter.read(failures, monotonicNanos),
        diskIo(monotonicNanos),
        failures.attempt(
            SystemPart.NETWORK,
            monotonicNanos,
            Network.UNKNOWN,
            () -> networkMeter.read(source.interfaces(), monotonicNanos)),
        fileHandles(monotonicNanos),
        runtimeMeter.process(failures, availableCores, monotonicNanos),
        topProcessMeter.read(failures, availableCores, monotonicNanos),
        failures.attempt(
            SystemPart.JVM, monotonicNanos, JvmUse.UNKNOWN, () -> runtimeMeter.jvm(monotonicNanos)),
        container(groupCpu, groupMemory, cpu.throttledFraction()),
        failures.counts());
  }

  private Host host(double cores, long monotonicNanos) {
    if (hostName == null) {
      hostName = orNull(SystemPart.HOST, monotonicNanos, source::host);
    }
    return new Host(
        hostName == null ? "" : hostName.name(),
        System.getProperty("os.name", ""),
        hostName == null ? "" : hostName.osVersion(),
        System.getProperty("os.arch", ""),
        cores,
        runtime.pid(),
        Runtime.version().toString(),
        inContainer);
  }

  private Swap swap(MemoryUse groupMemory, long monotonicNanos) {
    SwapBytes hostSwap = orNull(SystemPart.SWAP, monotonicNanos, source::swap);
    return failures.attempt(
        SystemPart.SWAP,
        monotonicNanos,
        Swap.UNKNOWN,
        () -> MemoryMeter.swap(hostSwap, groupMemory));
  }

  private DiskIo diskIo(long monotonicNanos) {
    List<DiskCounters> disks = orNull(SystemPart.DISK_IO, monotonicNanos, source::disks);
    List<DeviceUse> groupIo =
        inContainer
            ? orNull(SystemPart.CONTAINER_IO, monotonicNanos, () -> groups.find().io())
            : List.of();
    return failures.attempt(
        SystemPart.DISK_IO,
        monotonicNanos,
        DiskIo.UNKNOWN,
        () -> diskMeter.read(disks, groupIo, inContainer, monotonicNanos));
  }

  private FileHandles fileHandles(long monotonicNanos) {
    FileHandleCount unknown = new FileHandleCount(Double.NaN, Double.NaN);
    FileHandleCount system =
        failures.attempt(SystemPart.FILE_HANDLES, monotonicNanos, unknown, source::fileHandles);
    FileHandleCount process =
        failures.attempt(SystemPart.FILE_HANDLES, monotonicNanos, unknown, runtime::fileHandles);
    return new FileHandles(system.open(), system.max(), process.open(), process.max());
  }

  private static Container container(CpuUse cpu, MemoryUse memory, double throttledFraction) {
    return new Container(
        Double.isFinite(cpu.limitCores()) ? cpu.limitCores() : Double.NaN,
        Double.isFinite(memory.limitBytes()) ? memory.limitBytes() : Double.NaN,
        memory.usageBytes(),
        cpu.throttledPeriods(),
        cpu.throttledSeconds(),
        throttledFraction);
  }

  private <T> @Nullable T orNull(
      SystemPart part, long monotonicNanos, PartFailures.Source<@Nullable T> read) {
    return failures.<@Nullable T>attempt(part, monotonicNanos, null, read);
  }
}
