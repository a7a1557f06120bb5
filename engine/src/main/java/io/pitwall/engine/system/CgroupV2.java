package io.pitwall.engine.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unified hierarchy. Files and their meaning: the kernel's
 * Documentation/admin-guide/cgroup-v2.rst. The root group of a machine has none of the limit files,
 * and a group only those of the controllers enabled for it: a missing limit file is no limit.
 */
record CgroupV2(CgroupPath path) implements Cgroup {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final String NO_LIMIT = "max";

  @Override
  public CpuUse cpu(double hostCores) throws IOException {
    Path cpuSet = path.own().resolve("cpuset.cpus.effective");
    Path binding = path.own();
    double limit =
        Files.exists(cpuSet) ? CpuSet.cores(KernelFile.read(cpuSet)) : Double.POSITIVE_INFINITY;
    for (Path level : path.levels()) {
      double quota = quotaCores(level.resolve("cpu.max"));
      if (quota < limit) {
        limit = quota;
        binding = level;
      }
    }
    if (limit == Double.POSITIVE_INFINITY || limit >= hostCores) {
      return CpuUse.UNLIMITED;
    }
    KernelFile stat = KernelFile.read(binding.resolve("cpu.stat"));
    return new CpuUse(
        path.relative(binding),
        limit,
        stat.keyed("usage_usec") / MICROS_PER_SECOND,
        stat.keyed("nr_periods", 0),
        stat.keyed("nr_throttled", 0),
        stat.keyed("throttled_usec", 0) / MICROS_PER_SECOND);
  }

  @Override
  public MemoryUse memory(double hostBytes) throws IOException {
    Path binding = path.own();
    double limit = Double.POSITIVE_INFINITY;
    for (Path level : path.levels()) {
      double max = limitOf(level.resolve("memory.max"));
      if (max < limit) {
        limit = max;
        binding = level;
      }
    }
    if (limit == Double.POSITIVE_INFINITY || limit >= hostBytes) {
      return MemoryUse.UNLIMITED;
    }
    long usage = KernelFile.read(binding.resolve("memory.current")).number();
    long inactive = KernelFile.read(binding.resolve("memory.stat")).keyed("inactive_file");
    Path swapUsed = binding.resolve("memory.swap.current");
    return new MemoryUse(
        limit,
        usage,
        Math.max(0, usage - inactive),
        Files.exists(swapUsed) ? limitOf(binding.resolve("memory.swap.max")) : Double.NaN,
        Files.exists(swapUsed) ? KernelFile.read(swapUsed).number() : Double.NaN);
  }

  @Override
  public List<DeviceUse> io() throws IOException {
    Path stat = path.own().resolve("io.stat");
    if (!Files.exists(stat)) {
      return List.of();
    }
    KernelFile file = KernelFile.read(stat);
    List<DeviceUse> devices = new ArrayList<>();
    for (String line : file.lines()) {
      List<String> fields = KernelFile.fields(line);
      // The kernel lists a device without any figures while nothing has been counted for it.
      if (fields.size() > 1) {
        devices.add(
            new DeviceUse(
                fields.getFirst(),
                value(file, fields, "rbytes="),
                value(file, fields, "rios="),
                value(file, fields, "wbytes="),
                value(file, fields, "wios=")));
      }
    }
    return devices;
  }

  /** Quota by period: {@code 150000 100000} is one core and a half. */
  private static double quotaCores(Path max) throws IOException {
    if (!Files.exists(max)) {
      return Double.POSITIVE_INFINITY;
    }
    KernelFile file = KernelFile.read(max);
    List<String> fields = file.fields(2);
    if (fields.getFirst().equals(NO_LIMIT)) {
      return Double.POSITIVE_INFINITY;
    }
    double period = file.number(fields.get(1));
    double quota = file.number(fields.getFirst());
    if (quota <= 0 || period <= 0) {
      throw file.expected("a positive quota and a positive period", file.text());
    }
    return quota / period;
  }

  private static double limitOf(Path max) throws IOException {
    if (!Files.exists(max)) {
      return Double.POSITIVE_INFINITY;
    }
    KernelFile file = KernelFile.read(max);
    return file.text().strip().equals(NO_LIMIT) ? Double.POSITIVE_INFINITY : file.number();
  }

  private static long value(KernelFile file, List<String> fields, String key) throws IOException {
    for (String field : fields) {
      if (field.startsWith(key)) {
        return file.number(field.substring(key.length()));
      }
    }
    throw file.expected(key + "<number> for each device", fields.toString());
  }
}
