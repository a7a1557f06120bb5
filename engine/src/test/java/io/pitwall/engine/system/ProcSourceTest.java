package io.pitwall.engine.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.system.HostSource.CpuTicks;
import io.pitwall.engine.system.HostSource.DiskCounters;
import io.pitwall.engine.system.HostSource.InterfaceCounters;
import io.pitwall.engine.system.HostSource.ProcessTime;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcSourceTest {
  @TempDir Path root;
  private MachineFiles machine;
  private ProcSource source;

  @BeforeEach
  void writeMachine() {
    machine = new MachineFiles(root);
    source = machine.source();
  }

  @Test
  void readsTicksOfAllAndOfEachCore() throws IOException {
    assertThat(source.cpu().all()).isEqualTo(new CpuTicks(1000, 0, 500, 8000, 400, 50, 50, 0));
    assertThat(source.cpu().cores()).hasSize(2);
  }

  @Test
  void kernelOfFewFieldsIsReadToo() throws IOException {
    machine.file("proc/stat", "cpu 1 2 3 4\ncpu0 1 2 3 4\n");

    assertThat(source.cpu().all()).isEqualTo(new CpuTicks(1, 2, 3, 4, 0, 0, 0, 0));
  }

  @Test
  void timeOfGuestsIsNotCountedTwice() throws IOException {
    machine.file("proc/stat", "cpu 100 0 0 100 0 0 0 0 90 0\n");

    assertThat(source.cpu().all().total()).isEqualTo(200);
  }

  @Test
  void fileLongerThanTheBufferIsReadWhole() throws IOException {
    machine.file(
        "proc/meminfo", "Padding: 1 kB\n".repeat(1_000) + "MemTotal: 2 kB\nMemAvailable: 1 kB\n");

    assertThat(source.memory().total()).isEqualTo(2048);
  }

  @Test
  void onlyWholeDisksCount() throws IOException {
    assertThat(source.disks())
        .containsExactly(new DiskCounters("sda", "8:0", 1_024_000, 100, 512_000, 50, 400));
  }

  @ParameterizedTest
  @CsvSource({
    "sda,sda1,1",
    "nvme0n1,nvme0n1p2,1",
    "mmcblk0,mmcblk0p1,1",
    "nbd1,nbd10,2",
    "nvme0n1,nvme0n10,2",
    "sdp,sdp1,1",
    "xvda1,xvda2,2",
    "vda,vdb,2"
  })
  void partitionIsToldFromDiskByName(String first, String second, int disks) throws IOException {
    String figures = " 1 0 8 0 1 0 8 0 0 1 1 0 0 0 0 0 0\n";
    machine.file("proc/diskstats", "8 0 " + first + figures + "8 1 " + second + figures);

    assertThat(source.disks()).hasSize(disks);
  }

  @Test
  void loopbackAndVirtualEndsAreLeftOut() throws IOException {
    assertThat(source.interfaces()).extracting(InterfaceCounters::name).containsExactly("eth0");
    InterfaceCounters eth0 = source.interfaces().getFirst();
    assertThat(eth0.received()).isEqualTo(new HostSource.DirectionCounters(5000, 50, 1, 2));
    assertThat(eth0.sent()).isEqualTo(new HostSource.DirectionCounters(3000, 30, 3, 4));
  }

  @Test
  void numberGluedToTheInterfaceNameIsRead() throws IOException {
    machine.file(
        "proc/net/dev", "heading\nheading\neth0:123456 1 0 0 0 0 0 0 654321 1 0 0 0 0 0 0\n");

    assertThat(source.interfaces().getFirst().sent().bytes()).isEqualTo(654_321);
  }

  @Test
  void processNameMayHoldBlanksAndParentheses() throws IOException {
    machine.process(99, "a) R (b c", 250, 777, 64);

    assertThat(source.processes()).contains(new ProcessTime(99, 777, "a) R (b c", 2.5));
    assertThat(source.residentBytes(99)).isEqualTo(65_536);
  }

  @Test
  void processThatEndsWhileListedIsLeftOut() throws IOException {
    machine.delete("proc/" + MachineFiles.PID + "/stat").process(99, "stays", 1, 1, 1);

    assertThat(source.processes()).extracting(ProcessTime::name).containsExactly("stays");
  }

  @Test
  void fileHandlesWithoutLimitHaveNoMax() throws IOException {
    machine.file("proc/sys/fs/file-nr", "1504\t0\t9223372036854775807\n");

    assertThat(source.fileHandles().open()).isEqualTo(1504);
    assertThat(source.fileHandles().max()).isNaN();
  }

  @Test
  void complaintNamesFileAndWhatWasExpectedAndFound() {
    machine.file("proc/meminfo", "MemTotal: lots kB\n");

    assertThatThrownBy(source::memory)
        .isInstanceOf(IOException.class)
        .hasMessage(root.resolve("proc/meminfo") + ": expected a number, got 'lots'");
  }
}
