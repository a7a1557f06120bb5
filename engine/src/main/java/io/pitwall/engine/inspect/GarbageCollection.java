package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.store.api.SeriesPoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * GC: a Java process that spends its time collecting garbage. Found where pauses take 5 % of a
 * minute, in half of the last ten minutes; 10 % is critical (JDK Mission Control's limits). Advised
 * is a heap of three times what survives collection.
 */
final class GarbageCollection implements Inspection {
  static final String ID = "GC";

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final double LIMIT = 5;
  private static final double CRITICAL = 10;
  private static final int FEWEST = 5;
  private static final double HEAP_PER_LIVE = 3;

  /** A value that is proposed shall differ by more than this from what is there. */
  private static final double LEAST_CHANGE = 1.1;

  /** Of the machine's memory at most. */
  private static final double MOST_OF_MEMORY = 0.75;

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
    List<SeriesPoints> all = evidence.series("jvm.", WINDOW, STEP);
    List<Finding> findings = new ArrayList<>();
    for (SeriesPoints series : all) {
      if (series.series().name().equals("jvm.gc.pause")) {
        find(evidence, all, series).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> find(
      Evidence evidence, List<SeriesPoints> all, SeriesPoints pauses) {
    Numbers high = new Numbers();
    Numbers known = new Numbers();
    for (double pause : pauses.mean()) {
      if (!Double.isNaN(pause)) {
        known.add(pause);
        if (pause >= LIMIT) {
          high.add(pause);
        }
      }
    }
    if (known.size() < FEWEST || high.size() < FEWEST) {
      return Optional.empty();
    }
    Map<String, String> tags = pauses.series().tags();
    double live = least(all, "jvm.heap.used", tags);
    double max = latest(all, "jvm.heap.max", tags);
    double memory =
        evidence.systemMetrics().stream()
            .filter(summary -> summary.series().name().equals("system.memory.total"))
            .filter(summary -> summary.series().tags().equals(tags))
            .mapToDouble(summary -> summary.current() * (1L << 30))
            .findFirst()
            .orElse(Double.POSITIVE_INFINITY);
    double wanted = Math.min(HEAP_PER_LIVE * live, MOST_OF_MEMORY * memory);
    return Optional.of(
        finding(tags, known, high, live, max, wanted >= LEAST_CHANGE * max ? wanted : Double.NaN));
  }

  private static Finding finding(
      Map<String, String> tags,
      Numbers known,
      Numbers high,
      double live,
      double max,
      double wanted) {
    String process = tags.isEmpty() ? "Java process" : String.join(" ", tags.values());
    String found =
        String.format(
            Locale.ROOT,
            "pauses take %.1f %% of the time (%d of %d minutes above 5 %%)",
            known.mean(),
            high.size(),
            known.size());
    Draft draft =
        new Draft(
                ID,
                new Scope(null, null, null, "jvm.gc.pause", String.join(" ", tags.values())),
                "resource_optimization",
                "garbage_collection")
            .severity(Severity.of(high.mean(), LIMIT, CRITICAL))
            .number("pause_percent", known.mean())
            .number("live_mb", live / 1e6)
            .number("heap_max_mb", max / 1e6);
    if (Double.isNaN(wanted)) {
      draft.text(
          String.format(
              Locale.ROOT,
              "%s: %s though the heap is large enough; allocate less, or use a collector that works"
                  + " beside the program (-XX:+UseZGC), n=%d",
              process,
              found,
              known.size()));
    } else {
      draft
          .text(
              String.format(
                  Locale.ROOT,
                  "%s: -Xmx %.0f → %.0f MB; %s, n=%d",
                  process,
                  max / (1 << 20),
                  wanted / (1 << 20),
                  found,
                  known.size()))
          .action(
              new Action(
                  process,
                  "heap_max_mb",
                  "MB",
                  max / (1 << 20),
                  (double) Math.round(wanted / (1 << 20)),
                  "min(3 x live, 0.75 x memory)",
                  Map.of("live_mb", live / (1 << 20)),
                  Action.SETTING))
          .risk(Double.NaN, "go back if the machine begins to swap");
    }
    return draft.done(found, known.size(), FEWEST);
  }

  /** NaN if there is no such series. */
  private static double least(List<SeriesPoints> all, String name, Map<String, String> tags) {
    double least = Double.NaN;
    for (SeriesPoints series : all) {
      if (series.series().name().equals(name) && series.series().tags().equals(tags)) {
        // What survives lies between the least of one minute and that of the others.
        Numbers floors = new Numbers();
        for (double value : series.min()) {
          if (!Double.isNaN(value)) {
            floors.add(value);
          }
        }
        least = floors.size() == 0 ? Double.NaN : Quantiles.of(floors.toArray(), 0.95);
      }
    }
    return least;
  }

  private static double latest(List<SeriesPoints> all, String name, Map<String, String> tags) {
    return all.stream()
        .filter(one -> one.series().name().equals(name) && one.series().tags().equals(tags))
        .mapToDouble(one -> SeriesValues.latest(one.last()))
        .findFirst()
        .orElse(Double.NaN);
  }
}
