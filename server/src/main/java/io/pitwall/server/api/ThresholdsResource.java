package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code PUT /thresholds}. */
final class ThresholdsResource implements Resource {
  private static final String PATH = "/api/performance/thresholds";
  private static final long LONGEST_BODY = 1 << 20;

  private final PerformanceEngine engine;
  private final Clock clock;

  ThresholdsResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.READ, request -> answer(Answer.success())),
        Route.put(PATH, Access.ADMIN, this::merge).maxBody(LONGEST_BODY));
  }

  private Response merge(Request request) {
    Map<String, Map<Severity, Double>> limits = new LinkedHashMap<>();
    Checks checks = new Checks();
    JsonObjects.read(request)
        .forEach(
            (metric, value) -> {
              int longest = engine.settings().limits().maxNameLength();
              if (metric.isBlank() || metric.length() > longest) {
                checks.wrong(
                    metric.isBlank() ? "$" : metric.substring(0, 40) + "…",
                    "the name of a metric of at most " + longest + " characters",
                    metric.length() + " characters");
              } else {
                limits.put(metric, limits(metric, value, checks));
              }
            });
    checks.throwIfAny();
    engine.thresholds().merge(limits, request.caller().name(), clock.nowMicros());
    return answer(Answer.success().with("message", "Alert thresholds updated successfully"));
  }

  /** Empty, which removes the metric's limits, for null. */
  private static Map<Severity, Double> limits(
      String metric, @Nullable Object value, Checks checks) {
    Map<Severity, Double> limits = new EnumMap<>(Severity.class);
    if (value instanceof Map<?, ?> bySeverity) {
      bySeverity.forEach(
          (name, limit) -> {
            Optional<Severity> severity = Severity.ofWireName(String.valueOf(name));
            if (severity.isEmpty()) {
              checks.wrong(metric + "." + name, "a severity: low, medium, high or critical", name);
            } else if (limit instanceof Number number && Double.isFinite(number.doubleValue())) {
              limits.put(severity.get(), number.doubleValue());
            } else {
              checks.wrong(metric + "." + name, "a finite number", limit);
            }
          });
    } else if (value != null) {
      checks.wrong(metric, "limits by severity, or null to remove them", value);
    }
    if (!limits.isEmpty()) {
      try {
        new Threshold(metric, Comparator.guessFor(metric), limits);
      } catch (IllegalArgumentException wrongOrder) {
        checks.wrong(
            metric,
            Comparator.guessFor(metric) == Comparator.ABOVE
                ? "limits that are higher for a worse severity"
                : "limits that are lower for a worse severity",
            limits);
      }
    }
    return limits;
  }

  private Response answer(Answer answer) {
    Map<String, Map<String, Double>> thresholds = new TreeMap<>();
    for (Threshold threshold : engine.thresholds().all()) {
      Map<String, Double> limits = new LinkedHashMap<>();
      threshold.limits().forEach((severity, limit) -> limits.put(severity.wireName(), limit));
      thresholds.put(threshold.metric(), limits);
    }
    return answer.with("thresholds", thresholds).response();
  }
}
