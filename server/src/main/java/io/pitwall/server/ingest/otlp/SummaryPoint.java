package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.List;

/** One data point of a summary: its quantiles as gauges, its count and sum as counters. */
final class SummaryPoint {

  private record Quantile(double quantile, double value) {}

  static void read(ProtoReader reader, MetricContext metric, Points points) {
    int outer = reader.enter();
    long start = 0;
    long time = 0;
    long count = 0;
    double sum = 0;
    long flags = 0;
    List<Quantile> quantiles = new ArrayList<>();
    Attributes.Builder attributes = Attributes.builder();
    while (reader.next()) {
      switch (reader.field()) {
        case 2 -> start = reader.fixed64();
        case 3 -> time = reader.fixed64();
        case 4 -> count = reader.fixed64();
        case 5 -> sum = reader.float64();
        case 6 -> quantiles.add(readQuantile(reader));
        case 7 -> ProtoValues.readInto(reader, attributes);
        case 8 -> flags = reader.int64();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    if ((flags & 1) == 0) {
      add(metric, attributes.build(), start, time, count, sum, quantiles, points);
    }
  }

  private static void add(
      MetricContext metric,
      Attributes attributes,
      long start,
      long time,
      long count,
      double sum,
      List<Quantile> quantiles,
      Points points) {
    points.number(
        metric.named(".count", MetricType.COUNTER, "").series(attributes),
        start,
        time,
        (double) count,
        false);
    points.number(
        metric.named(".sum", MetricType.COUNTER, metric.unit()).series(attributes),
        start,
        time,
        sum,
        false);
    for (Quantile quantile : quantiles) {
      Attributes.Builder tags = Attributes.builder();
      attributes.forEach(tags::put);
      tags.put("quantile", Double.toString(quantile.quantile));
      points.number(
          metric.as(MetricType.GAUGE, metric.unit()).series(tags.build()),
          start,
          time,
          quantile.value,
          false);
    }
  }

  private static Quantile readQuantile(ProtoReader reader) {
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

  private SummaryPoint() {}
}
