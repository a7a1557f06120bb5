package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;

/** Reads the points of histograms with explicit bounds. */
final class HistogramPoints implements PointReader {
  private static final int START_TIME = Wire.tag(2, Wire.FIXED64);
  private static final int TIME = Wire.tag(3, Wire.FIXED64);
  private static final int COUNT = Wire.tag(4, Wire.FIXED64);
  private static final int SUM = Wire.tag(5, Wire.FIXED64);
  private static final int BUCKET_COUNTS = Wire.tag(6, Wire.BYTES);
  private static final int BUCKET_COUNT = Wire.tag(6, Wire.FIXED64);
  private static final int EXPLICIT_BOUNDS = Wire.tag(7, Wire.BYTES);
  private static final int EXPLICIT_BOUND = Wire.tag(7, Wire.FIXED64);
  private static final int ATTRIBUTES = Wire.tag(9, Wire.BYTES);
  private static final int FLAGS = Wire.tag(10, Wire.VARINT);
  private static final int MIN = Wire.tag(11, Wire.FIXED64);
  private static final int MAX = Wire.tag(12, Wire.FIXED64);

  /** More than any histogram has that somebody reads. */
  private static final int MAX_BUCKETS = 4096;

  private final SeriesReader series;
  private final MetricType type;
  private final boolean delta;
  private final BucketsCache buckets;
  private final Longs counts = new Longs();
  private final Longs bounds = new Longs();
  private long start;
  private long time;
  private long count;
  private double sum;
  private double min;
  private double max;
  private long flags;

  HistogramPoints(SeriesReader series, MetricType type, boolean delta, BucketsCache buckets) {
    this.buckets = buckets;
    this.series = series;
    this.type = type;
    this.delta = delta;
  }

  @Override
  public void read(Wire wire, MetricBatch batch) {
    int begin = wire.position();
    clear();
    while (wire.hasMore()) {
      field(wire, wire.tag());
    }
    wire.rewind(begin);
    if ((flags & NO_RECORDED_VALUE) != 0) {
      return;
    }
    if (counts.size() <= 1) {
      withoutBuckets(wire, batch);
    } else if (isSound(batch)) {
      ExpHistogram histogram = buckets.get(bounds).toExponential(counts, sum, min, max);
      batch.add(series.find(wire, ATTRIBUTES, type), start, time, histogram, delta);
    }
  }

  private void clear() {
    series.start();
    counts.clear();
    bounds.clear();
    start = 0;
    time = 0;
    count = 0;
    sum = Double.NaN;
    min = Double.NaN;
    max = Double.NaN;
    flags = 0;
  }

  private void field(Wire wire, int tag) {
    if (tag == ATTRIBUTES) {
      series.addAttribute(wire);
    } else if (tag == START_TIME) {
      start = wire.fixed64();
    } else if (tag == TIME) {
      time = wire.fixed64();
    } else if (tag == COUNT) {
      count = wire.fixed64();
    } else if (tag == SUM) {
      sum = wire.float64();
    } else if (tag == BUCKET_COUNTS) {
      counts.addFixed64(wire);
    } else if (tag == BUCKET_COUNT) {
      counts.add(wire.fixed64());
    } else if (tag == EXPLICIT_BOUNDS) {
      bounds.addFixed64(wire);
    } else if (tag == EXPLICIT_BOUND) {
      bounds.add(wire.fixed64());
    } else if (tag == FLAGS) {
      flags = wire.varint();
    } else if (tag == MIN) {
      min = PointReader.finite(wire.float64());
    } else if (tag == MAX) {
      max = PointReader.finite(wire.float64());
    } else {
      wire.skip(tag);
    }
  }

  /**
   * Count and sum alone tell no distribution. A delta is put on its mean; of running totals, whose
   * mean wanders, only count and sum are kept.
   */
  private void withoutBuckets(Wire wire, MetricBatch batch) {
    if (count < 0) {
      batch.refuse(1, "histogram_count", series.name() + ".count", "0 or more", "" + count);
    } else if (delta) {
      double mean = count == 0 ? 0 : sum / count;
      if (!Double.isFinite(mean)) {
        batch.refuse(1, "histogram_sum", series.name() + ".sum", "a finite number", "" + sum);
        return;
      }
      ExpHistogram point = new ExpHistogramBuilder().record(mean, count).build();
      RawSeries found = series.find(wire, ATTRIBUTES, type);
      batch.add(found, start, time, point, true);
    } else {
      RawSeries counter = series.derived(wire, ATTRIBUTES, ".count", MetricType.COUNTER, "1");
      batch.add(counter, start, time, (double) count, false);
      if (Double.isFinite(sum)) {
        RawSeries total =
            series.derived(wire, ATTRIBUTES, ".sum", MetricType.COUNTER, series.unit());
        batch.add(total, start, time, sum, false);
      }
    }
  }

  private boolean isSound(MetricBatch batch) {
    if (counts.size() > MAX_BUCKETS) {
      batch.refuse(
          1,
          "histogram_buckets",
          series.name() + ".bucket_counts",
          "at most " + MAX_BUCKETS,
          Integer.toString(counts.size()));
      return false;
    }
    if (bounds.size() != counts.size() - 1) {
      batch.refuse(
          1,
          "histogram_buckets",
          series.name() + ".bucket_counts",
          "one more than the " + bounds.size() + " bounds",
          Integer.toString(counts.size()));
      return false;
    }
    for (int i = 0; i < bounds.size(); i++) {
      double bound = bounds.float64(i);
      if (!Double.isFinite(bound) || (i > 0 && bound <= bounds.float64(i - 1))) {
        batch.refuse(
            1,
            "histogram_bounds",
            series.name() + ".explicit_bounds",
            "finite and increasing bounds",
            bound + " as number " + i);
        return false;
      }
    }
    long total = 0;
    for (int i = 0; i < counts.size(); i++) {
      total += counts.get(i);
      if (counts.get(i) < 0 || total < 0) {
        batch.refuse(
            1,
            "histogram_count",
            series.name() + ".bucket_counts",
            "counts of 0 to 2^63 together",
            Long.toUnsignedString(counts.get(i)));
        return false;
      }
    }
    return true;
  }
}
