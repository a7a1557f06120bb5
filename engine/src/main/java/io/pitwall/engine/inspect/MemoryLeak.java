package io.pitwall.engine.inspect;

import io.pitwall.analysis.trend.Growth;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.store.api.SeriesPoints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * LEAK: memory that grows until it is full. Judged is the least of every five minutes of six hours,
 * which for a heap is what survives collection, by the rule of Coroot and the trend test of Mann
 * and Kendall (p < 0.01), see {@link Growth}. Told where the limit is known and will be reached
 * within a day; without a limit where the growth is 10 % an hour.
 */
final class MemoryLeak implements Inspection {
  static final String ID = "LEAK";

  private static final Duration WINDOW = Duration.ofHours(6);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final double WARN_HOURS = 24;
  private static final double CRITICAL_HOURS = 4;

  /** Growth an hour that is too fast where no limit is known, as a share. */
  private static final double FAST = 0.1;

  private static final double VERY_FAST = 0.3;

  /** Restarted with this share of the time left. */
  private static final double RESERVE = 0.2;

  private static final Set<String> NAMES =
      Set.of("jvm.heap.used", "process.memory.rss", "jvm.memory.used_after_last_gc");

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
    List<SeriesPoints> all = new ArrayList<>(evidence.series("jvm.", WINDOW, STEP));
    all.addAll(evidence.series("process.memory.rss", WINDOW, STEP));
    List<Finding> findings = new ArrayList<>();
    for (SeriesPoints series : all) {
      if (NAMES.contains(series.series().name())) {
        find(evidence.nowMicros(), series, limit(all, series)).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** Bytes; NaN where nobody says. */
  private static double limit(List<SeriesPoints> all, SeriesPoints used) {
    return all.stream()
        .filter(series -> series.series().name().equals("jvm.heap.max"))
        .filter(series -> used.series().name().equals("jvm.heap.used"))
        .filter(series -> series.series().tags().equals(used.series().tags()))
        .mapToDouble(series -> SeriesValues.latest(series.last()))
        .filter(value -> value > 0)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Optional<Finding> find(long nowMicros, SeriesPoints series, double limit) {
    Optional<Growth> growth = Growth.of(SeriesValues.hours(series), series.min(), limit);
    double now = SeriesValues.latest(series.min());
    double hours = growth.map(known -> (limit - now) / known.perHour()).orElse(Double.NaN);
    double share = growth.map(known -> known.perHour() / known.first()).orElse(Double.NaN);
    boolean full = hours <= WARN_HOURS;
    boolean fast = Double.isNaN(limit) && share >= FAST;
    if (growth.isEmpty() || (!full && !fast)) {
      return Optional.empty();
    }
    double severity =
        full ? Severity.of(hours, WARN_HOURS, CRITICAL_HOURS) : Severity.of(share, FAST, VERY_FAST);
    return Optional.of(finding(nowMicros, series, growth.get(), severity, now, limit, hours));
  }

  private static Finding finding(
      long nowMicros,
      SeriesPoints series,
      Growth growth,
      double severity,
      double now,
      double limit,
      double hours) {
    Map<String, String> tags = series.series().tags();
    String metric = series.series().name();
    String process = tags.isEmpty() ? metric : metric + " of " + String.join(" ", tags.values());
    double mbPerHour = growth.perHour() / 1e6;
    // Without a limit, before it has doubled.
    double left = Double.isNaN(hours) ? now / growth.perHour() : hours;
    Instant restart =
        Instant.ofEpochSecond(
            nowMicros / 1_000_000 + (long) ((1 - RESERVE) * Math.max(0, left) * 3_600));
    String at =
        DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ROOT)
            .format(restart.atOffset(ZoneOffset.UTC));
    String end =
        Double.isNaN(hours)
            ? String.format(Locale.ROOT, "no limit is known, doubled in %s", hoursInWords(left))
            : String.format(
                Locale.ROOT,
                "%.0f of %.0f MB, full in %s",
                now / 1e6,
                limit / 1e6,
                hoursInWords(left));
    return new Draft(
            ID,
            new Scope(null, null, null, metric, String.join(" ", tags.values())),
            "resource_optimization",
            "memory_leak")
        .severity(severity)
        .text(
            String.format(
                Locale.ROOT,
                "%s grows by %.1f MB an hour (%s): take a heap dump now, restart before %s, n=%d",
                process,
                mbPerHour,
                end,
                at,
                growth.points()))
        .number("mb_per_hour", mbPerHour)
        .number("used_mb", now / 1e6)
        .number("limit_mb", limit / 1e6)
        .number("full_in_hours", hours)
        .number("p", growth.p())
        .action(
            new Action(
                process,
                "restart_before",
                "",
                null,
                restart.toString(),
                "now + 0.8 x (limit - used) / growth",
                Map.of("bytes_per_hour", growth.perHour(), "used_bytes", now),
                Action.SETTING))
        .risk(Double.NaN, "restart one at a time")
        .done(
            String.format(
                Locale.ROOT,
                "%.1f MB an hour through %d points without a drop by half, p=%.1g (limit 0.01), %s",
                mbPerHour,
                growth.points(),
                growth.p(),
                end),
            growth.points(),
            Growth.FEWEST);
  }

  private static String hoursInWords(double hours) {
    return Words.time(hours * 3.6e6);
  }
}
