package io.pitwall.engine.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Linux, read straight from {@code /proc}: fifteen to fifty microseconds for a file, where the same
 * through OSHI costs up to milliseconds and a native library in memory (see RATIONALE.md). Formats:
 * proc(5) and the kernel's Documentation/admin-guide/iostats.rst.
 */
final class ProcSource implements HostSource {
  private static final int KIB = 1024;

  /** Fixed in /proc/diskstats, whatever the sector size of the disk. */
  private static final int SECTOR_BYTES = 512;

  /** Ticks of process times: USER_HZ is 100 on every architecture Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** At and above this file-nr says that there is no limit. */
  private static final long UNLIMITED = 1L << 62;

  private static final int LEAST_CPU_FIELDS = 5;
  private static final int DISK_FIELDS = 14;
  private static final int INTERFACE_FIELDS = 16;
  private static final int FIRST_TRANSMIT_FIELD = 8;

  /**
   * Memory disks, stacked devices (their traffic appears below again), optical and floppy drives.
   */
  private static final Pattern NOT_A_DISK =
      Pattern.compile("(loop|ram|zram|dm-|md|drbd|bcache|sr|fd)\\d.*");

  /**
   * The machine's own ends of virtual networks, whose traffic passes a real interface or never
   * leaves.
   */
  private static final Pattern NOT_A_LINK =
      Pattern.compile("lo|(veth|docker|br-|virbr|cni|cali|flannel|ifb|dummy|kube).*");

  private static final Pattern PID = Pattern.compile("\\d+");

  private final Path proc;

  /** Reads below {@code root}, which is {@code /} but for tests. */
  ProcSource(Path root) {
    this.proc = root.resolve("proc");
  }

