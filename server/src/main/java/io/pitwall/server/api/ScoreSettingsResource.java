package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code PUT /score-settings}: what agents of a type are scored against. */
final class ScoreSettingsResource implements Resource {
  private static final String PATH = "/api/performance/score-settings";
  private static final Set<String> FIELDS =
      Set.of(
          "success_weight",
          "speed_weight",
          "resource_weight",
          "baseline_seconds",
          "baseline_memory_mb",
          "baseline_cpu_percent");

  private final PerformanceEngine engine;
  private final Runnable changed;

  /**
   * @param changed called after scores may have changed
   */
  ScoreSettingsResource(PerformanceEngine engine, Runnable changed) {
    this.engine = engine;
    this.changed = changed;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.READ, request -> answer()),
        Route.put(PATH, Access.ADMIN, this::merge).maxBody(1 << 20));
  }

  /** Fields that are not given stay as they are; null gives a type the defaults again. */
  private Response merge(Request request) {
    Map<String, ScoreSettings> merged = new LinkedHashMap<>();
    Checks checks = new Checks();
    JsonObjects.read(request)
        .forEach(
            (type, value) -> {
              if (type.isBlank() || type.length() > engine.settings().limits().maxNameLength()) {
                checks.wrong("$", "types of agents of at most 255 characters", type.length());
              } else if (value == null) {
                merged.put(type, ScoreSettings.DEFAULT);
              } else if (value instanceof Map<?, ?> fields) {
                merged.put(type, overlaid(type, engine.scoreSettings(type), fields, checks));
              } else {
                checks.wrong(type, "settings, or null for the defaults", value);
              }
            });
    checks.throwIfAny();
    merged.forEach(
        (type, settings) -> engine.setScoreSettings(type, settings, request.caller().name()));
    changed.run();
    return answer();
  }

  private static ScoreSettings overlaid(
      String type, ScoreSettings before, Map<?, ?> fields, Checks checks) {
    Map<String, Double> values = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (!FIELDS.contains(String.valueOf(name))) {
            checks.wrong(
                type + "." + name, "one of " + String.join(", ", FIELDS), "an unknown field");
          } else if (value instanceof Number number) {
            values.put(String.valueOf(name), number.doubleValue());
          } else {
            checks.wrong(type + "." + name, "a number", value);
          }
        });
    try {
      return new ScoreSettings(
          values.getOrDefault("success_weight", before.successWeight()),
          values.getOrDefault("speed_weight", before.speedWeight()),
          values.getOrDefault("resource_weight", before.resourceWeight()),
          values.getOrDefault("baseline_seconds", before.baselineSeconds()),
          values.getOrDefault("baseline_memory_mb", before.baselineMemoryMb()),
          values.getOrDefault("baseline_cpu_percent", before.baselineCpuPercent()));
    } catch (IllegalArgumentException e) {
      checks.wrong(type, String.valueOf(e.getMessage()), values);
      return before;
    }
  }

  private Response answer() {
    Map<String, @Nullable Object> byType = new TreeMap<>(engine.control().scoreSettings());
    return Answer.success()
        .with(
            "score_settings",
            Answer.object()
                .with("default", ScoreSettings.DEFAULT)
                .with("agent_types", byType)
                .fields())
        .response();
  }
}
