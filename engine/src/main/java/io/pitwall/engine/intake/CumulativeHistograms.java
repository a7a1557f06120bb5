package io.pitwall.engine.intake;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the difference between a cumulative histogram and the one before it. The first of a series
 * tells nothing about when its observations came, unless it says it began after we did; else it
 * only sets the base. A source that restarted counts from zero. Thread-safe.
 */
final class CumulativeHistograms {
  private final long sinceMicros;
  private final Map<Long, Point> lastBySeries = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param sinceMicros when we began: what a source counts from later on we have not seen before
   */
  CumulativeHistograms(long sinceMicros) {
    this.sinceMicros = sinceMicros;
  }

  private record Point(long startMicros, long timeMicros, ExpHistogram histogram) {}

  /**
   * What a histogram brought.
   *
   * @param observed what was observed since the one before, null if nothing can be said
   */
  record Step(
      long seriesId,
      @Nullable Point before,
      @Nullable Point now,
      @Nullable ExpHistogram observed) {}

  /** Takes in the next histogram of a series; one that is not later than the last says nothing. */
  Step step(long seriesId, long startMicros, long timeMicros, ExpHistogram histogram) {
    Point now = new Point(startMicros, timeMicros, histogram);
    while (true) {
      Point before = lastBySeries.get(seriesId);
      if (before != null && before.timeMicros >= timeMicros) {
        return new Step(seriesId, before, null, null);
      }
      boolean taken =
          before == null
              ? lastBySeries.putIfAbsent(seriesId, now) == null
              : lastBySeries.replace(seriesId, before, now);
      if (taken) {
        return new Step(seriesId, before, now, observed(before, now));
      }
    }
  }

  /** Forgets a histogram that was not stored after all, unless a later one came meanwhile. */
  void undo(Step step) {
    if (step.now == null) {
      return;
    }
    if (step.before == null) {
      lastBySeries.remove(step.seriesId, step.now);
    } else {
      lastBySeries.replace(step.seriesId, step.now, step.before);
    }
  }

  private @Nullable ExpHistogram observed(@Nullable Point before, Point now) {
    if (before == null) {
      return now.startMicros >= sinceMicros ? now.histogram : null;
    }
    boolean restarted =
        before.startMicros != now.startMicros || now.histogram.count() < before.histogram.count();
    if (restarted) {
      return now.histogram;
    }
    return now.histogram.count() == before.histogram.count()
        ? ExpHistogram.EMPTY
        : now.histogram.minus(before.histogram);
  }
}
