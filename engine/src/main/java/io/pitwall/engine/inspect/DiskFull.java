package io.pitwall.engine.inspect;

import io.pitwall.analysis.trend.Line;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.store.api.SeriesPoints;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * DISK: a disk that fills up. Found where the line through the free space of six hours reaches zero
 * within 24 hours with less than 40 % free, or within 4 hours with less than 20 % (critical), or
 * where less than 5 % or 3 % are free: the rules of the Prometheus node mixin.
 */
final class DiskFull implements Inspection {
  static final String ID = "DISK";

  private static final Duration WINDOW = Duration.ofHours(6);
  private static final Duration STEP = Duration.ofMinutes(5);

  /** Half of the window: less is no trend. */
  private static final int FEWEST = 36;

  private static final double WARN_HOURS = 24;
  private static final double CRITICAL_HOURS = 4;
  private static final double WARN_FREE = 40;
  private static final double CRITICAL_FREE = 20;
  private static final double STATIC_WARN_FREE = 5;
  private static final double STATIC_CRITICAL_FREE = 3;

  /** Of a line that is to be believed. */
  private static final double LEAST_R2 = 0.5;

  private static final int FEWEST_STATIC = 3;

  /** What has to be kept free for the days until somebody acts. */
  private static final double WANTED_FREE = 0.2;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.CAUSE;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    Map<Map<String, String>, SeriesPoints> usage = new HashMap<>();
    for (SeriesPoints series : evidence.series("system.disk.usage", WINDOW, STEP)) {
      if (series.series().name().equals("system.disk.usage")) {
        usage.put(series.series().tags(), series);
      }
    }
    return evidence.series("system.disk.free", WINDOW, STEP).stream()
        .filter(free -> free.series().name().equals("system.disk.free"))
        .filter(free -> usage.containsKey(free.series().tags()))
        .flatMap(
            free -> find(free, Objects.requireNonNull(usage.get(free.series().tags()))).stream())
        .toList();
  }

  private static Optional<Finding> find(SeriesPoints free, SeriesPoints usage) {
    int known = SeriesValues.known(free.mean());
    double now = SeriesValues.latest(free.last());
    double freePercent = 100 - SeriesValues.latest(usage.last());
    Line line = Line.of(SeriesValues.hours(free), free.mean());
    double hours = line.slope() < 0 && line.r2() >= LEAST_R2 ? now / -line.slope() : Double.NaN;
    boolean trend = known >= FEWEST;
    boolean fills = trend && hours <= WARN_HOURS && freePercent < WARN_FREE;
    boolean short5 = known >= FEWEST_STATIC && freePercent < STATIC_WARN_FREE;
    if (!fills && !short5) {
      return Optional.empty();
    }
    double severity =
        Math.max(
            fills
                ? Severity.least(
                    Severity.of(hours, WARN_HOURS, CRITICAL_HOURS),
                    Severity.of(freePercent, WARN_FREE, CRITICAL_FREE))
                : 0,
            short5 ? Severity.of(freePercent, STATIC_WARN_FREE, STATIC_CRITICAL_FREE) : 0);
    double growth = trend && line.slope() < 0 ? -line.slope() * 24 : 0; // GB a day
    double size = freePercent > 0 ? now * 100 / freePercent : now;
    return Optional.of(finding(free, severity, now, freePercent, hours, growth, size, known));
  }

  private static Finding finding(
      SeriesPoints free,
      double severity,
      double now,
      double freePercent,
      double hours,
      double growth,
      double size,
      int known) {
    String mount = free.series().tags().getOrDefault("mount", "disk");
    String host = free.series().tags().getOrDefault("host", "");
    String disk = host.isEmpty() ? mount : mount + " of " + host;
    double toFree = Math.max(0, WANTED_FREE * size - now);
    boolean fills = !Double.isNaN(hours) && hours <= WARN_HOURS;
    Draft draft =
        new Draft(
                ID,
                new Scope(null, null, null, "system.disk.free", disk),
                "resource_optimization",
                "disk_fills_up")
            .severity(severity)
            .number("free_gb", now)
            .number("free_percent", freePercent)
            .number("full_in_hours", hours)
            .number("growth_gb_per_day", growth);
    if (fills) {
      // What may be written a day so that the space that is left lasts a week.
      double daily = now / 7;
      draft
          .text(
              String.format(
                  Locale.ROOT,
                  "%s: full in %s; keep %.1f days of what is written (%.1f GB a day), or free %.1f GB now; n=%d",
                  disk,
                  Words.time(hours * 3.6e6),
                  now / growth,
                  growth,
                  Math.max(toFree, growth),
                  known))
          .action(
              new Action(
                  disk,
                  "growth_gb_per_day",
                  "GB/d",
                  growth,
                  daily,
                  "free / 7 days",
                  Map.of("free_gb", now),
                  Action.SETTING));
    } else {
      draft
          .text(
              String.format(
                  Locale.ROOT,
                  "%s: %.1f %% free; free %.1f GB to have a fifth again; n=%d",
                  disk,
                  freePercent,
                  toFree,
                  known))
          .action(
              new Action(
                  disk,
                  "free_gb",
                  "GB",
                  now,
                  now + toFree,
                  "0.2 x size",
                  Map.of("size_gb", size),
                  Action.SETTING));
    }
    return draft
        .risk(Double.NaN, "keep what audits and backups need")
        .done(
            String.format(
                Locale.ROOT,
                "%.1f GB = %.0f %% free, %s",
                now,
                freePercent,
                fills
                    ? "full in "
                        + Words.time(hours * 3.6e6)
                        + " (limits 24 h below 40 %, 4 h below 20 %)"
                    : "limits 5 % and 3 %"),
            known,
            fills ? FEWEST : FEWEST_STATIC);
  }
}
