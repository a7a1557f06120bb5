package io.pitwall.engine.system;

import io.pitwall.engine.system.Cgroup.MemoryUse;
import io.pitwall.engine.system.HostSource.MemoryBytes;
import io.pitwall.engine.system.HostSource.SwapBytes;
import io.pitwall.engine.system.SystemReading.Memory;
import io.pitwall.engine.system.SystemReading.Swap;
import org.jspecify.annotations.Nullable;

/** Memory and swap space within the limit that binds. */
final class MemoryMeter {

  /**
   * @param host null when it could not be read
   */
  static Memory memory(@Nullable MemoryBytes host, MemoryUse group) {
    if (Double.isFinite(group.limitBytes())) {
      return used(group.limitBytes(), group.workingSetBytes());
    }
    boolean unlimited = group.limitBytes() == Double.POSITIVE_INFINITY;
    return host == null || !unlimited
        ? Memory.UNKNOWN
        : used(host.total(), Math.max(0, host.total() - host.available()));
  }

  /**
   * @param host null when it could not be read
   */
  static Swap swap(@Nullable SwapBytes host, MemoryUse group) {
    boolean unlimited = group.limitBytes() == Double.POSITIVE_INFINITY;
    boolean limitedHere = Double.isFinite(group.swapLimitBytes());
    if (limitedHere && (host == null || group.swapLimitBytes() < host.total())) {
      return swap(group.swapLimitBytes(), group.swapUsedBytes());
    }
    // A group may have no limit of swap space of its own; the host's is then what it can get.
    return host == null || !(unlimited || Double.isFinite(group.limitBytes()))
        ? Swap.UNKNOWN
        : swap(host.total(), host.used());
  }

  private static Memory used(double total, double used) {
    return new Memory(total, used, Math.max(0, total - used), Bounds.percent(used, total));
  }

  private static Swap swap(double total, double used) {
    return new Swap(total, used, Bounds.percent(used, total));
  }

  private MemoryMeter() {}
}
