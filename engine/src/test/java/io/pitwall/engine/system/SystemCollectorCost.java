package io.pitwall.engine.system;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Prints what a read costs in CPU time, in memory allocated, and in resident memory; each source
 * beside the other. A program, not a test: figures depend on the machine. Arguments: {@code proc}
 * or {@code oshi}, number of reads, pause in milliseconds between them (a loop without pauses is
 * warmer than the engine's will ever be).
 */
final class SystemCollectorCost {
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean oshi = arguments.length > 0 && arguments[0].equals("oshi");
    int reads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    long pauseMillis = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
    Path root = Path.of("/");
    RuntimeBeans runtime = new RuntimeBeans();
    ProcSource gauge = new ProcSource(root);
    // A server logs long before it collects.
    LoggerFactory.getLogger(SystemCollectorCost.class).info("start");
    double before = gauge.residentBytes(runtime.pid());
    HostSource source = oshi ? new OshiSource() : gauge;
    SystemSettings settings = SystemSettings.of(Path.of("."));
    SystemCollector collector =
        new SystemCollector(root, Map.of("container", "cost"), source, runtime, settings);

    collector.read(0, 0);
    double first = gauge.residentBytes(runtime.pid());
    long[] nanos = new long[reads];
    long allocated = 0;
    for (int i = 0; i < reads; i++) {
      Thread.sleep(pauseMillis);
      long bytes = THREAD.getCurrentThreadAllocatedBytes();
      long start = THREAD.getCurrentThreadCpuTime();
      collector.read(0, (i + 1) * Duration.ofSeconds(5).toNanos());
      nanos[i] = THREAD.getCurrentThreadCpuTime() - start;
      allocated += THREAD.getCurrentThreadAllocatedBytes() - bytes;
    }
    double last = gauge.residentBytes(runtime.pid());
    int processes = source.processes().size();
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    print("second read CPU", nanos[0] / 1e6, "ms");
    print("read CPU median", sorted[reads / 2] / 1e6, "ms");
    print("read CPU p99", sorted[reads * 99 / 100] / 1e6, "ms");
    print("read CPU mean", Arrays.stream(nanos).average().orElse(0) / 1e6, "ms");
    print("allocated per read", allocated / 1024.0 / reads, "KiB");
    print("processes", processes, "");
    print("RSS added by first read", (first - before) / (1 << 20), "MiB");
    print("RSS added by all reads", (last - before) / (1 << 20), "MiB");
    perCall(source, runtime);
  }

  private static void perCall(HostSource source, RuntimeBeans runtime) throws IOException {
    CgroupFinder groups = new CgroupFinder(Path.of("/"));
    call("cpu", source::cpu);
    call("memory", source::memory);
    call("swap", source::swap);
    call("load", source::load);
    call("disks", source::disks);
    call("interfaces", source::interfaces);
    call("fileHandles", source::fileHandles);
    call("processes", source::processes);
    call("residentBytes", () -> source.residentBytes(runtime.pid()));
    call("host", source::host);
    call("jvm", runtime::jvm);
    call("jvm.fileHandles", runtime::fileHandles);
    call("jvm.cpuSeconds", runtime::cpuSeconds);
    call("cgroup.cpu", () -> groups.find().cpu(1e6));
    call("cgroup.memory", () -> groups.find().memory(1e18));
    call("cgroup.io", () -> groups.find().io());
    SpaceMeter space = new SpaceMeter(Path.of("."));
    call("space", () -> space.read(new PartFailures(), 0));
  }

  private static <T> void call(String name, PartFailures.Source<T> source) throws IOException {
    int calls = 200;
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      long start = THREAD.getCurrentThreadCpuTime();
      if (source.read() == null) {
        throw new IllegalStateException(name + ": expected a value, got null");
      }
      nanos[i] = THREAD.getCurrentThreadCpuTime() - start;
    }
    Arrays.sort(nanos);
    print("  " + name, nanos[calls / 2] / 1e6, "ms");
  }

  private static void print(String name, double value, String unit) {
    System.out.println(String.format(Locale.ROOT, "%-28s %10.3f %s", name, value, unit));
  }

  private SystemCollectorCost() {}
}
