package io.pitwall.engine.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pitwall.engine.system.SystemReading.FileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The machine this runs on, told by the collector and by the tools everyone trusts. */
@EnabledOnOs(OS.LINUX)
class SystemCollectorIT {
  private static final double MIB = 1 << 20;

  @TempDir Path data;

  @Test
  void nothingFailsOnThisMachine() {
    SystemCollector collector = SystemCollector.ofThisMachine(SystemSettings.of(data));
    collector.read(0, System.nanoTime());
    // Linux counts the use of processors in ticks of 10 ms; within one there is none to tell.
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());

    SystemReading reading = collector.read(0, System.nanoTime());

    assertThat(reading.failures()).isEmpty();
    assertThat(SystemMetrics.of(reading))
        .extracting(SystemMetric::name)
        .contains(
            "system.cpu.usage",
            "system.memory.usage",
            "system.memory.available",
            "system.disk.usage",
            "system.network.bytes_sent",
            "system.network.bytes_recv",
            "system.load.1m",
            "system.files.open",
            "process.memory.rss");
  }

  @Test
  void hostIsCalledWhatUnameCallsIt() throws Exception {
    SystemReading.Host host =
        SystemCollector.ofThisMachine(SystemSettings.of(data)).read(0, 0).host();

    assertThat(host.name()).isEqualTo(run("uname", "-n").strip());
    assertThat(host.osVersion()).isEqualTo(run("uname", "-r").strip());
    assertThat(host.architecture()).isNotBlank();
  }

  @Test
  void memoryOfTheHostAgreesWithFree() throws Exception {
    HostSource.MemoryBytes memory = new ProcSource(Path.of("/")).memory();
    List<String> free = fields(run("free", "-b").lines().skip(1).findFirst().orElseThrow());

    assertThat(memory.total()).isEqualTo(Double.parseDouble(free.get(1)));
    assertThat(memory.available()).isCloseTo(Double.parseDouble(free.get(6)), within(300 * MIB));
  }

  @Test
  void fileSystemsAgreeWithDf() throws Exception {
    for (FileSystem fileSystem :
        SystemCollector.ofThisMachine(SystemSettings.of(data)).read(0, 0).fileSystems()) {
      List<String> df =
          fields(
              run(
                      "df",
                      "--block-size=1",
                      "--output=source,size,used,avail,pcent,target",
                      fileSystem.mount())
                  .lines()
                  .skip(1)
                  .findFirst()
                  .orElseThrow());

      assertThat(df.getLast()).isEqualTo(fileSystem.mount());
      assertThat(fileSystem.totalBytes()).isEqualTo(Double.parseDouble(df.get(1)));
      assertThat(fileSystem.freeBytes())
          .isCloseTo(Double.parseDouble(df.get(3)), within(300 * MIB));
      double percent = Double.parseDouble(df.get(4).replace("%", ""));
      assertThat(fileSystem.usedPercent()).as("df rounds up").isCloseTo(percent, within(1.5));
    }
  }

  @Test
  void dataFolderOnAFileSystemOfItsOwnIsToldApart() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(memory)
            && !Files.getFileStore(memory).equals(Files.getFileStore(Path.of("/"))),
        "no memory file system at /dev/shm");
    Path folder = Files.createTempDirectory(memory, "pitwall");
    try {
      assertThat(SystemCollector.ofThisMachine(SystemSettings.of(folder)).read(0, 0).fileSystems())
          .extracting(FileSystem::mount)
          .containsExactly("/", "/dev/shm");
    } finally {
      Files.delete(folder);
    }
  }

  /** Burns processor time, not wall time: others may keep the machine busy meanwhile. */
  @Test
  void oneBusyThreadShowsInProcessAndMachine() {
    SystemCollector collector =
        SystemCollector.ofThisMachine(new SystemSettings(data, 100, Duration.ofSeconds(1)));
    long start = System.nanoTime();
    collector.read(0, start);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long sum = 0;
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu < 400_000_000
        || System.nanoTime() - start < 1_100_000_000) {
      sum += System.nanoTime() % 7;
    }
    SystemReading reading = collector.read(0, System.nanoTime());

    assertThat(sum).isNotZero();
    assertThat(reading.intervalSeconds()).isGreaterThanOrEqualTo(1.1);
    assertThat(reading.process().cpuCores() * reading.intervalSeconds())
        .isBetween(0.3, (reading.host().cores() + 0.2) * reading.intervalSeconds());
    assertThat(reading.cpu().usagePercent()).isBetween(1.0, 100.0);
    assertThat(reading.cpu().perCorePercent()).hasSize((int) reading.host().cores());
    assertThat(reading.topProcesses().byCpu())
        .extracting(TopProcesses.TopProcess::pid)
        .contains(reading.host().pid());
  }

  @Test
  void openFilesAndResidentMemoryAgreeWithTheSystem() throws IOException {
    SystemReading before = SystemCollector.ofThisMachine(SystemSettings.of(data)).read(0, 0);
    double open;
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      open = files.count();
    }
    double kib =
        Double.parseDouble(
            run("ps", "-o", "rss=", "-p", Long.toString(before.host().pid())).strip());

    assertThat(before.fileHandles().processOpen()).isCloseTo(open, within(20.0));
    assertThat(before.process().residentBytes()).isCloseTo(kib * 1024, within(64 * MIB));
  }

  @Test
  void trafficOverLoopbackDoesNotCount() throws IOException {
    ProcSource source = new ProcSource(Path.of("/"));
    double before = received(source);
    byte[] block = new byte[1 << 20];
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket peer = server.accept()) {
      for (int i = 0; i < 64; i++) {
        Thread writer = Thread.ofVirtual().start(() -> write(client, block));
        assertThat(peer.getInputStream().readNBytes(block.length)).hasSize(block.length);
        join(writer);
      }
    }

    assertThat(received(source) - before).isLessThan(32 * MIB);
  }

  @Test
  void oshiTellsTheSameMachine() throws IOException {
    ProcSource proc = new ProcSource(Path.of("/"));
    OshiSource oshi = new OshiSource();

    assertThat(oshi.cpu().cores()).hasSameSizeAs(proc.cpu().cores());
    assertThat(oshi.memory().total()).isEqualTo(proc.memory().total());
    assertThat(oshi.memory().available()).isCloseTo(proc.memory().available(), within(300 * MIB));
    assertThat(oshi.swap().total()).isEqualTo(proc.swap().total());
    assertThat(oshi.load().fifteenMinutes()).isCloseTo(proc.load().fifteenMinutes(), within(1.0));
    assertThat(oshi.fileHandles().open()).isCloseTo(proc.fileHandles().open(), within(500.0));
    assertThat(oshi.host().name()).isEqualTo(proc.host().name());
    long pid = ProcessHandle.current().pid();
    assertThat(oshi.residentBytes(pid)).isCloseTo(proc.residentBytes(pid), within(64 * MIB));
    assertThat(oshi.processes())
        .anySatisfy(
            process -> {
              assertThat(process.pid()).isEqualTo(pid);
              assertThat(process.cpuSeconds()).isPositive();
            });
    assertThat(oshi.interfaces())
        .filteredOn(link -> link.name().equals("eth0"))
        .allSatisfy(link -> assertThat(link.received().bytes()).isPositive());
  }

  @Test
  void collectorOnOshiFailsNowhere() {
    SystemCollector collector =
        new SystemCollector(
            Path.of("/"), Map.of(), new OshiSource(), new RuntimeBeans(), SystemSettings.of(data));
    collector.read(0, 0);

    SystemReading reading = collector.read(0, Duration.ofSeconds(5).toNanos());

    assertThat(reading.failures()).isEmpty();
    assertThat(reading.memory().usedPercent()).isBetween(1.0, 100.0);
    assertThat(SystemMetrics.of(reading)).hasSizeGreaterThan(35);
  }

  private static double received(ProcSource source) throws IOException {
    return source.interfaces().stream().mapToDouble(link -> link.received().bytes()).sum();
  }

  private static void write(Socket socket, byte[] block) {
    try {
      socket.getOutputStream().write(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String run(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("env", "LC_ALL=C"));
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> fields(String line) {
    return List.of(line.strip().split("\\s+"));
  }
}
