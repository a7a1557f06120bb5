package io.pitwall.engine.system;

import static io.pitwall.engine.system.MachineFiles.GIB;
import static io.pitwall.engine.system.MachineFiles.INTERVAL_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.engine.system.JvmUse.Collector;
import io.pitwall.engine.system.SystemReading.FileHandles;
import io.pitwall.engine.system.SystemReading.Load;
import io.pitwall.engine.system.SystemReading.Memory;
import io.pitwall.engine.system.SystemReading.Swap;
import io.pitwall.engine.system.TopProcesses.TopProcess;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCollectorTest {
  private static final Offset<Double> TINY = within(1e-9);

  @TempDir Path root;
  private MachineFiles machine;

  @BeforeEach
  void writeMachine() {
    machine = new MachineFiles(root);
  }

  @Test
  void fault15DiskIoAndProcessesAreRead() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file(
        "proc/diskstats",
        "8 0 sda 150 5 12000 30 150 6 11000 20 0 2900 50\n8 1 sda1 150 5 99999 30 150 6 99999 20 0 2900 50\n");
    machine.process(7, "busy", 500, 5_000, 2_048).process(MachineFiles.PID, "java", 1_100, 100, 1);

    SystemReading reading = collector.read(1, INTERVAL_NANOS);

    DiskIo io = reading.diskIo();
    assertThat(io.readBytes()).isEqualTo(12_000 * 512);
    assertThat(io.readBytesPerSecond()).isEqualTo(10_000 * 512 / 5.0);
    assertThat(io.writeBytesPerSecond()).isEqualTo(10_000 * 512 / 5.0);
    assertThat(io.readsPerSecond()).isEqualTo(10);
    assertThat(io.writesPerSecond()).isEqualTo(20);
    assertThat(io.busyFraction()).isEqualTo(0.5, TINY);
    assertThat(reading.topProcesses().byCpu())
        .containsExactly(
            new TopProcess(7, "busy", 50, 2_048 * 1024),
            new TopProcess(MachineFiles.PID, "java", 20, 1024));
    assertThat(reading.failures()).isEmpty();
  }

  @Test
  void fault15ContainerLimitsReplaceTheHosts() {
    machine.limitedV2().file(".dockerenv", "");
    ScriptedRuntime runtime = new ScriptedRuntime();
    SystemCollector collector = machine.collector(runtime);
    collector.read(0, 0);
    machine.busyTicks(0, 0).v2Cpu(12_000_000, 150, 35);
    runtime.cpuSeconds += 1;

    SystemReading reading = collector.read(0, INTERVAL_NANOS);

    assertThat(reading.host().inContainer()).isTrue();
    assertThat(reading.host().cores()).isEqualTo(2);
    assertThat(reading.cpu().availableCores()).isEqualTo(0.5);
    assertThat(reading.cpu().usagePercent()).as("2 s of 5 s on half a core").isEqualTo(80, TINY);
    assertThat(reading.cpu().hostUsagePercent()).as("the host idled").isZero();
    assertThat(reading.process().cpuPercent()).as("1 s of the same").isEqualTo(40, TINY);
    assertThat(reading.container().throttledFraction()).isEqualTo(0.5);
    assertThat(reading.container().cpuLimitCores()).isEqualTo(0.5);
    assertThat(reading.memory()).isEqualTo(new Memory(GIB, GIB / 2, GIB / 2, 50));
    assertThat(reading.container().memoryUsageBytes()).isEqualTo(GIB * 0.75);
    assertThat(reading.swap()).isEqualTo(new Swap(GIB / 4, GIB / 8, 50));
  }

  @Test
  void containerCountsItsOwnDiskTrafficOnceThoughDevicesAreStacked() {
    machine.limitedV2().file(".dockerenv", "");

    DiskIo io = machine.collector().read(0, 0).diskIo();

    assertThat(io.ofContainer()).isTrue();
    assertThat(io.readBytes()).isEqualTo(1000);
    assertThat(io.writes()).isEqualTo(20);
  }

  @Test
  void limitedServiceOutsideAContainerSeesTheDisksOfTheHost() {
    DiskIo io = machine.limitedV2().collector().read(0, 0).diskIo();

    assertThat(io.ofContainer()).isFalse();
    assertThat(io.readBytes()).isEqualTo(2000 * 512);
  }

  @Test
  void containerWithoutLimitsSharesTheHost() {
    machine.file(".dockerenv", "").file("proc/self/cgroup", "0::/\n");
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.busyTicks(500, 0);

    SystemReading reading = collector.read(0, INTERVAL_NANOS);

    assertThat(reading.cpu().usagePercent()).isEqualTo(50, TINY);
    assertThat(reading.memory().totalBytes()).isEqualTo(8 * GIB);
    assertThat(reading.container()).isEqualTo(SystemReading.Container.UNKNOWN);
    assertThat(reading.diskIo().ofContainer()).isFalse();
    assertThat(reading.failures()).isEmpty();
  }

  @Test
  void fault11NetworkCountersAreGivenAsRatesToo() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file(
        "proc/net/dev",
        "h\nh\n eth0: 15000 150 6 7 0 0 0 0 33000 330 8 14 0 0 0 0\n lo: 9 9 9 9 0 0 0 0 9 9 9 9 0 0 0 0\n");

    Network network = collector.read(0, INTERVAL_NANOS).network();

    assertThat(network.received())
        .isEqualTo(new Network.Traffic(15_000, 150, 6, 7, 2_000, 20, 1, 1));
    assertThat(network.sent()).isEqualTo(new Network.Traffic(33_000, 330, 8, 14, 6_000, 60, 1, 2));
  }

  @Test
  void fault11CounterThatStartsAnewGivesNoNegativeRate() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file("proc/net/dev", "h\nh\n eth0: 10 50 1 2 0 0 0 0 3500 30 3 4 0 0 0 0\n");

    Network network = collector.read(0, INTERVAL_NANOS).network();

    assertThat(network.received().bytesPerSecond()).isNaN();
    assertThat(network.received().bytes()).isEqualTo(10);
    assertThat(network.sent().bytesPerSecond()).isEqualTo(100);
  }

  @Test
  void firstReadHasCountersButNoRates() {
    SystemReading reading = machine.collector().read(77, 0);

    assertThat(reading.timeMicros()).isEqualTo(77);
    assertThat(reading.intervalSeconds()).isNaN();
    assertThat(reading.cpu().usagePercent()).isNaN();
    assertThat(reading.cpu().perCorePercent()).isEmpty();
    assertThat(reading.diskIo().readBytesPerSecond()).isNaN();
    assertThat(reading.diskIo().readBytes()).isPositive();
    assertThat(reading.network().sent().bytesPerSecond()).isNaN();
    assertThat(reading.process().cpuPercent()).isNaN();
    assertThat(reading.jvm().gcPauseFraction()).isNaN();
    assertThat(reading.topProcesses().ageSeconds()).isNaN();
    assertThat(reading.failures()).isEmpty();
  }

  @Test
  void cpuIsSharedOutByStateAndCore() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file(
        "proc/stat",
        """
        cpu  1200 50 600 8250 500 75 75 50 0 0
        cpu0 1000 0 250 4000 200 25 25 0 0 0
        cpu1 500 0 250 4375 200 25 25 125 0 0
        """);

    SystemReading.Cpu cpu = collector.read(0, INTERVAL_NANOS).cpu();

    assertThat(cpu.userPercent()).as("250 of 800 ticks").isEqualTo(31.25, TINY);
    assertThat(cpu.systemPercent()).isEqualTo(18.75, TINY);
    assertThat(cpu.ioWaitPercent()).isEqualTo(12.5, TINY);
    assertThat(cpu.stealPercent()).isEqualTo(6.25, TINY);
    assertThat(cpu.usagePercent()).isEqualTo(56.25, TINY).isEqualTo(cpu.hostUsagePercent());
    assertThat(cpu.perCorePercent()).containsExactly(100.0, 25.0);
    assertThat(cpu.busiestCorePercent()).isEqualTo(100);
  }

  @Test
  void coreThatGoesOfflineLeavesTheCoresUnknownForOneRead() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file("proc/stat", "cpu 1100 0 500 8100 400 50 50\ncpu0 600 0 250 4100 200 25 25\n");

    SystemReading.Cpu cpu = collector.read(0, INTERVAL_NANOS).cpu();

    assertThat(cpu.perCorePercent()).isEmpty();
    assertThat(cpu.usagePercent()).isEqualTo(50, TINY);
  }

  @Test
  void ticksThatGoBackwardsLeaveTheCpuUnknown() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file("proc/stat", "cpu 1 0 1 1 1 1 1\n");

    SystemReading reading = collector.read(0, INTERVAL_NANOS);

    assertThat(reading.cpu().usagePercent()).isNaN();
    assertThat(reading.failures()).isEmpty();
  }

  @Test
  void levelsAreReadAsTheyAre() {
    SystemReading reading = machine.collector().read(0, 0);

    assertThat(reading.load()).isEqualTo(new Load(0.5, 0.25, 0.1));
    assertThat(reading.memory()).isEqualTo(new Memory(8 * GIB, 2 * GIB, 6 * GIB, 25));
    assertThat(reading.swap()).isEqualTo(new Swap(2 * GIB, GIB / 2, 25));
    assertThat(reading.fileHandles()).isEqualTo(new FileHandles(1504, 200_000, 50, 1000));
    assertThat(reading.host().name()).isEqualTo("pit-lane");
    assertThat(reading.host().osVersion()).isEqualTo("6.18.0");
    assertThat(reading.host().inContainer()).isFalse();
    assertThat(reading.process().residentBytes()).isEqualTo(10_240 * 1024);
  }

  @Test
  void machineWithoutSwapHasNoSwapUsage() {
    machine.file(
        "proc/meminfo", "MemTotal: 8 kB\nMemAvailable: 4 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");

    Swap swap = machine.collector().read(0, 0).swap();

    assertThat(swap.totalBytes()).isZero();
    assertThat(swap.usedPercent()).isNaN();
  }

  @Test
  void onlyPausesOfTheCollectorsCountAsPause() {
    ScriptedRuntime runtime = new ScriptedRuntime();
    SystemCollector collector = machine.collector(runtime);
    collector.read(0, 0);
    runtime.pauseMillis += 250;
    runtime.concurrentMillis += 4_000;

    JvmUse jvm = collector.read(0, INTERVAL_NANOS).jvm();

    assertThat(jvm.gcPauseFraction()).isEqualTo(0.05, TINY);
    assertThat(jvm.collectors())
        .containsExactly(
            new Collector("ZGC Minor Pauses", 7, 350), new Collector("ZGC Minor Cycles", 3, 4_100));
  }

  @Test
  void limitMovedToAnotherGroupStartsItsCountersAnew() {
    machine.limitedV2();
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file("sys/fs/cgroup/pod/cpu.max", "25000 100000\n");
    machine.file("sys/fs/cgroup/pod/cpu.stat", "usage_usec 77000000\n");

    SystemReading reading = collector.read(0, INTERVAL_NANOS);

    assertThat(reading.cpu().availableCores()).isEqualTo(0.25);
    assertThat(reading.cpu().usagePercent()).isNaN();
  }

  @Test
  void runtimesLeaveMarksByWhichAContainerIsKnown() {
    assertThat(ContainerSigns.present(root, Map.of())).isFalse();
    assertThat(ContainerSigns.present(root, Map.of("container", "podman"))).isTrue();
    machine.file("proc/self/cgroup", "4:memory:/user.slice/docker.service\n");
    assertThat(ContainerSigns.present(root, Map.of())).isFalse();
    machine.file("proc/self/cgroup", "4:memory:/kubepods/besteffort/pod1\n");
    assertThat(ContainerSigns.present(root, Map.of())).isTrue();
    machine.file("proc/self/cgroup", "0::/\n").file("sys/fs/cgroup/cgroup.type", "domain\n");
    assertThat(ContainerSigns.present(root, Map.of())).isTrue();
  }
}
