package io.pitwall.engine.system;

import static io.pitwall.engine.system.MachineFiles.INTERVAL_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pitwall.engine.system.SystemReading.Load;
import io.pitwall.engine.system.SystemReading.Memory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** One part fails, and nothing else does. */
class PartIsolationTest {
  private static final String GARBAGE = "\u0000\u00ff not what you expect\n\n: : :\n";

  @TempDir Path root;
  private MachineFiles machine;

  @BeforeEach
  void writeMachine() {
    machine = new MachineFiles(root).limitedV2().file(".dockerenv", "");
  }

  /** A file, the parts that need it, and the metrics that are then missing. */
  static Stream<Arguments> filesAndWhatTheyCarry() {
    String group = "sys/fs/cgroup/pod/app/";
    return Stream.of(
        Arguments.of(
            "proc/stat",
            Set.of(SystemPart.CPU),
            Set.of(
                "system.cpu.user",
                "system.cpu.system",
                "system.cpu.iowait",
                "system.cpu.steal",
                "system.cpu.core.max")),
        Arguments.of("proc/meminfo", Set.of(SystemPart.MEMORY, SystemPart.SWAP), Set.of()),
        Arguments.of(
            "proc/loadavg",
            Set.of(SystemPart.LOAD),
            Set.of("system.load.1m", "system.load.5m", "system.load.15m")),
        Arguments.of("proc/diskstats", Set.of(SystemPart.DISK_IO), Set.of("system.disk.io.busy")),
        Arguments.of(
            "proc/net/dev",
            Set.of(SystemPart.NETWORK),
            Set.of(
                "system.network.bytes_sent",
                "system.network.bytes_recv",
                "system.network.send_rate",
                "system.network.recv_rate",
                "system.network.errors_sent",
                "system.network.errors_recv",
                "system.network.drops_sent",
                "system.network.drops_recv")),
        Arguments.of(
            "proc/sys/fs/file-nr", Set.of(SystemPart.FILE_HANDLES), Set.of("system.files.open")),
        Arguments.of(
            group + "cpu.max",
            Set.of(SystemPart.CONTAINER_CPU),
            Set.of(
                "system.cpu.usage",
                "system.cpu.available",
                "system.cpu.throttled",
                "process.cpu.usage")),
        Arguments.of(
            group + "memory.max",
            Set.of(SystemPart.CONTAINER_MEMORY),
            Set.of(
                "system.memory.usage",
                "system.memory.available",
                "system.memory.total",
                "system.swap.usage",
                "system.swap.used")),
        Arguments.of(
            group + "io.stat",
            Set.of(SystemPart.CONTAINER_IO),
            Set.of(
                "system.disk.io.read_bytes",
                "system.disk.io.write_bytes",
                "system.disk.io.reads",
                "system.disk.io.writes",
                "system.disk.io.read_rate",
                "system.disk.io.write_rate")),
        Arguments.of(
            "proc/self/cgroup",
            Set.of(SystemPart.CONTAINER_CPU, SystemPart.CONTAINER_MEMORY, SystemPart.CONTAINER_IO),
            Set.of(
                "system.cpu.usage",
                "system.cpu.available",
                "system.cpu.throttled",
                "process.cpu.usage",
                "system.memory.usage",
                "system.memory.available",
                "system.memory.total",
                "system.swap.usage",
                "system.swap.used",
                "system.disk.io.read_bytes",
                "system.disk.io.write_bytes",
                "system.disk.io.reads",
                "system.disk.io.writes",
                "system.disk.io.read_rate",
                "system.disk.io.write_rate")));
  }

  @ParameterizedTest
  @MethodSource("filesAndWhatTheyCarry")
  void fault07GarbledSourceLosesItsOwnPartAndShowsNoZeros(
      String file, Set<SystemPart> parts, Set<String> missing) {
    Map<String, Double> whole = metricsAfterTwoReads(machine.collector(), () -> {});
    Runnable garble = () -> machine.file(file, GARBAGE);
    garble.run();
    SystemCollector collector = machine.collector();

    Map<String, Double> left = metricsAfterTwoReads(collector, garble);

    Set<String> gone = new TreeSet<>(whole.keySet());
    gone.removeAll(left.keySet());
    assertThat(gone).isEqualTo(missing);
    assertThat(collector.read(0, 2 * INTERVAL_NANOS).failures())
        .containsOnlyKeys(parts)
        .allSatisfy((part, count) -> assertThat(count).isEqualTo(3));
  }