  @Override
  public CpuCounters cpu() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("stat"));
    CpuTicks all = null;
    List<CpuTicks> cores = new ArrayList<>();
    for (String line : file.lines()) {
      if (!line.startsWith("cpu")) {
        break;
      }
      List<String> fields = KernelFile.fields(line);
      if (fields.getFirst().equals("cpu")) {
        all = ticks(file, fields);
      } else {
        cores.add(ticks(file, fields));
      }
    }
    if (all == null) {
      throw file.expected("a first line 'cpu ...'", file.text());
    }
    return new CpuCounters(all, cores);
  }

  @Override
  public MemoryBytes memory() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("meminfo"));
    return new MemoryBytes(
        (double) KIB * file.keyed("MemTotal:"), (double) KIB * file.keyed("MemAvailable:"));
  }

  @Override
  public SwapBytes swap() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("meminfo"));
    double total = (double) KIB * file.keyed("SwapTotal:");
    return new SwapBytes(total, total - (double) KIB * file.keyed("SwapFree:"));
  }

  @Override
  public SystemReading.Load load() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("loadavg"));
    List<String> fields = file.fields(3);
    try {
      return new SystemReading.Load(
          Double.parseDouble(fields.get(0)),
          Double.parseDouble(fields.get(1)),
          Double.parseDouble(fields.get(2)));
    } catch (NumberFormatException notANumber) {
      throw new IOException(
          file.path() + ": expected three load averages, got " + fields, notANumber);
    }
  }

  @Override
  public List<DiskCounters> disks() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("diskstats"));
    List<DiskCounters> devices = new ArrayList<>();
    for (String line : file.lines()) {
      List<String> fields = KernelFile.fields(line);
      if (fields.size() < DISK_FIELDS) {
        throw file.expected("at least " + DISK_FIELDS + " fields in each line", line);
      }
      if (!NOT_A_DISK.matcher(fields.get(2)).matches()) {
        devices.add(
            new DiskCounters(
                fields.get(2),
                fields.get(0) + ":" + fields.get(1),
                SECTOR_BYTES * file.number(fields.get(5)),
                file.number(fields.get(3)),
                SECTOR_BYTES * file.number(fields.get(9)),
                file.number(fields.get(7)),
                file.number(fields.get(12))));
      }
    }
    Set<String> names = devices.stream().map(DiskCounters::name).collect(Collectors.toSet());
    return devices.stream().filter(device -> !isPartition(device.name(), names)).toList();
  }

  @Override
  public List<InterfaceCounters> interfaces() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("net").resolve("dev"));
    List<InterfaceCounters> interfaces = new ArrayList<>();
    List<String> lines = file.lines();
    if (lines.size() < 2) {
      throw file.expected("two lines of headings", file.text());
    }
    for (String line : lines.subList(2, lines.size())) {
      int colon = line.lastIndexOf(':');
      List<String> fields = KernelFile.fields(line.substring(colon + 1));
      if (colon < 0 || fields.size() < INTERFACE_FIELDS) {
        throw file.expected("'name:' and " + INTERFACE_FIELDS + " fields in each line", line);
      }
      String name = line.substring(0, colon).strip();
      if (!NOT_A_LINK.matcher(name).matches()) {
        interfaces.add(
            new InterfaceCounters(
                name, direction(file, fields, 0), direction(file, fields, FIRST_TRANSMIT_FIELD)));
      }
    }
    return interfaces;
  }

  @Override
  public FileHandleCount fileHandles() throws IOException {
    KernelFile file = KernelFile.read(proc.resolve("sys").resolve("fs").resolve("file-nr"));
    List<String> fields = file.fields(3);
    long max = file.number(fields.get(2));
    return new FileHandleCount(file.number(fields.getFirst()), max >= UNLIMITED ? Double.NaN : max);
  }

  @Override
  public List<ProcessTime> processes() throws IOException {
    List<ProcessTime> processes = new ArrayList<>();
    boolean anyListed = false;
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(proc, entry -> PID.matcher(fileName(entry)).matches())) {
      for (Path entry : entries) {
        anyListed = true;
        ProcessTime process = process(entry);
        if (process != null) {
          processes.add(process);
        }
      }
    }
    if (anyListed && processes.isEmpty()) {
      throw new IOException(proc + "/<pid>/stat: expected at least one readable, got none");
    }
    return processes;
  }

  @Override
  public double residentBytes(long pid) throws IOException {
    KernelFile file = KernelFile.read(proc.resolve(Long.toString(pid)).resolve("status"));
    // Kernel threads have no such line, since they have no memory of their own.
    return (double) KIB * file.keyed("VmRSS:", 0);
  }

  @Override
  public HostName host() throws IOException {
    Path kernel = proc.resolve("sys").resolve("kernel");
    return new HostName(
        KernelFile.read(kernel.resolve("hostname")).text().strip(),
        KernelFile.read(kernel.resolve("osrelease")).text().strip());
  }

  private static CpuTicks ticks(KernelFile file, List<String> fields) throws IOException {
    if (fields.size() < LEAST_CPU_FIELDS) {
      throw file.expected("at least four tick counts in each cpu line", fields.toString());
    }
    long[] ticks = new long[8];
    for (int i = 0; i < ticks.length && i + 1 < fields.size(); i++) {
      ticks[i] = file.number(fields.get(i + 1));
    }
    // Time of guests, the two fields that may follow, is contained in user and nice already.
    return new CpuTicks(
        ticks[0], ticks[1], ticks[2], ticks[3], ticks[4], ticks[5], ticks[6], ticks[7]);
  }

  private static DirectionCounters direction(KernelFile file, List<String> fields, int from)
      throws IOException {
    return new DirectionCounters(
        file.number(fields.get(from)),
        file.number(fields.get(from + 1)),
        file.number(fields.get(from + 2)),
        file.number(fields.get(from + 3)));
  }

  /**
   * Whether a device is called as another one with digits behind it: sda1, or nvme0n1p1 when the
   * disk ends in a digit.
   */
  private static boolean isPartition(String name, Set<String> names) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    if (end == name.length() || end == 0) {
      return false;
    }
    String base = name.substring(0, end);
    boolean ofNumberedDisk =
        base.endsWith("p")
            && base.length() > 1
            && Character.isDigit(base.charAt(base.length() - 2));
    return names.contains(ofNumberedDisk ? base.substring(0, base.length() - 1) : base);
  }

  /** Null when the process has ended since it was listed, or its line makes no sense. */
  private static @Nullable ProcessTime process(Path folder) {
    try {
      String line = KernelFile.read(folder.resolve("stat")).text();
      // The name stands in parentheses and may contain any of " ()"; the fields after it do not.
      int open = line.indexOf('(');
      int close = line.lastIndexOf(')');
      List<String> fields = KernelFile.fields(line.substring(close + 1));
      return new ProcessTime(
          Long.parseLong(fileName(folder)),
          Long.parseLong(fields.get(19)),
          line.substring(open + 1, close),
          (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_PER_SECOND);
    } catch (IOException | RuntimeException gone) {
      return null;
    }
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
