package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.RawSeries;
import org.jspecify.annotations.Nullable;

/**
 * A series of a sender: what its numbers are kept as, and which part of which histogram they are.
 * Thread-safe.
 */
final class KnownSeries {
  private final RawSeries series;
  private final Part part;
  private final double bound;
  private final @Nullable ClassicHistogram histogram;
  private volatile @Nullable RawSeries distribution;

  /** What the numbers mean in a classic histogram. */
  enum Part {
    NONE,
    BUCKET,
    SUM,
    CREATED
  }

  private KnownSeries(
      RawSeries series, Part part, double bound, @Nullable ClassicHistogram histogram) {
    this.series = series;
    this.part = part;
    this.bound = bound;
    this.histogram = histogram;
  }

  /** One that stands for itself. */
  static KnownSeries alone(RawSeries series) {
    return new KnownSeries(series, Part.NONE, 0, null);
  }

  /** Observations up to a bound. */
  static KnownSeries bucket(RawSeries series, double bound, ClassicHistogram histogram) {
    return new KnownSeries(series, Part.BUCKET, bound, histogram);
  }

  /** The sum of the observations of a histogram, if it is none of a summary. */
  static KnownSeries sum(RawSeries series, ClassicHistogram histogram) {
    return new KnownSeries(series, Part.SUM, 0, histogram);
  }

  /** Since when a histogram counts, or something else that has no use for it. */
  static KnownSeries created(RawSeries series, @Nullable ClassicHistogram histogram) {
    return new KnownSeries(series, Part.CREATED, 0, histogram);
  }

  /** What its numbers are kept as. */
  RawSeries series() {
    return series;
  }

  Part part() {
    return part;
  }

  /** What its native histograms are kept as. */
  RawSeries distribution() {
    RawSeries known = distribution;
    if (known == null) {
      known = SeriesNames.distribution(series.name(), series.tags(), series);
      distribution = known;
    }
    return known;
  }

  /** Tells the histogram that it is part of; returns that, or null if there is none. */
  @Nullable ClassicHistogram offer(long timeMicros, double value) {
    if (histogram != null) {
      switch (part) {
        case BUCKET -> histogram.bucket(bound, timeMicros, value);
        case SUM -> histogram.sum(timeMicros, value);
        case CREATED -> histogram.created((long) (value * 1e6));
        case NONE -> {}
      }
    }
    return histogram;
  }
}
