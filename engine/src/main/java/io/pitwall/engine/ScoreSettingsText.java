package io.pitwall.engine;

import io.pitwall.model.agent.ScoreSettings;
import java.util.Locale;

/** Score settings as JSON, for the audit log. */
final class ScoreSettingsText {

  static String json(ScoreSettings settings) {
    return String.format(
        Locale.ROOT,
        "{\"success_weight\":%s,\"speed_weight\":%s,\"resource_weight\":%s,"
            + "\"baseline_seconds\":%s,\"baseline_memory_mb\":%s,\"baseline_cpu_percent\":%s}",
        settings.successWeight(),
        settings.speedWeight(),
        settings.resourceWeight(),
        settings.baselineSeconds(),
        settings.baselineMemoryMb(),
        settings.baselineCpuPercent());
  }

  private ScoreSettingsText() {}
}
