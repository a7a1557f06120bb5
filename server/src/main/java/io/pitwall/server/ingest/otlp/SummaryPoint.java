package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.ProtoReader;
import java.util.ArrayList;
import java.util.List;

/**
 * One data point of a summary. Its quantiles cannot be merged with others; they are kept as gauges,
 * its count and sum as counters. So are those of a cumulative histogram without buckets: nobody
 * knows where what came since the one before it lies.
 */
final class SummaryPoint {
  private Attributes attributes = Attributes.EMPTY;
  private long start;
  private long time;
  private double count;
  private double sum;
  private long flags;
  private final List<Quantile> quantiles = new ArrayList<>();

  /**
   * A quantile.
   *
   * @param quantile 0 to 1
   * @param value the value at it
   */
  record Quantile(double quantile, double value) {}

  SummaryPoint() {}

  /** A point that was read elsewhere; the sum is NaN if it is unknown. */
  SummaryPoint(Attributes attributes, long start, long time, double count, double sum) {
    this.attributes = attributes;
    this.start = start;
    this.time = time;
    this.count = count;
    this.sum = sum;
  }

  void add(Quantile quantile) {
    quantiles.add(quantile);
  }

  /** Reads the current field. */
  void read(ProtoReader reader) {
    reader.allowance().spend(Allowance.POINT);
    int outer = reader.enter();
    Attributes.Builder own = Attributes.builder();
    while (reader.next()) {
      switch (reader.field()) {
        case 2 -> start = reader.fixed64();
        case 3 -> time = reader.fixed64();
        case 4 -> count = unsigned(reader.fixed64());
        case 5 -> sum = reader.float64();
        case 6 -> add(readQuantile(reader));
        case 7 -> ProtoValues.readInto(reader, own);
        case 8 -> flags = reader.int64();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    attributes = own.build();
  }

  private static Quantile readQuantile(ProtoReader reader) {
    reader.allowance().spend(Allowance.ELEMENT);
    int outer = reader.enter();
    double quantile = 0;
    double value = 0;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> quantile = reader.float64();
        case 2 -> value = reader.float64();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new Quantile(quantile, value);
  }

  /** Hands over what there is, unless it is a note that the series fell silent. */
  void addTo(Points points, MetricHead head, Allowance allowance) {
    if ((flags & 1) != 0) {
      return;
    }
    points.number(
        head.series(".count", attributes, MetricType.COUNTER, ""), start, time, count, false);
    if (!Double.isNaN(sum)) {
      points.number(
          head.series(".sum", attributes, MetricType.COUNTER, head.unit()),
          start,
          time,
          sum,
          false);
    }
    for (Quantile quantile : quantiles) {
      allowance.spend(Allowance.POINT + Allowance.ELEMENT * attributes.size());
      Attributes.Builder tags = Attributes.builder();
      attributes.forEach(tags::put);
      tags.put("quantile", Double.toString(quantile.quantile));
      points.number(
          head.series("", tags.build(), MetricType.GAUGE, head.unit()),
          start,
          time,
          quantile.value,
          false);
    }
  }

  static double unsigned(long number) {
    return number >= 0 ? number : ((number >>> 1) | (number & 1)) * 2.0;
  }
}
