package io.pitwall.model.agent;

/**
 * What a performance score is measured against. The defaults are those of the original
 * specification; an agent type may have its own.
 *
 * @param successWeight weight of the success rate
 * @param speedWeight weight of the mean execution time
 * @param resourceWeight weight of memory and CPU; the three weights add up to 1
 * @param baselineSeconds mean execution time at which speed scores 0, above 0
 * @param baselineMemoryMb memory at which memory scores 0, megabytes, above 0
 * @param baselineCpuPercent CPU at which CPU scores 0, percent, above 0
 */
public record ScoreSettings(
    double successWeight,
    double speedWeight,
    double resourceWeight,
    double baselineSeconds,
    double baselineMemoryMb,
    double baselineCpuPercent) {

  public static final ScoreSettings DEFAULT = new ScoreSettings(0.4, 0.3, 0.3, 10, 1000, 100);

  public ScoreSettings {
    requireShare("success_weight", successWeight);
    requireShare("speed_weight", speedWeight);
    requireShare("resource_weight", resourceWeight);
    double total = successWeight + speedWeight + resourceWeight;
    if (Math.abs(total - 1) > 1e-9) {
      throw new IllegalArgumentException("Expected weights that add up to 1, but got " + total);
    }
    requirePositive("baseline_seconds", baselineSeconds);
    requirePositive("baseline_memory_mb", baselineMemoryMb);
    requirePositive("baseline_cpu_percent", baselineCpuPercent);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("Expected " + name + " from 0 to 1, but got " + value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("Expected " + name + " above 0, but got " + value);
    }
  }
}
