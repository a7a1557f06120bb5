package io.pitwall.engine.system;

import java.util.List;

/**
 * The processes that used the most CPU between the two latest listings, busiest first; this process
 * may be among them.
 *
 * @param ageSeconds since the latest listing; NaN until there were two
 */
public record TopProcesses(double ageSeconds, List<TopProcess> byCpu) {
  public TopProcesses {
    byCpu = List.copyOf(byCpu);
    Bounds.notNegative("topProcesses", ageSeconds);
  }

  /**
   * One process.
   *
   * @param name of the program, on Linux its first 15 bytes; never its arguments, which may hold
   *     secrets
   * @param cpuPercent 0..100 of {@link SystemReading.Cpu#availableCores}
   * @param residentBytes NaN when it ended meanwhile
   */
  public record TopProcess(long pid, String name, double cpuPercent, double residentBytes) {
    public TopProcess {
      Bounds.percents("process " + pid, cpuPercent);
      Bounds.notNegative("process " + pid, residentBytes);
    }
  }
}
