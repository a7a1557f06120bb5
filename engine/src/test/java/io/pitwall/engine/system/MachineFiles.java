package io.pitwall.engine.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A machine of two cores, 8 GiB, one disk and one network interface, as files below a folder of the
 * test. What a test does not overwrite is readable and plausible.
 */
final class MachineFiles {
  static final long PID = 4242;
  static final long GIB = 1L << 30;
  static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

  final Path root;

  MachineFiles(Path root) {
    this.root = root;
    ticksAtStart();
    file(
        "proc/meminfo",
        """
        MemTotal:        8388608 kB
        MemFree:         1048576 kB
        MemAvailable:    6291456 kB
        SwapCached:            0 kB
        SwapTotal:       2097152 kB
        SwapFree:        1572864 kB
        """);
    file("proc/loadavg", "0.50 0.25 0.10 1/123 4567\n");
    file(
        "proc/diskstats",
        """
           7       0 loop0 9 0 72 0 0 0 0 0 0 0 0 0 0 0 0 0 0
           8       0 sda 100 5 2000 30 50 6 1000 20 0 400 50 0 0 0 0 0 0
           8       1 sda1 90 5 1800 30 50 6 1000 20 0 400 50 0 0 0 0 0 0
         253       0 dm-0 95 0 1900 30 56 0 1000 20 0 400 50 0 0 0 0 0 0
        """);
    file(
        "proc/net/dev",
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo: 777777     999    0    0    0     0          0         0   777777     999    0    0    0     0       0          0
          eth0: 5000       50    1    2    0     0          0         0   3000       30    3    4    0     0       0          0
         veth1: 888888     999    0    0    0     0          0         0   888888     999    0    0    0     0       0          0
        """);
    file("proc/sys/fs/file-nr", "1504\t0\t200000\n");
    file("proc/sys/kernel/hostname", "pit-lane\n");
    file("proc/sys/kernel/osrelease", "6.18.0\n");
    process(PID, "java", 900, 100, 10_240);
  }

  /** Writes a file, with the folders above it. */
  MachineFiles file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent() == null ? root : file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MachineFiles delete(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MachineFiles process(long pid, String name, long cpuTicks, long started, long residentKib) {
    file(
        "proc/" + pid + "/stat",
        "%d (%s) S 1 1 1 0 -1 4194560 100 0 0 0 %d %d 0 0 20 0 9 0 %d 1000000 500 0\n"
            .formatted(pid, name, cpuTicks, 0, started));
    return file(
        "proc/" + pid + "/status", "Name:\t" + name + "\nVmRSS:\t   " + residentKib + " kB\n");
  }

  MachineFiles ticksAtStart() {
    return file(
        "proc/stat",
        """
        cpu  1000 0 500 8000 400 50 50 0 0 0
        cpu0 500 0 250 4000 200 25 25 0 0 0
        cpu1 500 0 250 4000 200 25 25 0 0 0
        intr 12345 0 0
        """);
  }

  /**
   * Two cores, of which each was busy for the given ticks and idle for the others of 500 since the
   * first files.
   */
  MachineFiles busyTicks(long core0, long core1) {
    return file(
        "proc/stat",
        """
        cpu  %d 0 500 %d 400 50 50 0 0 0
        cpu0 %d 0 250 %d 200 25 25 0 0 0
        cpu1 %d 0 250 %d 200 25 25 0 0 0
        intr 12345 0 0
        """
            .formatted(
                1000 + core0 + core1,
                8000 + 1000 - core0 - core1,
                500 + core0,
                4000 + 500 - core0,
                500 + core1,
                4000 + 500 - core1));
  }

  /** A version 2 control group of 0.5 cores and 1 GiB in a nested path, with some use. */
  MachineFiles limitedV2() {
    file("proc/self/cgroup", "0::/pod/app\n");
    file("sys/fs/cgroup/cgroup.controllers", "cpu io memory\n");
    file("sys/fs/cgroup/pod/app/cpu.max", "50000 100000\n");
    v2Cpu(10_000_000, 100, 10);
    file("sys/fs/cgroup/pod/app/memory.max", GIB + "\n");
    file("sys/fs/cgroup/pod/app/memory.current", (GIB / 2 + GIB / 4) + "\n");
    file(
        "sys/fs/cgroup/pod/app/memory.stat",
        "anon 1\nactive_file 2\ninactive_file " + GIB / 4 + "\n");
    file("sys/fs/cgroup/pod/app/memory.swap.max", GIB / 4 + "\n");
    file("sys/fs/cgroup/pod/app/memory.swap.current", GIB / 8 + "\n");
    return file(
        "sys/fs/cgroup/pod/app/io.stat",
        """
        8:0 rbytes=1000 wbytes=2000 rios=10 wios=20 dbytes=0 dios=0
        253:0 rbytes=1000 wbytes=2000 rios=10 wios=20 dbytes=0 dios=0
        """);
  }

  MachineFiles v2Cpu(long usageMicros, long periods, long throttled) {
    return file(
        "sys/fs/cgroup/pod/app/cpu.stat",
        "usage_usec %d\nuser_usec 1\nsystem_usec 1\nnr_periods %d\nnr_throttled %d\nthrottled_usec 250000\n"
            .formatted(usageMicros, periods, throttled));
  }

  ProcSource source() {
    return new ProcSource(root);
  }

  SystemCollector collector() {
    return collector(new ScriptedRuntime());
  }

  SystemCollector collector(RuntimeSource runtime) {
    return new SystemCollector(root, Map.of(), source(), runtime, SystemSettings.of(root));
  }
}