  @Test
  void missingSourcesLeaveThatOfTheJvm() {
    for (String file :
        List.of(
            "stat",
            "meminfo",
            "loadavg",
            "diskstats",
            "net/dev",
            "sys/fs/file-nr",
            "sys/kernel/hostname")) {
      machine.delete("proc/" + file);
    }

    SystemReading reading = machine.collector().read(0, 0);

    assertThat(reading.load()).isEqualTo(Load.UNKNOWN);
    assertThat(reading.cpu().perCorePercent()).isEmpty();
    assertThat(reading.memory()).as("the control group's").isNotEqualTo(Memory.UNKNOWN);
    assertThat(reading.jvm().heapUsedBytes()).isEqualTo(1000);
    assertThat(reading.fileHandles().processOpen()).isEqualTo(50);
    assertThat(reading.fileSystems()).isNotEmpty();
    assertThat(reading.host().name()).isEmpty();
    assertThat(reading.failures())
        .containsOnlyKeys(
            SystemPart.CPU,
            SystemPart.MEMORY,
            SystemPart.SWAP,
            SystemPart.LOAD,
            SystemPart.DISK_IO,
            SystemPart.NETWORK,
            SystemPart.FILE_HANDLES,
            SystemPart.HOST);
  }

  @Test
  void brokenBeansLeaveTheMachine() {
    ScriptedRuntime runtime = new ScriptedRuntime();
    runtime.broken = true;

    SystemReading reading = machine.collector(runtime).read(0, 0);

    assertThat(reading.jvm()).isEqualTo(JvmUse.UNKNOWN);
    assertThat(reading.process().cpuSeconds()).isNaN();
    assertThat(reading.process().residentBytes()).isPositive();
    assertThat(reading.fileHandles().systemOpen()).isEqualTo(1504);
    assertThat(reading.failures())
        .containsOnly(
            Map.entry(SystemPart.JVM, 1L),
            Map.entry(SystemPart.PROCESS, 1L),
            Map.entry(SystemPart.FILE_HANDLES, 1L));
  }

  @Test
  void figuresThatContradictEachOtherAreAFailureOfTheirPart() {
    machine.file(
        "proc/meminfo", "MemTotal: 8 kB\nMemAvailable: 4 kB\nSwapTotal: 1 kB\nSwapFree: 9 kB\n");
    machine.file("proc/self/cgroup", "0::/\n");

    SystemReading reading = machine.collector().read(0, 0);

    assertThat(reading.swap().usedBytes()).isNaN();
    assertThat(reading.memory().usedPercent()).isEqualTo(50);
    assertThat(reading.failures()).containsOnlyKeys(SystemPart.SWAP);
  }

  @Test
  void dataFolderThatDoesNotExistLeavesTheRoot() {
    SystemSettings settings = SystemSettings.of(root.resolve("not-yet"));
    SystemCollector collector =
        new SystemCollector(root, Map.of(), machine.source(), new ScriptedRuntime(), settings);

    assertThat(collector.read(0, 0).fileSystems()).hasSize(1);
    machine.file("not-yet/file", "");
    SystemReading later = collector.read(0, INTERVAL_NANOS);

    assertThat(later.failures()).containsOnly(Map.entry(SystemPart.DISK_SPACE, 1L));
    assertThat(later.fileSystems()).isNotEmpty();
  }

  @Test
  void rateAfterAGapIsOverTheWholeGap() {
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.file("proc/net/dev", GARBAGE);
    collector.read(0, INTERVAL_NANOS);
    machine.file("proc/net/dev", "h\nh\n eth0: 15000 0 0 0 0 0 0 0 3000 0 0 0 0 0 0 0\n");

    SystemReading reading = collector.read(0, 2 * INTERVAL_NANOS);

    assertThat(reading.network().received().bytesPerSecond()).isEqualTo(1_000);
  }

  @Test
  void lastingFaultIsLoggedOncePerHour() {
    Logger logger = (Logger) LoggerFactory.getLogger(PartFailures.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      SystemCollector collector = machine.delete("proc/loadavg").collector();
      long hour = Duration.ofHours(1).toNanos();
      for (long nanos = 0; nanos < 2 * hour; nanos += INTERVAL_NANOS) {
        collector.read(0, nanos);
      }
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
    }

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            first -> assertThat(first).contains("LOAD").contains("failure 1 "),
            later -> assertThat(later).contains("LOAD").contains("failure 721 "));
    assertThat(log.list.getFirst().getThrowableProxy().getMessage()).contains("loadavg");
  }

  @Test
  void nativeLibraryThatCannotBeLoadedIsAFailureOfThePart() {
    PartFailures failures = new PartFailures();

    String value =
        failures.attempt(
            SystemPart.CPU,
            0,
            "otherwise",
            () -> {
              throw new UnsatisfiedLinkError("expected a library, got none");
            });

    assertThat(value).isEqualTo("otherwise");
    assertThat(failures.counts()).containsOnly(Map.entry(SystemPart.CPU, 1L));
  }

  private Map<String, Double> metricsAfterTwoReads(SystemCollector collector, Runnable garble) {
    collector.read(0, 0);
    machine.v2Cpu(11_000_000, 150, 35).busyTicks(100, 200);
    garble.run();
    SystemReading second = collector.read(0, INTERVAL_NANOS);
    machine.v2Cpu(10_000_000, 100, 10).ticksAtStart();
    garble.run();
    return SystemMetrics.of(second).stream()
        .collect(
            Collectors.toMap(
                metric -> metric.name() + (metric.tags().isEmpty() ? "" : metric.tags()),
                SystemMetric::value,
                (one, other) -> one,
                TreeMap::new));
  }
}
