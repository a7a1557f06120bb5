package io.pitwall.engine.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The old hierarchies, one per controller. Files and their meaning: the kernel's
 * Documentation/admin-guide/cgroup-v1.
 *
 * @param paths of the controllers {@code cpu}, {@code cpuacct}, {@code cpuset}, {@code memory},
 *     {@code blkio} that exist; a controller that is missing limits nothing
 */
record CgroupV1(Map<String, CgroupPath> paths) implements Cgroup {
  private static final double NANOS_PER_SECOND = 1e9;

  /** At and above this (a page below 2^63) a memory limit means none. */
  private static final long UNLIMITED = 1L << 62;

  private static final String NO_QUOTA = "-1";

  CgroupV1 {
    paths = Map.copyOf(paths);
  }

  @Override
  public CpuUse cpu(double hostCores) throws IOException {
    CgroupPath cpu = paths.get("cpu");
    if (cpu == null) {
      return CpuUse.UNLIMITED;
    }
    double limit = cpuSetCores();
    Path binding = cpu.own();
    for (Path level : cpu.levels()) {
      double quota = quotaCores(level);
      if (quota < limit) {
        limit = quota;
        binding = level;
      }
    }
    if (limit == Double.POSITIVE_INFINITY || limit >= hostCores) {
      return CpuUse.UNLIMITED;
    }
    KernelFile stat = KernelFile.read(binding.resolve("cpu.stat"));
    String group = cpu.relative(binding);
    return new CpuUse(
        group,
        limit,
        usage(group).number() / NANOS_PER_SECOND,
        stat.keyed("nr_periods", 0),
        stat.keyed("nr_throttled", 0),
        stat.keyed("throttled_time", 0) / NANOS_PER_SECOND);
  }

  @Override
  public MemoryUse memory(double hostBytes) throws IOException {
    CgroupPath memory = paths.get("memory");
    if (memory == null) {
      return MemoryUse.UNLIMITED;
    }
    Path binding = memory.own();
    double limit = Double.POSITIVE_INFINITY;
    for (Path level : memory.levels()) {
      double bytes = limitOf(level.resolve("memory.limit_in_bytes"));
      if (bytes < limit) {
        limit = bytes;
        binding = level;
      }
    }
    if (limit == Double.POSITIVE_INFINITY || limit >= hostBytes) {
      return MemoryUse.UNLIMITED;
    }
    long usage = KernelFile.read(binding.resolve("memory.usage_in_bytes")).number();
    KernelFile stat = KernelFile.read(binding.resolve("memory.stat"));
    double withSwap = limitOf(binding.resolve("memory.memsw.limit_in_bytes"));
    return new MemoryUse(
        limit,
        usage,
        Math.max(0, usage - stat.keyed("total_inactive_file")),
        Math.max(0, withSwap - limit),
        Bounds.orNaN(stat.keyed("total_swap", -1)));
  }

  @Override
  public List<DeviceUse> io() throws IOException {
    CgroupPath blkio = paths.get("blkio");
    if (blkio == null) {
      return List.of();
    }
    Path own = blkio.own();
    Path bytes = own.resolve("blkio.throttle.io_service_bytes_recursive");
    Path operations = own.resolve("blkio.throttle.io_serviced_recursive");
    if (!Files.exists(bytes) || !Files.exists(operations)) {
      return List.of();
    }
    Map<String, ReadsAndWrites> byteCounts = byDevice(KernelFile.read(bytes));
    Map<String, ReadsAndWrites> operationCounts = byDevice(KernelFile.read(operations));
    List<DeviceUse> devices = new ArrayList<>();
    byteCounts.forEach(
        (id, count) -> {
          ReadsAndWrites times = operationCounts.getOrDefault(id, ReadsAndWrites.ZERO);
          devices.add(
              new DeviceUse(id, count.reads(), times.reads(), count.writes(), times.writes()));
        });
    return devices;
  }

  private double cpuSetCores() throws IOException {
    CgroupPath cpuSet = paths.get("cpuset");
    if (cpuSet == null) {
      return Double.POSITIVE_INFINITY;
    }
    Path effective = cpuSet.own().resolve("cpuset.effective_cpus");
    return Files.exists(effective)
        ? CpuSet.cores(KernelFile.read(effective))
        : Double.POSITIVE_INFINITY;
  }

  /** The same group's CPU time, which a hierarchy of its own may count. */
  private KernelFile usage(String group) throws IOException {
    CgroupPath accounts = paths.get("cpuacct");
    if (accounts == null) {
      throw new IOException(
          "/proc/self/cgroup: expected the cpuacct controller beside cpu, got " + paths.keySet());
    }
    Path same = accounts.mount().resolve(group).resolve("cpuacct.usage");
    return KernelFile.read(Files.exists(same) ? same : accounts.own().resolve("cpuacct.usage"));
  }

  private static double quotaCores(Path level) throws IOException {
    Path quotaFile = level.resolve("cpu.cfs_quota_us");
    if (!Files.exists(quotaFile)) {
      return Double.POSITIVE_INFINITY;
    }
    KernelFile quota = KernelFile.read(quotaFile);
    if (quota.text().strip().equals(NO_QUOTA)) {
      return Double.POSITIVE_INFINITY;
    }
    double period = KernelFile.read(level.resolve("cpu.cfs_period_us")).number();
    double micros = quota.number();
    if (micros <= 0 || period <= 0) {
      throw quota.expected("a positive quota, of a positive period", micros + " of " + period);
    }
    return micros / period;
  }

  private static double limitOf(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Double.POSITIVE_INFINITY;
    }
    long bytes = KernelFile.read(file).number();
    return bytes >= UNLIMITED ? Double.POSITIVE_INFINITY : bytes;
  }

  /** Lines {@code 8:0 Read 4096}, a few other kinds, and a last line {@code Total 4096}. */
  private static Map<String, ReadsAndWrites> byDevice(KernelFile file) throws IOException {
    Map<String, ReadsAndWrites> counts = new LinkedHashMap<>();
    for (String line : file.lines()) {
      List<String> fields = KernelFile.fields(line);
      if (fields.size() == 3) {
        ReadsAndWrites sofar = counts.getOrDefault(fields.getFirst(), ReadsAndWrites.ZERO);
        counts.put(fields.getFirst(), sofar.with(fields.get(1), file.number(fields.get(2))));
      } else if (!line.startsWith("Total")) {
        throw file.expected("lines 'major:minor Read|Write|... number'", line);
      }
    }
    return counts;
  }

  /** Counts of one device; kinds other than reading and writing overlap with these. */
  private record ReadsAndWrites(long reads, long writes) {
    static final ReadsAndWrites ZERO = new ReadsAndWrites(0, 0);

    ReadsAndWrites with(String kind, long count) {
      return switch (kind) {
        case "Read" -> new ReadsAndWrites(count, writes);
        case "Write" -> new ReadsAndWrites(reads, count);
        default -> this;
      };
    }
  }
}
