package io.pitwall.engine.system;

import java.util.List;
import java.util.Map;

/**
 * What the machine, the container and this JVM did since the read before, as one immutable value.
 *
 * <p><b>NaN and empty.</b> NaN means not known: the part could not be read (see {@code failures}),
 * the platform does not tell, or there is nothing such (no limit, no swap space). A rate or share
 * is NaN at the first read, when its counter went backwards, and when no time has passed; it is
 * never negative. Lists are empty and texts blank in the same cases. Zero always means that zero
 * was measured. Byte counts are doubles for that reason, exact up to 2^53.
 *
 * <p><b>Containers.</b> Where a control group limits CPU or memory below what the host has, {@link
 * Cpu#usagePercent}, {@link Memory} and {@link Swap} are relative to that limit; inside a container
 * {@link DiskIo} counts its own traffic. All else is of the host as this process can see it.
 *
 * @param timeMicros wall clock of the read, microseconds since 1970
 * @param intervalSeconds since the read before; NaN at the first
 * @param fileSystems the root's, and that of the data folder if it is another one
 * @param failures how often each part failed since start; parts that never failed are absent
 */
public record SystemReading(
    long timeMicros,
    double intervalSeconds,
    Host host,
    Cpu cpu,
    Load load,
    Memory memory,
    Swap swap,
    List<FileSystem> fileSystems,
    DiskIo diskIo,
    Network network,
    FileHandles fileHandles,
    ProcessUse process,
    TopProcesses topProcesses,
    JvmUse jvm,
    Container container,
    Map<SystemPart, Long> failures) {

  public SystemReading {
    fileSystems = List.copyOf(fileSystems);
    failures = Map.copyOf(failures);
  }

  /**
   * The machine.
   *
   * @param name host name; blank when not known
   * @param os such as {@code Linux}
   * @param osVersion kernel release; blank when not known
   * @param cores logical cores of the host; NaN when not known
   * @param pid of this process
   * @param inContainer whether a container runtime left its marks
   */
  public record Host(
      String name,
      String os,
      String osVersion,
      String architecture,
      double cores,
      long pid,
      String javaVersion,
      boolean inContainer) {}

  /**
   * CPU since the read before, in percent of the time of all cores but where said otherwise.
   *
   * @param usagePercent 0..100 of what this process and its neighbours in the group may use: of the
   *     control group's limit where one binds, else {@code hostUsagePercent}
   * @param hostUsagePercent busy share of the host; time taken by the hypervisor is busy
   * @param userPercent of the host, with niced programs
   * @param systemPercent of the host, with interrupts
   * @param ioWaitPercent of the host, idle while disks were awaited; the kernel calls it unreliable
   * @param stealPercent of the host, taken by the hypervisor
   * @param perCorePercent of the host, busy share of each core
   * @param availableCores the binding limit, else the host's cores; fractional
   */
  public record Cpu(
      double usagePercent,
      double hostUsagePercent,
      double userPercent,
      double systemPercent,
      double ioWaitPercent,
      double stealPercent,
      List<Double> perCorePercent,
      double availableCores) {
    static final Cpu UNKNOWN =
        new Cpu(
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            List.of(),
            Double.NaN);

    public Cpu {
      perCorePercent = List.copyOf(perCorePercent);
      Bounds.percents("cpu", usagePercent, hostUsagePercent, userPercent, systemPercent);
      Bounds.percents("cpu", ioWaitPercent, stealPercent, busiestCore(perCorePercent));
      Bounds.notNegative("cpu", availableCores);
    }

    /** The busiest core, which tells a program of one busy thread; NaN when no core is known. */
    public double busiestCorePercent() {
      return busiestCore(perCorePercent);
    }

    private static double busiestCore(List<Double> cores) {
      return cores.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
  }

  /** Runnable (on Linux also disk-bound) tasks of the host, averaged over 1, 5 and 15 minutes. */
  public record Load(double oneMinute, double fiveMinutes, double fifteenMinutes) {
    static final Load UNKNOWN = new Load(Double.NaN, Double.NaN, Double.NaN);

    public Load {
      Bounds.notNegative("load", oneMinute, fiveMinutes, fifteenMinutes);
    }
  }

  /**
   * Memory, within the control group's limit where one binds.
   *
   * @param usedBytes {@code total - available}; in a limited group its working set, as the kubelet
   *     reckons it
   * @param availableBytes what programs can get without swapping
   * @param usedPercent 0..100
   */
  public record Memory(
      double totalBytes, double usedBytes, double availableBytes, double usedPercent) {
    static final Memory UNKNOWN = new Memory(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public Memory {
      Bounds.notNegative("memory", totalBytes, usedBytes, availableBytes);
      Bounds.percents("memory", usedPercent);
    }
  }

  /**
   * Swap space, within the control group's limit where one binds; {@code usedPercent} is NaN where
   * there is none.
   */
  public record Swap(double totalBytes, double usedBytes, double usedPercent) {
    static final Swap UNKNOWN = new Swap(Double.NaN, Double.NaN, Double.NaN);

    public Swap {
      Bounds.notNegative("swap", totalBytes, usedBytes);
      Bounds.percents("swap", usedPercent);
    }
  }

  /**
   * Space of a file system.
   *
   * @param mount folder it is mounted on
   * @param freeBytes what this process may still write
   * @param usedPercent 0..100, as {@code df} reckons it: used / (used + free), so that 100 means
   *     that no more can be written though a reserve for root may remain
   */
  public record FileSystem(
      String mount, double totalBytes, double usedBytes, double freeBytes, double usedPercent) {
    public FileSystem {
      Bounds.notNegative("fileSystem " + mount, totalBytes, usedBytes, freeBytes);
      Bounds.percents("fileSystem " + mount, usedPercent);
    }
  }

  /** Open files; a max is NaN when there is no limit. */
  public record FileHandles(
      double systemOpen, double systemMax, double processOpen, double processMax) {
    static final FileHandles UNKNOWN =
        new FileHandles(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public FileHandles {
      Bounds.notNegative("fileHandles", systemOpen, systemMax, processOpen, processMax);
    }
  }

  /**
   * This process.
   *
   * @param cpuSeconds of all threads since start
   * @param cpuCores cores in use since the read before, 1.5 meaning one and a half
   * @param cpuPercent 0..100, {@code cpuCores} of {@link Cpu#availableCores}
   * @param residentBytes memory held in RAM, shared pages included
   */
  public record ProcessUse(
      double cpuSeconds,
      double cpuCores,
      double cpuPercent,
      double residentBytes,
      double uptimeSeconds) {
    static final ProcessUse UNKNOWN =
        new ProcessUse(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public ProcessUse {
      Bounds.notNegative("process", cpuSeconds, cpuCores, residentBytes, uptimeSeconds);
      Bounds.percents("process", cpuPercent);
    }
  }

  /**
   * Limits of the control group and what is special about its use. All is NaN where nothing is
   * limited.
   *
   * @param memoryUsageBytes with file cache that could go at once; {@link Memory#usedBytes} is
   *     without
   * @param throttledPeriods enforcement periods in which the group was stopped for having used its
   *     CPU, since its start
   * @param throttledSeconds for how long it was stopped, summed over its cores, since its start
   * @param throttledFraction 0..1, share of the periods since the read before; NaN when there were
   *     none
   */
  public record Container(
      double cpuLimitCores,
      double memoryLimitBytes,
      double memoryUsageBytes,
      double throttledPeriods,
      double throttledSeconds,
      double throttledFraction) {
    static final Container UNKNOWN =
        new Container(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public Container {
      Bounds.notNegative("container", cpuLimitCores, memoryLimitBytes, memoryUsageBytes);
      Bounds.notNegative("container", throttledPeriods, throttledSeconds);
      Bounds.fractions("container", throttledFraction);
    }
  }
}
