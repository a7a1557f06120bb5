package io.pitwall.engine.system;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.pitwall.engine.system.HostSource.FileHandleCount;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** The JVM's own management beans. */
final class RuntimeBeans implements RuntimeSource {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** At and above this a limit is the kernel's way to say that there is none. */
  private static final long UNLIMITED = 1L << 62;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long pid = ProcessHandle.current().pid();

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public JvmCounters jvm() {
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage nonHeap = memory.getNonHeapMemoryUsage();
    return new JvmCounters(
        heap.getUsed(),
        heap.getCommitted(),
        Bounds.orNaN(heap.getMax()),
        nonHeap.getUsed(),
        nonHeap.getCommitted(),
        collectors.stream().map(RuntimeBeans::counters).toList(),
        threads.getThreadCount(),
        threads.getDaemonThreadCount(),
        threads.getPeakThreadCount(),
        classes.getLoadedClassCount());
  }

  @Override
  public double cpuSeconds() {
    return Bounds.orNaN(process.getProcessCpuTime()) / NANOS_PER_SECOND;
  }

  @Override
  public double uptimeSeconds() {
    return runtime.getUptime() / MILLIS_PER_SECOND;
  }

  @Override
  public FileHandleCount fileHandles() {
    if (process instanceof UnixOperatingSystemMXBean unix) {
      long max = unix.getMaxFileDescriptorCount();
      return new FileHandleCount(
          Bounds.orNaN(unix.getOpenFileDescriptorCount()),
          max >= UNLIMITED ? Double.NaN : Bounds.orNaN(max));
    }
    return new FileHandleCount(Double.NaN, Double.NaN);
  }

  private static GcCounters counters(GarbageCollectorMXBean bean) {
    return new GcCounters(
        bean.getName(),
        Bounds.orNaN(bean.getCollectionCount()),
        Bounds.orNaN(bean.getCollectionTime()));
  }
}
