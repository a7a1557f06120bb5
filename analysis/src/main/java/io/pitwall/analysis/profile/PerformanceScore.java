package io.pitwall.analysis.profile;

import io.pitwall.model.agent.ScoreParts;
import io.pitwall.model.agent.ScoreSettings;

/**
 * The performance score of the original specification:
 *
 * <pre>
 *   score    = w_success·success + w_speed·speed + w_resource·resource, kept inside 0..1
 *   speed    = max(0, 1 - mean seconds / baseline seconds)
 *   resource = ( max(0, 1 - MB / baseline MB) + max(0, 1 - CPU% / baseline CPU%) ) / 2
 * </pre>
 *
 * With its default settings 0.4, 0.3, 0.3; 10 s, 1000 MB, 100 %.
 */
public final class PerformanceScore {

  /**
   * Scores an agent.
   *
   * @param successRate 0 to 1
   * @param meanSeconds mean execution time, 0 if there is none yet
   * @param memoryMb megabytes; NaN or 0 if unknown, which costs nothing, as in the original
   * @param cpuPercent percent; NaN or 0 if unknown, likewise
   */
  public static ScoreParts of(
      double successRate,
      double meanSeconds,
      double memoryMb,
      double cpuPercent,
      ScoreSettings settings) {
    double speed = left(meanSeconds, settings.baselineSeconds());
    double resource =
        (left(memoryMb, settings.baselineMemoryMb())
                + left(cpuPercent, settings.baselineCpuPercent()))
            / 2;
    double score =
        successRate * settings.successWeight()
            + speed * settings.speedWeight()
            + resource * settings.resourceWeight();
    return new ScoreParts(Math.clamp(score, 0, 1), successRate, speed, resource);
  }

  /** Share of a baseline that is left, 0 to 1; an unknown value leaves all of it. */
  private static double left(double value, double baseline) {
    return value > 0 ? Math.max(0, 1 - value / baseline) : 1;
  }

  private PerformanceScore() {}
}
