package io.pitwall.engine.system;

import io.pitwall.engine.system.Cgroup.DeviceUse;
import io.pitwall.engine.system.HostSource.DiskCounters;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Disk I/O from counters. Not thread-safe. */
final class DiskMeter {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Tracked<List<DiskCounters>> hostReads = new Tracked<>();
  private final Tracked<List<DeviceUse>> groupReads = new Tracked<>();

  /**
   * @param host null when it could not be read
   * @param group null when it could not be read, empty when nothing is counted for it
   * @param inContainer whether the group's own traffic is wanted
   */
  DiskIo read(
      @Nullable List<DiskCounters> host,
      @Nullable List<DeviceUse> group,
      boolean inContainer,
      long monotonicNanos) {
    Named<DiskCounters> disks =
        host == null
            ? Named.none()
            : Named.of(hostReads.advance(host, monotonicNanos), DiskCounters::name);
    double busy = busiest(disks);
    if (!inContainer || (group != null && group.isEmpty())) {
      return reading(
          disks,
          DiskCounters::readBytes,
          DiskCounters::writeBytes,
          DiskCounters::reads,
          DiskCounters::writes,
          busy,
          false);
    }
    Named<DeviceUse> devices =
        group == null
            ? Named.none()
            : Named.of(groupReads.advance(onDisks(group, host), monotonicNanos), DeviceUse::id);
    return reading(
        devices,
        DeviceUse::readBytes,
        DeviceUse::writeBytes,
        DeviceUse::reads,
        DeviceUse::writes,
        busy,
        true);
  }

  /** Without partitions and stacked devices, which would count the same traffic again. */
  private static List<DeviceUse> onDisks(List<DeviceUse> group, @Nullable List<DiskCounters> host) {
    if (host == null || host.isEmpty()) {
      return group;
    }
    Set<String> ids = host.stream().map(DiskCounters::id).collect(Collectors.toSet());
    return group.stream().filter(device -> ids.contains(device.id())).toList();
  }

  private static double busiest(Named<DiskCounters> disks) {
    return disks.steps().stream()
        .mapToDouble(step -> step.perSecond(DiskCounters::busyMillis) / MILLIS_PER_SECOND)
        .map(fraction -> Bounds.fraction(fraction, 1))
        .max()
        .orElse(Double.NaN);
  }

  private static <T> DiskIo reading(
      Named<T> devices,
      ToLongFunction<T> readBytes,
      ToLongFunction<T> writeBytes,
      ToLongFunction<T> reads,
      ToLongFunction<T> writes,
      double busy,
      boolean ofContainer) {
    return new DiskIo(
        devices.total(readBytes),
        devices.total(writeBytes),
        devices.total(reads),
        devices.total(writes),
        devices.perSecond(readBytes),
        devices.perSecond(writeBytes),
        devices.perSecond(reads),
        devices.perSecond(writes),
        busy,
        ofContainer);
  }
}
