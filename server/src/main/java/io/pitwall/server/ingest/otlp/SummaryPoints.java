package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.MetricType;

/**
 * Reads the points of summaries, which old instrumentation and bridges from Prometheus send: their
 * quantiles cannot be merged, so each is a series of its own.
 */
final class SummaryPoints implements PointReader {
  private static final int START_TIME = Wire.tag(2, Wire.FIXED64);
  private static final int TIME = Wire.tag(3, Wire.FIXED64);
  private static final int COUNT = Wire.tag(4, Wire.FIXED64);
  private static final int SUM = Wire.tag(5, Wire.FIXED64);
  private static final int QUANTILE_VALUES = Wire.tag(6, Wire.BYTES);
  private static final int ATTRIBUTES = Wire.tag(7, Wire.BYTES);
  private static final int FLAGS = Wire.tag(8, Wire.VARINT);

  private static final int QUANTILE = Wire.tag(1, Wire.FIXED64);
  private static final int VALUE = Wire.tag(2, Wire.FIXED64);

  private final SeriesReader series;
  private final Longs quantiles = new Longs();
  private final Longs values = new Longs();

  SummaryPoints(SeriesReader series) {
    this.series = series;
  }

  @Override
  public void read(Wire wire, MetricBatch batch) {
    int begin = wire.position();
    long start = 0;
    long time = 0;
    long count = 0;
    double sum = 0;
    long flags = 0;
    quantiles.clear();
    values.clear();
    series.start();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == ATTRIBUTES) {
        series.addAttribute(wire);
      } else if (tag == TIME) {
        time = wire.fixed64();
      } else if (tag == START_TIME) {
        start = wire.fixed64();
      } else if (tag == COUNT) {
        count = wire.fixed64();
      } else if (tag == SUM) {
        sum = wire.float64();
      } else if (tag == QUANTILE_VALUES) {
        quantileValue(wire);
      } else if (tag == FLAGS) {
        flags = wire.varint();
      } else {
        wire.skip(tag);
      }
    }
    wire.rewind(begin);
    if ((flags & NO_RECORDED_VALUE) != 0) {
      return;
    }
    String unit = series.unit();
    batch.add(
        series.derived(wire, ATTRIBUTES, ".count", MetricType.COUNTER, "1"),
        start,
        time,
        (double) count,
        false);
    batch.add(
        series.derived(wire, ATTRIBUTES, ".sum", MetricType.COUNTER, unit),
        start,
        time,
        sum,
        false);
    for (int i = 0; i < quantiles.size(); i++) {
      // NaN is how Prometheus says that nothing was observed lately.
      if (!Double.isNaN(values.float64(i))) {
        batch.add(
            series.quantile(wire, ATTRIBUTES, quantiles.float64(i)),
            0,
            time,
            values.float64(i),
            false);
      }
    }
  }

  private void quantileValue(Wire wire) {
    int outer = wire.enter();
    double quantile = 0;
    double value = 0;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == QUANTILE) {
        quantile = wire.float64();
      } else if (tag == VALUE) {
        value = wire.float64();
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    quantiles.add(Double.doubleToRawLongBits(quantile));
    values.add(Double.doubleToRawLongBits(value));
  }
}
