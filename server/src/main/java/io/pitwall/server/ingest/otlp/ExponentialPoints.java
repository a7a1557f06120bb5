package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import java.util.Arrays;

/**
 * Reads the points of exponential histograms. Scales finer than our own are made as coarse as it;
 * negative observations count as zero.
 */
final class ExponentialPoints implements PointReader {
  private static final int ATTRIBUTES = Wire.tag(1, Wire.BYTES);
  private static final int START_TIME = Wire.tag(2, Wire.FIXED64);
  private static final int TIME = Wire.tag(3, Wire.FIXED64);
  private static final int SUM = Wire.tag(5, Wire.FIXED64);
  private static final int SCALE = Wire.tag(6, Wire.VARINT);
  private static final int ZERO_COUNT = Wire.tag(7, Wire.FIXED64);
  private static final int POSITIVE = Wire.tag(8, Wire.BYTES);
  private static final int NEGATIVE = Wire.tag(9, Wire.BYTES);
  private static final int FLAGS = Wire.tag(10, Wire.VARINT);
  private static final int MIN = Wire.tag(12, Wire.FIXED64);
  private static final int MAX = Wire.tag(13, Wire.FIXED64);

  private static final int OFFSET = Wire.tag(1, Wire.VARINT);
  private static final int BUCKET_COUNTS = Wire.tag(2, Wire.BYTES);
  private static final int BUCKET_COUNT = Wire.tag(2, Wire.VARINT);

  /** Powers of two beyond which no double lies. */
  private static final int MAX_EXPONENT = 1100;

  private final SeriesReader series;
  private final MetricType type;
  private final boolean delta;
  private final Longs positive = new Longs();
  private final Longs negative = new Longs();
  private int positiveOffset;
  private long start;
  private long time;
  private double sum;
  private int scale;
  private long zeroCount;
  private double min;
  private double max;
  private long flags;

  ExponentialPoints(SeriesReader series, MetricType type, boolean delta) {
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
    if ((flags & NO_RECORDED_VALUE) == 0 && isSound(batch)) {
      batch.add(series.find(wire, ATTRIBUTES, type), start, time, histogram(), delta);
    }
  }

  private void clear() {
    series.start();
    positive.clear();
    negative.clear();
    positiveOffset = 0;
    start = 0;
    time = 0;
    sum = Double.NaN;
    scale = 0;
    zeroCount = 0;
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
    } else if (tag == SUM) {
      sum = wire.float64();
    } else if (tag == SCALE) {
      scale = wire.zigzag32();
    } else if (tag == ZERO_COUNT) {
      zeroCount = wire.fixed64();
    } else if (tag == POSITIVE) {
      positiveOffset = buckets(wire, positive);
    } else if (tag == NEGATIVE) {
      buckets(wire, negative);
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

  private static int buckets(Wire wire, Longs counts) {
    int outer = wire.enter();
    int offset = 0;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == OFFSET) {
        offset = wire.zigzag32();
      } else if (tag == BUCKET_COUNTS) {
        counts.addVarints(wire);
      } else if (tag == BUCKET_COUNT) {
        counts.add(wire.varint());
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return offset;
  }

  private boolean isSound(MetricBatch batch) {
    if (scale < ExpHistogram.MIN_SCALE || scale > ExpHistogram.MAX_SCALE) {
      batch.refuse(
          1,
          "histogram_scale",
          series.name() + ".scale",
          ExpHistogram.MIN_SCALE + " to " + ExpHistogram.MAX_SCALE,
          Integer.toString(scale));
      return false;
    }
    double most = Math.scalb((double) MAX_EXPONENT, scale) + 1;
    if (positiveOffset < -most || positiveOffset + (double) positive.size() > most) {
      batch.refuse(
          1,
          "histogram_offset",
          series.name() + ".positive.offset",
          "buckets within the range of a double at scale " + scale,
          positiveOffset + " and " + positive.size() + " buckets");
      return false;
    }
    long total = zeroCount;
    boolean sound = zeroCount >= 0;
    for (Longs counts : new Longs[] {positive, negative}) {
      for (int i = 0; i < counts.size(); i++) {
        total += counts.get(i);
        sound &= counts.get(i) >= 0 && total >= 0;
      }
    }
    if (!sound) {
      batch.refuse(
          1,
          "histogram_count",
          series.name() + ".bucket_counts",
          "counts of 0 to 2^63 together",
          "more");
    }
    return sound;
  }

  private ExpHistogram histogram() {
    int coarser = Math.max(0, scale - ExpHistogram.DEFAULT_SCALE);
    int[] indexes = new int[positive.size()];
    long[] counts = new long[positive.size()];
    int size = 0;
    for (int i = 0; i < positive.size(); i++) {
      if (positive.get(i) > 0) {
        int index = (positiveOffset + i) >> coarser;
        if (size == 0 || indexes[size - 1] != index) {
          indexes[size++] = index;
        }
        counts[size - 1] += positive.get(i);
      }
    }
    long zeros = zeroCount;
    for (int i = 0; i < negative.size(); i++) {
      zeros += negative.get(i);
    }
    int kept = scale - coarser;
    indexes = Arrays.copyOf(indexes, size);
    counts = Arrays.copyOf(counts, size);
    double total = Double.isFinite(sum) ? sum : estimatedSum(indexes, counts, kept);
    return ExpHistogram.of(kept, indexes, counts, zeros, total, min, max);
  }

  private static double estimatedSum(int[] indexes, long[] counts, int scale) {
    double sum = 0;
    for (int i = 0; i < indexes.length; i++) {
      sum += counts[i] * Math.pow(2, Math.scalb(indexes[i] + 0.5, -scale));
    }
    return sum;
  }
}
