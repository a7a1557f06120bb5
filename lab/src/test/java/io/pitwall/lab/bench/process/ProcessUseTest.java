package io.pitwall.lab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUseTest {

  @Test
  void aNameMayHoldAnything() {
    String stat = "4711 (java) S 1 (x) S 1 4711 4711 0 -1 4194560 900 0 1 0 1250 75 3 4 20 0 40";
    assertThat(ProcessUse.cpuSeconds(stat)).isEqualTo(13.25);
  }

  @Test
  void readsLinesOfTheKernel() {
    List<String> status = List.of("Name:\tjava", "VmHWM:\t  2048 kB", "VmRSS:\t  1000 kB");
    assertThat(ProcessUse.bytes(status, "VmRSS:")).isEqualTo(1_024_000);
    assertThat(ProcessUse.bytes(status, "VmSwap:")).isNaN();
  }

  @Test
  void readsTheMachine() {
    assertThat(MachineUse.busySeconds("cpu  100 20 30 5000 400 5 6 7 0 0")).isEqualTo(1.68);
  }

  @Test
  void measuresThisProcess() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs /proc");
    ProcessUse use = ProcessUse.alone(ProcessHandle.current());
    assertThat(use.cpuSeconds()).isPositive();
    assertThat(use.residentBytes()).isBetween(1e6, 1e11);
    assertThat(use.peakBytes()).isGreaterThanOrEqualTo(use.residentBytes() * 0.9);
    assertThat(MachineUse.busySeconds()).isGreaterThan(use.cpuSeconds());
  }
}
