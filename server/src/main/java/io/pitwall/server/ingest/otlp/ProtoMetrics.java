package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.otlp.SeriesNames.Temporality;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.server.ingest.wire.EncodedFields;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.TextCache;

/**
 * Reads {@code ExportMetricsServiceRequest} from protobuf. Field numbers are those of {@code
 * opentelemetry/proto/metrics/v1/metrics.proto}. Thread-safe.
 */
final class ProtoMetrics {
  private final TextCache texts = new TextCache();
  private final SeriesCache known = new SeriesCache(texts);

  /**
   * All data points of a request.
   *
   * @throws DecodeException if the bytes are not such a message
   */
  Decoded read(byte[] message) {
    return new Reading(new ProtoReader(message, texts)).read();
  }

  /** Reading of one request. */
  private final class Reading {
    private final ProtoReader reader;
    private final EncodedFields attributes;
    private final Points points = new Points();

    Reading(ProtoReader reader) {
      this.reader = reader;
      attributes = new EncodedFields(reader);
    }

    Decoded read() {
      while (reader.next()) {
        if (reader.field() == 1) {
          readResourceMetrics();
        } else {
          reader.skip();
        }
      }
      return points.decoded();
    }

    private void readResourceMetrics() {
      int outer = reader.enter();
      int start = reader.position();
      Attributes identity = SeriesNames.identity(ProtoScopes.findResource(reader));
      reader.rewind(start);
      while (reader.next()) {
        if (reader.field() == 2) {
          readScopeMetrics(identity);
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }

    private void readScopeMetrics(Attributes identity) {
      int outer = reader.enter();
      while (reader.next()) {
        if (reader.field() == 2) {
          readMetric(identity);
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }

    /** Name and unit may come after the data, so the message is gone through twice. */
    private void readMetric(Attributes identity) {
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
      MetricHead head = new MetricHead(identity, name, unit, description);
      reader.rewind(start);
      while (reader.next()) {
        switch (reader.field()) {
          case 5 -> readNumbers(head, false);
          case 7 -> readNumbers(head, true);
          case 9 -> readHistograms(head, false);
          case 10 -> readHistograms(head, true);
          case 11 -> readSummaries(head);
          default -> reader.skip();
        }
      }
      reader.leave(outer);
    }

    private void readNumbers(MetricHead head, boolean sum) {
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
      SeriesCache.Metric metric =
          sum
              ? head.of(
                  SeriesNames.sumUnit(head.unit(), temporality),
                  SeriesNames.sumType(monotonic, temporality),
                  known)
              : head.of(head.unit(), MetricType.GAUGE, known);
      reader.rewind(start);
      while (reader.next()) {
        if (reader.field() == 1) {
          readNumber(metric);
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }

    private void readNumber(SeriesCache.Metric metric) {
      int outer = reader.enter();
      long start = 0;
      long time = 0;
      double value = Double.NaN;
      long flags = 0;
      attributes.clear();
      while (reader.next()) {
        switch (reader.field()) {
          case 2 -> start = reader.fixed64();
          case 3 -> time = reader.fixed64();
          case 4 -> value = reader.float64();
          case 6 -> value = (double) reader.fixed64();
          case 7 -> attributes.take();
          case 8 -> flags = reader.int64();
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      reader.allowance().spend(Allowance.POINT);
      if ((flags & 1) == 0) {
        boolean delta = metric.type() == MetricType.RATE;
        points.number(metric.series(attributes), start, time, value, delta);
      }
    }

    private void readHistograms(MetricHead head, boolean exponential) {
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
      boolean cumulative = temporality == Temporality.CUMULATIVE;
      SeriesCache.Metric metric =
          head.of(head.unit(), SeriesNames.histogramType(head.unit()), known);
      reader.rewind(start);
      while (reader.next()) {
        if (reader.field() == 1) {
          attributes.clear();
          HistogramPoint point = new HistogramPoint(attributes, exponential);
          point.read(reader);
          if (cumulative && point.isBucketless() && point.hasValue()) {
            point
                .totals(ProtoValues.decode(attributes, texts))
                .addTo(points, head, reader.allowance());
          } else if (point.hasValue()) {
            points.histogram(
                metric.series(attributes),
                point.startNanos(),
                point.timeNanos(),
                cumulative,
                () -> point.histogram(cumulative));
          }
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }

    private void readSummaries(MetricHead head) {
      int outer = reader.enter();
      while (reader.next()) {
        if (reader.field() == 1) {
          SummaryPoint point = new SummaryPoint();
          point.read(reader);
          point.addTo(points, head, reader.allowance());
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }
  }
}
