package io.pitwall.engine.system;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the collector looks at.
 *
 * @param dataFolder folder whose file system is reported beside the root's; need not exist yet (it
 *     is then counted as a {@link SystemPart#DISK_SPACE} failure until it does)
 * @param topProcesses how many of the processes that use the most CPU to name, 0..100; 0 never
 *     lists processes
 * @param topProcessesEvery how often to list processes, at least one second; listing costs about 20
 *     µs per process
 */
public record SystemSettings(Path dataFolder, int topProcesses, Duration topProcessesEvery) {
  private static final int MOST_TOP_PROCESSES = 100;
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  public SystemSettings {
    if (topProcesses < 0 || topProcesses > MOST_TOP_PROCESSES) {
      throw new IllegalArgumentException(
          "topProcesses: expected 0.." + MOST_TOP_PROCESSES + ", got " + topProcesses);
    }
    if (topProcessesEvery.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "topProcessesEvery: expected at least "
              + SHORTEST_INTERVAL
              + ", got "
              + topProcessesEvery);
    }
  }

  /** The five busiest processes, listed once a minute. */
  public static SystemSettings of(Path dataFolder) {
    return new SystemSettings(dataFolder, 5, Duration.ofMinutes(1));
  }
}
