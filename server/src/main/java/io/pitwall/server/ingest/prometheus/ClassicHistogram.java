package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.server.ingest.wire.Distributions;
import io.pitwall.server.ingest.wire.Numbers;
import io.pitwall.server.ingest.wire.UnusableHistogramException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A classic histogram put together from its parts: buckets that count everything up to a bound, and
 * the sum. Its parts are series of their own, so they may come in several requests and in any
 * order; all of one scrape have the same time. A round that stays incomplete is passed over: since
 * everything is counted from the start on, the next one holds its observations as well.
 * Thread-safe.
 *
 * <pre>
 *   t=1  le=0.1: 3   le=1: 7   le=+Inf: 8   sum: 4.2   complete ──► distribution
 *   t=2  le=0.1: 5   (others on their way)             wait
 * </pre>
 */
final class ClassicHistogram {
  /** More than any client makes; further ones are left out, and with them the distribution. */
  private static final int MOST_BUCKETS = 500;

  /** A part that was missing in so many rounds is gone. */
  private static final int PATIENCE = 3;

  /** Stands for the sum among the parts: no bound is not a number. */
  private static final double SUM = Double.NaN;

  private final RawSeries series;
  private double[] bounds = new double[0];
  private double[] values = new double[0];
  private long[] times = new long[0];
  private int[] missed = new int[0];
  private long round = Long.MIN_VALUE;
  private long createdMicros;
  private boolean learning = true;

  /**
   * One that no part is known of.
   *
   * @param series what it is stored as, of a type with a distribution
   */
  ClassicHistogram(RawSeries series) {
    this.series = series;
  }

  RawSeries series() {
    return series;
  }

  /**
   * Takes in a bucket.
   *
   * @param bound its upper bound, possibly infinite
   * @param count observations up to the bound, from the start on
   */
  void bucket(double bound, long timeMicros, double count) {
    if (!Double.isNaN(bound)) {
      take(bound == 0 ? 0.0 : bound, timeMicros, count);
    }
  }

  /** Takes in the sum of all observations from the start on. */
  void sum(long timeMicros, double sum) {
    take(SUM, timeMicros, sum);
  }

  /** Takes in since when it counts, microseconds since the epoch. */
  synchronized void created(long micros) {
    createdMicros = micros;
  }

  private synchronized void take(double part, long timeMicros, double value) {
    if (timeMicros < round || !Double.isFinite(value)) {
      return;
    }
    if (timeMicros > round) {
      endRound();
      round = timeMicros;
    }
    int at = Arrays.binarySearch(bounds, part);
    if (at < 0) {
      if (bounds.length > MOST_BUCKETS) {
        return;
      }
      at = -at - 1;
      bounds = inserted(bounds, at, part);
      values = inserted(values, at, 0);
      long[] moreTimes = new long[times.length + 1];
      int[] moreMissed = new int[times.length + 1];
      System.arraycopy(times, 0, moreTimes, 0, at);
      System.arraycopy(times, at, moreTimes, at + 1, times.length - at);
      System.arraycopy(missed, 0, moreMissed, 0, at);
      System.arraycopy(missed, at, moreMissed, at + 1, missed.length - at);
      times = moreTimes;
      missed = moreMissed;
    }
    values[at] = value;
    times[at] = timeMicros;
  }

  private static double[] inserted(double[] values, int at, double value) {
    double[] more = new double[values.length + 1];
    System.arraycopy(values, 0, more, 0, at);
    System.arraycopy(values, at, more, at + 1, values.length - at);
    more[at] = value;
    return more;
  }

  /** Notes what was missing and forgets what has been missing for long. */
  private void endRound() {
    if (bounds.length == 0) {
      return;
    }
    learning = false;
    int kept = 0;
    for (int i = 0; i < bounds.length; i++) {
      missed[i] = times[i] == round ? 0 : missed[i] + 1;
      if (missed[i] < PATIENCE) {
        bounds[kept] = bounds[i];
        values[kept] = values[i];
        times[kept] = times[i];
        missed[kept++] = missed[i];
      }
    }
    bounds = Arrays.copyOf(bounds, kept);
    values = Arrays.copyOf(values, kept);
    times = Arrays.copyOf(times, kept);
    missed = Arrays.copyOf(missed, kept);
  }

  /**
   * The distribution up to the latest time, if all parts that the rounds before had have come; null
   * if not, and in the first round, whose parts nobody can know.
   */
  synchronized @Nullable RawHistogram ifComplete() throws UnusableHistogramException {
    return learning ? null : whole();
  }

  /** The distribution of the latest time where no further part can come. */
  synchronized @Nullable RawHistogram whole() throws UnusableHistogramException {
    int buckets = buckets();
    if (buckets == 0 || bounds[buckets - 1] != Double.POSITIVE_INFINITY) {
      return null;
    }
    Numbers inner = new Numbers();
    Numbers counts = new Numbers();
    double before = 0;
    for (int i = 0; i < buckets; i++) {
      if (times[i] != round) {
        return null;
      }
      if (i < buckets - 1) {
        inner.add(bounds[i]);
      }
      // Buckets are not read at one instant, so a wider one may seem to hold less for once.
      double until = Math.max(before, values[i]);
      counts.add(Math.round(until) - Math.round(before));
      before = until;
    }
    double sum = Double.NaN;
    if (buckets < bounds.length) {
      if (times[buckets] != round) {
        return null;
      }
      sum = values[buckets];
    }
    ExpHistogram histogram =
        Distributions.ofBounds(
            inner, counts, Math.round(before), sum, Double.NaN, Double.NaN, true);
    return new RawHistogram(series, createdMicros, round, histogram, true);
  }

  /** Number of buckets; the sum, if there is one, comes after them: NaN is the last in order. */
  private int buckets() {
    int n = bounds.length;
    return n > 0 && Double.isNaN(bounds[n - 1]) ? n - 1 : n;
  }
}
