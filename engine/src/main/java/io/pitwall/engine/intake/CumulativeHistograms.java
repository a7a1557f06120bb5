package io.pitwall.engine.intake;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the difference between a cumulative histogram and the one before it. The first of a series
 * tells nothing about when its observations came, unless it says it began after we did; it only
 * sets the base. A source that restarted counts from zero. Thread-safe.
 */
final class CumulativeHistograms {
  private final Map<Long, Point> lastBySeries = new ConcurrentHashMap<>();

  private record Point(long startMicros, long timeMicros, ExpHistogram histogram) {}

  /** What was observed since the last call for this series; null if nothing can be said yet. */
  @Nullable ExpHistogram difference(
      long seriesId, long startMicros, long timeMicros, ExpHistogram histogram) {
    Point now = new Point(startMicros, timeMicros, histogram);
    Point before = lastBySeries.get(seriesId);
    if (before != null && before.timeMicros >= timeMicros) {
      return null;
    }
    lastBySeries.put(seriesId, now);
    if (before == null) {
      return null;
    }
    boolean restarted =
        before.startMicros != startMicros || histogram.count() < before.histogram.count();
    return restarted ? histogram : minus(histogram, before.histogram);
  }

  private static ExpHistogram minus(ExpHistogram whole, ExpHistogram part) {
    if (whole.count() == part.count()) {
      return ExpHistogram.EMPTY;
    }
    return whole.minus(part);
  }
}
