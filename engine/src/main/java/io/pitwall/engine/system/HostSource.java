package io.pitwall.engine.system;

import java.io.IOException;
import java.util.List;

/**
 * Raw counters of the machine. An implementation returns what the operating system says or throws;
 * it never fills a gap with a zero. Values are cumulative since boot where they are counters.
 */
interface HostSource {

  CpuCounters cpu() throws IOException;

  MemoryBytes memory() throws IOException;

  SwapBytes swap() throws IOException;

  SystemReading.Load load() throws IOException;

  /** Whole disks only: no partitions, and nothing that is stacked upon another disk. */
  List<DiskCounters> disks() throws IOException;

  /** Without loopback, and without interfaces whose traffic passes another one of this machine. */
  List<InterfaceCounters> interfaces() throws IOException;

  FileHandleCount fileHandles() throws IOException;

  /** All processes that can be seen. Costly: about 20 µs for each. */
  List<ProcessTime> processes() throws IOException;

  /** Resident memory of a process. */
  double residentBytes(long pid) throws IOException;

  HostName host() throws IOException;

  /** All cores together and each alone, in the order of their numbers. */
  record CpuCounters(CpuTicks all, List<CpuTicks> cores) {
    public CpuCounters {
      cores = List.copyOf(cores);
    }
  }

  /** Time spent in each state; the unit is the source's own, only shares are taken. */
  record CpuTicks(
      long user,
      long nice,
      long system,
      long idle,
      long ioWait,
      long irq,
      long softIrq,
      long steal) {

    /** Everything but idling: time the hypervisor took away counts, since work was waiting then. */
    long busy() {
      return user + nice + system + irq + softIrq + steal;
    }

    long total() {
      return busy() + idle + ioWait;
    }
  }

  /** Available is what programs can get without swapping. */
  record MemoryBytes(double total, double available) {}

  /** A total of 0 means that there is no swap space. */
  record SwapBytes(double total, double used) {}

  /**
   * Id is what the control groups call the device ({@code major:minor}); empty where there are
   * none.
   */
  record DiskCounters(
      String name,
      String id,
      long readBytes,
      long reads,
      long writeBytes,
      long writes,
      long busyMillis) {}

  /** Both directions of one interface; {@code -1} for a counter the system does not keep. */
  record InterfaceCounters(String name, DirectionCounters received, DirectionCounters sent) {}

  /** One direction of one interface; {@code -1} for a counter the system does not keep. */
  record DirectionCounters(long bytes, long packets, long errors, long drops) {}

  /** Max is NaN when there is no limit. */
  record FileHandleCount(double open, double max) {}

  /** Started tells a process from a later one of the same pid; its unit is the source's own. */
  record ProcessTime(long pid, long started, String name, double cpuSeconds) {}

  /** What the machine calls itself. */
  record HostName(String name, String osVersion) {}
}
