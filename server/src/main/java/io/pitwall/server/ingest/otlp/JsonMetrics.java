package io.pitwall.server.ingest.otlp;

import static io.pitwall.server.ingest.otlp.JsonFields.each;
import static io.pitwall.server.ingest.otlp.JsonFields.field;
import static io.pitwall.server.ingest.otlp.JsonFields.flag;
import static io.pitwall.server.ingest.otlp.JsonFields.int64;
import static io.pitwall.server.ingest.otlp.JsonFields.object;
import static io.pitwall.server.ingest.otlp.JsonFields.text;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import io.pitwall.server.ingest.otlp.SeriesNames.Temporality;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.server.ingest.wire.Distributions;
import io.pitwall.server.ingest.wire.Numbers;
import io.pitwall.server.ingest.wire.UnusableHistogramException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code ExportMetricsServiceRequest} from JSON. */
final class JsonMetrics {
  private static final List<String> TEMPORALITIES = List.of("UNSPECIFIED", "DELTA", "CUMULATIVE");

  private static final JsonRequest REQUEST =
      new JsonRequest("resourceMetrics", "scopeMetrics", "metrics");

  /**
   * All data points of a request.
   *
   * @throws DecodeException if it is not such a message
   */
  static Decoded read(byte[] body) {
    Points points = new Points();
    Allowance allowance = new Allowance();
    REQUEST.read(
        body,
        (metric, source) -> {
          MetricHead head =
              new MetricHead(
                  SeriesNames.identity(source.resource()),
                  text(metric, "name"),
                  text(metric, "unit"),
                  text(metric, "description"));
          new JsonMetric(metric, head, points, allowance).read();
        });
    return points.decoded();
  }

  /** One metric being read. */
  private record JsonMetric(JsonNode metric, MetricHead head, Points points, Allowance allowance) {

    void read() {
      eachPoint("gauge", (point, data) -> number(point, head.unit(), MetricType.GAUGE));
      eachPoint(
          "sum",
          (point, data) -> {
            Temporality temporality = temporality(data);
            MetricType type = SeriesNames.sumType(flag(data, "isMonotonic"), temporality);
            number(point, SeriesNames.sumUnit(head.unit(), temporality), type);
          });
      eachPoint("histogram", this::explicit);
      eachPoint(
          "exponentialHistogram",
          (point, data) -> histogram(point, data, () -> exponential(point)));
      eachPoint("summary", (point, data) -> summary(point));
    }

    /** Calls for each data point but notes that a series fell silent. */
    private void eachPoint(String kind, BiConsumer<JsonNode, JsonNode> action) {
      JsonNode data = object(metric, kind);
      if (data != null) {
        each(
            data,
            "dataPoints",
            point -> {
              if ((int64(point, "flags") & 1) == 0) {
                action.accept(point, data);
              }
            });
      }
    }

    private void number(JsonNode point, String unit, MetricType type) {
      points.number(
          series(point, unit, type),
          int64(point, "startTimeUnixNano"),
          int64(point, "timeUnixNano"),
          field(point, "asInt") != null
              ? (double) int64(point, "asInt")
              : JsonFields.number(point, "asDouble", Double.NaN),
          type == MetricType.RATE);
    }

    private void histogram(JsonNode point, JsonNode data, Points.HistogramSource source) {
      points.histogram(
          series(point, head.unit(), SeriesNames.histogramType(head.unit())),
          int64(point, "startTimeUnixNano"),
          int64(point, "timeUnixNano"),
          temporality(data) == Temporality.CUMULATIVE,
          source);
    }

    private void explicit(JsonNode point, JsonNode data) {
      boolean cumulative = temporality(data) == Temporality.CUMULATIVE;
      Numbers bounds = JsonFields.numbers(point, "explicitBounds");
      Numbers counts = JsonFields.integers(point, "bucketCounts");
      if (cumulative && !Distributions.hasBuckets(bounds, counts)) {
        totals(point, JsonFields.number(point, "sum", Double.NaN)).addTo(points, head, allowance);
      } else {
        histogram(
            point,
            data,
            () ->
                Distributions.ofBounds(
                    bounds,
                    counts,
                    int64(point, "count"),
                    JsonFields.number(point, "sum", Double.NaN),
                    JsonFields.number(point, "min", Double.NaN),
                    JsonFields.number(point, "max", Double.NaN),
                    cumulative));
      }
    }

    private static SummaryPoint totals(JsonNode point, double sum) {
      return new SummaryPoint(
          JsonFields.attributes(point),
          int64(point, "startTimeUnixNano"),
          int64(point, "timeUnixNano"),
          SummaryPoint.unsigned(int64(point, "count")),
          sum);
    }

    private void summary(JsonNode point) {
      SummaryPoint summary = totals(point, JsonFields.number(point, "sum", 0));
      each(
          point,
          "quantileValues",
          quantile ->
              summary.add(
                  new SummaryPoint.Quantile(
                      JsonFields.number(quantile, "quantile", 0),
                      JsonFields.number(quantile, "value", 0))));
      summary.addTo(points, head, allowance);
    }

    private RawSeries series(JsonNode point, String unit, MetricType type) {
      return head.series("", JsonFields.attributes(point), type, unit);
    }
  }

  private static ExpHistogram exponential(JsonNode point) throws UnusableHistogramException {
    JsonNode positive = object(point, "positive");
    JsonNode negative = object(point, "negative");
    return Distributions.ofExponential(
        JsonFields.int32(point, "scale"),
        positive == null ? 0 : JsonFields.int32(positive, "offset"),
        buckets(positive),
        int64(point, "zeroCount"),
        buckets(negative),
        JsonFields.number(point, "sum", Double.NaN),
        JsonFields.number(point, "min", Double.NaN),
        JsonFields.number(point, "max", Double.NaN));
  }

  private static Numbers buckets(@Nullable JsonNode side) {
    return side == null ? new Numbers() : JsonFields.integers(side, "bucketCounts");
  }

  private static Temporality temporality(JsonNode data) {
    return Temporality.of(
        JsonFields.enumeration(
            data, "aggregationTemporality", "AGGREGATION_TEMPORALITY_", TEMPORALITIES));
  }

  private JsonMetrics() {}
}
