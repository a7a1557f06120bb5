package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.MetricType;

/** Reads the points of gauges and sums. */
final class NumberPoints implements PointReader {
  private static final int START_TIME = Wire.tag(2, Wire.FIXED64);
  private static final int TIME = Wire.tag(3, Wire.FIXED64);
  private static final int AS_DOUBLE = Wire.tag(4, Wire.FIXED64);
  private static final int AS_INT = Wire.tag(6, Wire.FIXED64);
  private static final int ATTRIBUTES = Wire.tag(7, Wire.BYTES);
  private static final int FLAGS = Wire.tag(8, Wire.VARINT);

  private final SeriesReader series;
  private final MetricType type;
  private final String unit;
  private final boolean delta;

  NumberPoints(SeriesReader series, MetricType type, String unit, boolean delta) {
    this.series = series;
    this.type = type;
    this.unit = unit;
    this.delta = delta;
  }

  @Override
  public void read(Wire wire, MetricBatch batch) {
    int begin = wire.position();
    long start = 0;
    long time = 0;
    // A point without a value is refused as one that is not finite.
    double value = Double.NaN;
    long flags = 0;
    series.start();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == ATTRIBUTES) {
        series.addAttribute(wire);
      } else if (tag == TIME) {
        time = wire.fixed64();
      } else if (tag == START_TIME) {
        start = wire.fixed64();
      } else if (tag == AS_DOUBLE) {
        value = wire.float64();
      } else if (tag == AS_INT) {
        value = wire.fixed64();
      } else if (tag == FLAGS) {
        flags = wire.varint();
      } else {
        wire.skip(tag);
      }
    }
    if ((flags & NO_RECORDED_VALUE) == 0) {
      wire.rewind(begin);
      batch.add(series.find(wire, ATTRIBUTES, type, unit), start, time, value, delta);
    }
  }
}
