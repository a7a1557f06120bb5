package io.pitwall.engine.inspect;

import io.pitwall.analysis.trend.LevelShift;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.store.api.SeriesPoints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * API-SLOW: a route that has become slower. Found where the level of its mean time has shifted up
 * by 20 % and 200 ms (t-test over all splits, p ≤ 0.001) and the moving average over 20 points is
 * still above that over 40, by 4 %. Points are 5 minutes. Sentry asks for 20 % between the averages
 * themselves; after a step to the double they are never farther apart than 17 %.
 */
final class SlowEndpoints implements Inspection {
  static final String ID = "API-SLOW";

  private static final Duration WINDOW = Duration.ofHours(8);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int FAST = 20;
  private static final int SLOW = 40;
  private static final double RISE = 1.2;
  private static final double HIGH_RISE = 2;
  private static final double STILL_RISING = 1.04;
  private static final double LEAST_MS = 200;
  private static final double P = 0.001;
  private static final int FEWEST_CALLS = 100;

  /** Calls and time of a route, all outcomes together, by point. */
  private static final class Route {
    final Map<String, String> tags;
    final Map<Long, double[]> points = new TreeMap<>();

    Route(Map<String, String> tags) {
      this.tags = tags;
    }

    void add(SeriesPoints series) {
      for (int i = 0; i < series.length(); i++) {
        if (series.count()[i] > 0) {
          double[] point = points.computeIfAbsent(series.startMicros()[i], at -> new double[2]);
          point[0] += series.count()[i];
          point[1] += series.count()[i] * series.mean()[i];
        }
      }
    }

    String name() {
      return tags.getOrDefault("method", "") + " " + tags.getOrDefault("route", "");
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    Map<String, Route> routes = new TreeMap<>();
    for (SeriesPoints series : evidence.series("pitwall.endpoint", WINDOW, STEP)) {
      Map<String, String> tags = series.series().tags();
      if (series.series().name().equals("pitwall.endpoint") && tags.containsKey("route")) {
        String key = tags.get("service") + "\n" + tags.get("method") + "\n" + tags.get("route");
        routes.computeIfAbsent(key, any -> new Route(tags)).add(series);
      }
    }
    return routes.values().stream().flatMap(route -> find(route).stream()).toList();
  }

  private static Optional<Finding> find(Route route) {
    double[] means =
        route.points.values().stream().mapToDouble(point -> point[1] / point[0] * 1e3).toArray();
    if (means.length <= SLOW) {
      return Optional.empty();
    }
    double fast = average(means, FAST);
    double slow = average(means, SLOW);
    Optional<LevelShift> found = LevelShift.of(means);
    if (found.isEmpty() || fast < STILL_RISING * slow) {
      return Optional.empty();
    }
    LevelShift shift = found.get();
    long calls =
        (long)
            route.points.values().stream().skip(shift.from()).mapToDouble(point -> point[0]).sum();
    boolean confirmed =
        shift.p() <= P
            && shift.after() >= RISE * shift.before()
            && shift.after() - shift.before() >= LEAST_MS;
    return confirmed && calls >= FEWEST_CALLS
        ? Optional.of(finding(route, fast / slow, shift, calls))
        : Optional.empty();
  }

  /** Exponentially weighted, begun with the mean of the first points so that it forgets them. */
  private static double average(double[] values, int points) {
    double weight = 2.0 / (points + 1);
    double average = Arrays.stream(values, 0, FAST).average().orElse(0);
    for (int i = FAST; i < values.length; i++) {
      average += weight * (values[i] - average);
    }
    return average;
  }

  private static Finding finding(Route route, double rise, LevelShift shift, long calls) {
    long sinceMicros = route.points.keySet().stream().skip(shift.from()).findFirst().orElse(0L);
    String since =
        DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT)
            .format(Instant.ofEpochSecond(sinceMicros / 1_000_000).atOffset(ZoneOffset.UTC));
    String service = route.tags.getOrDefault("service", "");
    return new Draft(
            ID, Scope.operation(route.name()), "performance_optimization", "endpoint_slower")
        .severity(
            Severity.of(shift.after() / shift.before(), RISE, HIGH_RISE),
            Severity.of(shift.after() - shift.before(), LEAST_MS, 5 * LEAST_MS))
        .text(
            String.format(
                Locale.ROOT,
                "%s%s: mean %s → %s since %s, n=%d; undo what was changed then, or compare a trace from before with"
                    + " one from after",
                route.name(),
                service.isEmpty() ? "" : " of " + service,
                Words.time(shift.before()),
                Words.time(shift.after()),
                since,
                calls))
        .number("mean_ms_before", shift.before())
        .number("mean_ms", shift.after())
        .number("since_micros", (double) sinceMicros)
        .number("ema_ratio", rise)
        .number("p", shift.p())
        .done(
            String.format(
                Locale.ROOT,
                "EMA20/EMA40 %.2f (limit 1.04), level %s → %s (limits 1.2 x, 200 ms) at %s, p=%.1g",
                rise,
                Words.time(shift.before()),
                Words.time(shift.after()),
                since,
                shift.p()),
            calls,
            FEWEST_CALLS);
  }
}
