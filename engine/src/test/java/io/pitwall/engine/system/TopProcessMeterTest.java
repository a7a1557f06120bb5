package io.pitwall.engine.system;

import static io.pitwall.engine.system.MachineFiles.INTERVAL_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.system.TopProcesses.TopProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopProcessMeterTest {
  private static final double CORES = 2;

  @TempDir Path root;
  private final PartFailures failures = new PartFailures();
  private MachineFiles machine;
  private TopProcessMeter meter;

  @BeforeEach
  void writeMachine() {
    machine = new MachineFiles(root);
    meter = meter(2);
  }

  private TopProcessMeter meter(int limit) {
    return new TopProcessMeter(
        machine.source(), new SystemSettings(root, limit, Duration.ofMinutes(1)));
  }

  private TopProcesses readAt(int interval) {
    return meter.read(failures, CORES, interval * INTERVAL_NANOS);
  }

  @Test
  void busiestComeFirstAndNoMoreThanAskedFor() {
    machine.process(1, "idle", 100, 1, 1).process(2, "a", 0, 2, 1).process(3, "b", 0, 3, 1);
    machine.process(4, "c", 0, 4, 1);
    readAt(0);
    machine.process(2, "a", 100, 2, 1).process(3, "b", 300, 3, 1).process(4, "c", 200, 4, 1);

    assertThat(readAt(1).byCpu())
        .containsExactly(new TopProcess(3, "b", 30, 1024), new TopProcess(4, "c", 20, 1024));
  }

  @Test
  void processesAreListedTwiceAndThenRarely() {
    readAt(0);
    machine.process(MachineFiles.PID, "java", 1_000, 100, 1);
    TopProcesses second = readAt(1);
    machine.process(MachineFiles.PID, "java", 1_900, 100, 1);

    assertThat(second.byCpu()).extracting(TopProcess::cpuPercent).containsExactly(10.0);
    assertThat(second.ageSeconds()).isZero();
    assertThat(readAt(12)).isEqualTo(new TopProcesses(55, second.byCpu()));
    assertThat(readAt(13).byCpu())
        .as("9 s of 60 s on two cores")
        .extracting(TopProcess::cpuPercent)
        .containsExactly(7.5);
  }

  @Test
  void pidGivenOutAgainIsAnotherProcess() {
    machine.process(9, "old", 5_000, 111, 1);
    readAt(0);
    machine.process(9, "new", 50, 222, 1);

    assertThat(readAt(1).byCpu()).containsExactly(new TopProcess(9, "new", 5, 1024));
  }

  @Test
  void memoryOfAProcessThatEndedMeanwhileIsUnknown() {
    readAt(0);
    machine.process(9, "brief", 50, 222, 1).delete("proc/9/status");

    assertThat(readAt(1).byCpu())
        .singleElement()
        .satisfies(process -> assertThat(process.residentBytes()).isNaN());
  }

  @Test
  void noneAskedForIsNoneListed() {
    machine.delete("proc/" + MachineFiles.PID + "/stat");
    meter = meter(0);

    assertThat(readAt(0).byCpu()).isEmpty();
    assertThat(readAt(1).ageSeconds()).isNaN();
    assertThat(failures.counts()).isEmpty();
  }

  @Test
  void unreadableProcessesAreOneFailurePerListing() {
    machine.file("proc/" + MachineFiles.PID + "/stat", "rubbish");

    readAt(0);
    readAt(1);
    readAt(2);

    assertThat(failures.counts()).containsEntry(SystemPart.TOP_PROCESSES, 2L);
  }
}
