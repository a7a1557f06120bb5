package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.otlp.SeriesNames.Temporality;

/**
 * Reads {@code ExportMetricsServiceRequest} from protobuf. Field numbers are those of {@code
 * opentelemetry/proto/metrics/v1/metrics.proto}. Thread-safe.
 */
final class ProtoMetrics {
  private final TextCache texts = new TextCache();
  private final SeriesCache series = new SeriesCache();

  /**
   * All data points of a request.
   *
   * @throws OtlpDecodeException if the bytes are not such a message
   */
  RawBatch read(byte[] message) {
    ProtoReader reader = new ProtoReader(message, texts);
    Points points = new Points();
    while (reader.next()) {
      if (reader.field() == 1) {
        readResourceMetrics(reader, points);
      } else {
        reader.skip();
      }
    }
    return points.batch();
  }

  private void readResourceMetrics(ProtoReader reader, Points points) {
    int outer = reader.enter();
    int start = reader.position();
    Attributes resource = Attributes.EMPTY;
    while (reader.next()) {
      if (reader.field() == 1) {
        resource = ProtoScopes.readResource(reader);
      } else {
        reader.skip();
      }
    }
    Attributes identity = SeriesNames.identity(resource);
    reader.rewind(start);
    while (reader.next()) {
      if (reader.field() == 2) {
        int scope = reader.enter();
        while (reader.next()) {
          if (reader.field() == 2) {
            readMetric(reader, identity, points);
          } else {
            reader.skip();
          }
        }
        reader.leave(scope);
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
  }

  /** Name and unit may come after the data, so the message is gone through twice. */
  private void readMetric(ProtoReader reader, Attributes identity, Points points) {
    int outer = reader.enter();
    int start = reader.position();
    String name = "";
    String unit = "";
    String description = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> name = reader.text();
        case 2 -> description = reader.text();
        case 3 -> unit = reader.text();
        default -> reader.skip();
      }
    }
    MetricContext metric = new MetricContext(name, unit, description, identity, series);
    reader.rewind(start);
    while (reader.next()) {
      switch (reader.field()) {
        case 5, 7 -> readNumbers(reader, metric, reader.field() == 7, points);
        case 9 -> readHistograms(reader, metric, false, points);
        case 10 -> readHistograms(reader, metric, true, points);
        case 11 -> readSummaries(reader, metric, points);
        default -> reader.skip();
      }
    }
    reader.leave(outer);
  }

  private static void readNumbers(
      ProtoReader reader, MetricContext metric, boolean sum, Points points) {
    int outer = reader.enter();
    int start = reader.position();
    Temporality temporality = Temporality.UNSPECIFIED;
    boolean monotonic = false;
    while (reader.next()) {
      switch (reader.field()) {
        case 2 -> temporality = Temporality.of((int) reader.int64());
        case 3 -> monotonic = reader.int64() != 0;
        default -> reader.skip();
      }
    }
    MetricType type = sum ? SeriesNames.sumType(monotonic, temporality) : MetricType.GAUGE;
    MetricContext typed =
        metric.as(type, sum ? SeriesNames.sumUnit(metric.unit(), temporality) : metric.unit());
    reader.rewind(start);
    while (reader.next()) {
      if (reader.field() == 1) {
        readNumber(reader, typed, type == MetricType.RATE, points);
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
  }

  private static void readNumber(
      ProtoReader reader, MetricContext metric, boolean delta, Points points) {
    int outer = reader.enter();
    long start = 0;
    long time = 0;
    double value = 0;
    long flags = 0;
    AttributeBytes attributes = metric.attributeBytes();
    while (reader.next()) {
      switch (reader.field()) {
        case 2 -> start = reader.fixed64();
        case 3 -> time = reader.fixed64();
        case 4 -> value = reader.float64();
        case 6 -> value = (double) reader.fixed64();
        case 7 -> attributes.take(reader);
        case 8 -> flags = reader.int64();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    if ((flags & 1) == 0) {
      points.number(metric.series(attributes), start, time, value, delta);
    }
  }

  private static void readHistograms(
      ProtoReader reader, MetricContext metric, boolean exponential, Points points) {
    int outer = reader.enter();
    int start = reader.position();
    Temporality temporality = Temporality.UNSPECIFIED;
    while (reader.next()) {
      if (reader.field() == 2) {
        temporality = Temporality.of((int) reader.int64());
      } else {
        reader.skip();
      }
    }
    MetricContext typed = metric.as(SeriesNames.histogramType(metric.unit()), metric.unit());
    boolean cumulative = temporality == Temporality.CUMULATIVE;
    reader.rewind(start);
    while (reader.next()) {
      if (reader.field() == 1) {
        HistogramPoint point = new HistogramPoint(typed.attributeBytes());
        point.read(reader, exponential);
        if (point.hasValue()) {
          RawSeries known = typed.series(point.attributes());
          points.histograms.add(
              new RawHistogram(
                  known,
                  point.startNanos() / 1_000,
                  point.timeNanos() / 1_000,
                  point.histogram(exponential),
                  cumulative));
        }
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
  }

  /** A summary's quantiles cannot be merged; they are kept as gauges, its totals as counters. */
  private static void readSummaries(ProtoReader reader, MetricContext metric, Points points) {
    int outer = reader.enter();
    while (reader.next()) {
      if (reader.field() == 1) {
        SummaryPoint.read(reader, metric, points);
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
  }
}
