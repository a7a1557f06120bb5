package io.pitwall.lab.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy the machine is as a whole, from {@code /proc/stat}: Linux only. */
public final class MachineUse {
  private static final double TICKS_PER_SECOND = 100;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;

  /** Processor time that all programs together have used since boot, and what a host withheld. */
  public static double busySeconds() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return busySeconds(lines.findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the machine's use in /proc/stat", e);
    }
  }

  /** From a line like {@code cpu user nice system idle iowait irq softirq steal ...}. */
  static double busySeconds(String line) {
    String[] fields = line.split(" +", -1);
    long ticks = 0;
    for (int i = 1; i <= STEAL && i < fields.length; i++) {
      ticks += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private MachineUse() {}
}
