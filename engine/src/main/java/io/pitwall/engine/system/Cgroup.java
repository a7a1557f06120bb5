package io.pitwall.engine.system;

import java.io.IOException;
import java.util.List;

/**
 * The control group this process runs in: the limits that bind it and what is used of them. A limit
 * may be set on the own group or on any group around it; the lowest binds, and its use is that of
 * the group it is set on, since all inside share it.
 */
interface Cgroup {

  /** No control groups: nothing is limited. */
  Cgroup NONE = new None();

  /**
   * @param hostCores a limit at or above this number does not bind; NaN when unknown
   */
  CpuUse cpu(double hostCores) throws IOException;

  /**
   * @param hostBytes a limit at or above this size does not bind; NaN when unknown
   */
  MemoryUse memory(double hostBytes) throws IOException;

  /** What the own group read and wrote, by device; empty when the group does not count it. */
  List<DeviceUse> io() throws IOException;

  /**
   * CPU limit and use.
   *
   * @param group path of the group that sets the limit; counters of different groups are not to be
   *     compared
   * @param limitCores NaN unknown, infinite when nothing binds (the counters then have no meaning)
   */
  record CpuUse(
      String group,
      double limitCores,
      double usageSeconds,
      double periods,
      double throttledPeriods,
      double throttledSeconds) {
    static final CpuUse UNLIMITED = ofLimit(Double.POSITIVE_INFINITY);
    static final CpuUse UNKNOWN = ofLimit(Double.NaN);

    private static CpuUse ofLimit(double limitCores) {
      return new CpuUse("", limitCores, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
  }

  /**
   * Memory limit and use.
   *
   * @param limitBytes NaN unknown, infinite when nothing binds (the others are then NaN)
   * @param workingSetBytes usage less the file cache that can go at once, as the kubelet reckons it
   * @param swapLimitBytes NaN unknown, infinite when not limited
   */
  record MemoryUse(
      double limitBytes,
      double usageBytes,
      double workingSetBytes,
      double swapLimitBytes,
      double swapUsedBytes) {
    static final MemoryUse UNLIMITED = ofLimit(Double.POSITIVE_INFINITY);
    static final MemoryUse UNKNOWN = ofLimit(Double.NaN);

    private static MemoryUse ofLimit(double limitBytes) {
      return new MemoryUse(limitBytes, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
  }

  /** Counters of one device ({@code major:minor}). */
  record DeviceUse(String id, long readBytes, long reads, long writeBytes, long writes) {}

  /** Where there are no control groups. */
  record None() implements Cgroup {
    @Override
    public CpuUse cpu(double hostCores) {
      return CpuUse.UNLIMITED;
    }

    @Override
    public MemoryUse memory(double hostBytes) {
      return MemoryUse.UNLIMITED;
    }

    @Override
    public List<DeviceUse> io() {
      return List.of();
    }
  }
}
