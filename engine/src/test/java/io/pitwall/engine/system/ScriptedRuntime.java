package io.pitwall.engine.system;

import io.pitwall.engine.system.HostSource.FileHandleCount;
import java.util.List;

/** A JVM whose counters the test sets. */
final class ScriptedRuntime implements RuntimeSource {
  double cpuSeconds = 10;
  double pauseMillis = 100;
  double concurrentMillis = 100;
  boolean broken;

  @Override
  public long pid() {
    return MachineFiles.PID;
  }

  @Override
  public JvmCounters jvm() {
    failWhenBroken();
    return new JvmCounters(
        1000,
        2000,
        4000,
        300,
        400,
        List.of(
            new GcCounters("ZGC Minor Pauses", 7, pauseMillis),
            new GcCounters("ZGC Minor Cycles", 3, concurrentMillis)),
        20,
        15,
        25,
        5000);
  }

  @Override
  public double cpuSeconds() {
    failWhenBroken();
    return cpuSeconds;
  }

  @Override
  public double uptimeSeconds() {
    return 60;
  }

  @Override
  public FileHandleCount fileHandles() {
    failWhenBroken();
    return new FileHandleCount(50, 1000);
  }

  private void failWhenBroken() {
    if (broken) {
      throw new IllegalStateException("expected a bean that answers, got one that is broken");
    }
  }
}
