package io.pitwall.engine.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.hardware.VirtualMemory;
import oshi.software.os.FileSystem;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * Any platform that OSHI knows; used where there is no {@code /proc}. Nothing of OSHI is loaded
 * before the first read.
 *
 * <p>OSHI answers 0 where it could not ask the system. A zero that cannot be true (no memory, no
 * ticks) is therefore taken as a failure. Listing disks and interfaces is costly, reading their
 * counters is not, so they are listed anew only once in a while.
 */
final class OshiSource implements HostSource {
  private static final int READS_PER_LISTING = 12;
  private static final double MILLIS_PER_SECOND = 1e3;

  private @Nullable SystemInfo system;
  private List<HWDiskStore> disks = List.of();
  private List<NetworkIF> interfaces = List.of();
  private int diskReads;
  private int interfaceReads;

  @Override
  public CpuCounters cpu() throws IOException {
    CentralProcessor processor = hardware().getProcessor();
    CpuTicks all = ticks(processor.getSystemCpuLoadTicks());
    if (all.total() <= 0) {
      throw new IOException("CPU ticks: expected a positive total from the system, got " + all);
    }
    return new CpuCounters(
        all, Arrays.stream(processor.getProcessorCpuLoadTicks()).map(OshiSource::ticks).toList());
  }

  @Override
  public MemoryBytes memory() throws IOException {
    GlobalMemory memory = hardware().getMemory();
    if (memory.getTotal() <= 0 || memory.getAvailable() <= 0) {
      throw new IOException("memory: expected positive sizes from the system, got " + memory);
    }
    return new MemoryBytes(memory.getTotal(), memory.getAvailable());
  }

  @Override
  public SwapBytes swap() {
    VirtualMemory swap = hardware().getMemory().getVirtualMemory();
    return new SwapBytes(swap.getSwapTotal(), swap.getSwapUsed());
  }

  @Override
  public SystemReading.Load load() {
    double[] averages = hardware().getProcessor().getSystemLoadAverage(3);
    return new SystemReading.Load(
        Bounds.orNaN(averages[0]), Bounds.orNaN(averages[1]), Bounds.orNaN(averages[2]));
  }

  @Override
  public List<DiskCounters> disks() {
    if (diskReads++ % READS_PER_LISTING == 0) {
      disks = hardware().getDiskStores();
    } else {
      disks = disks.stream().filter(HWDiskStore::updateAttributes).toList();
    }
    return disks.stream()
        .map(
            disk ->
                new DiskCounters(
                    disk.getName(),
                    "",
                    disk.getReadBytes(),
                    disk.getReads(),
                    disk.getWriteBytes(),
                    disk.getWrites(),
                    disk.getTransferTime()))
        .toList();
  }

  @Override
  public List<InterfaceCounters> interfaces() {
    if (interfaceReads++ % READS_PER_LISTING == 0) {
      interfaces = hardware().getNetworkIFs();
    } else {
      interfaces = interfaces.stream().filter(NetworkIF::updateAttributes).toList();
    }
    return interfaces.stream()
        .map(
            link ->
                new InterfaceCounters(
                    link.getName(),
                    new DirectionCounters(
                        link.getBytesRecv(),
                        link.getPacketsRecv(),
                        link.getInErrors(),
                        link.getInDrops()),
                    new DirectionCounters(
                        link.getBytesSent(), link.getPacketsSent(), link.getOutErrors(), -1)))
        .toList();
  }

  @Override
  public FileHandleCount fileHandles() {
    FileSystem files = os().getFileSystem();
    long max = files.getMaxFileDescriptors();
    return new FileHandleCount(files.getOpenFileDescriptors(), max > 0 ? max : Double.NaN);
  }

  @Override
  public List<ProcessTime> processes() {
    List<ProcessTime> processes = new ArrayList<>();
    for (OSProcess process : os().getProcesses()) {
      processes.add(
          new ProcessTime(
              process.getProcessID(),
              process.getStartTime(),
              process.getName(),
              (process.getKernelTime() + process.getUserTime()) / MILLIS_PER_SECOND));
    }
    return processes;
  }

  @Override
  public double residentBytes(long pid) throws IOException {
    OSProcess process = os().getProcess(Math.toIntExact(pid));
    if (process == null) {
      throw new IOException("process " + pid + ": expected to find it, got none");
    }
    return process.getResidentMemory();
  }

  @Override
  public HostName host() {
    String version = os().getVersionInfo().getVersion();
    return new HostName(os().getNetworkParams().getHostName(), version == null ? "" : version);
  }

  private HardwareAbstractionLayer hardware() {
    return system().getHardware();
  }

  private OperatingSystem os() {
    return system().getOperatingSystem();
  }

  private SystemInfo system() {
    if (system == null) {
      system = new SystemInfo();
    }
    return system;
  }

  private static CpuTicks ticks(long[] ticks) {
    return new CpuTicks(
        ticks[CentralProcessor.TickType.USER.getIndex()],
        ticks[CentralProcessor.TickType.NICE.getIndex()],
        ticks[CentralProcessor.TickType.SYSTEM.getIndex()],
        ticks[CentralProcessor.TickType.IDLE.getIndex()],
        ticks[CentralProcessor.TickType.IOWAIT.getIndex()],
        ticks[CentralProcessor.TickType.IRQ.getIndex()],
        ticks[CentralProcessor.TickType.SOFTIRQ.getIndex()],
        ticks[CentralProcessor.TickType.STEAL.getIndex()]);
  }
}
