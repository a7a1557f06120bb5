package io.pitwall.server.ingest.otlp;

import static io.pitwall.server.ingest.otlp.JsonFields.each;
import static io.pitwall.server.ingest.otlp.JsonFields.field;
import static io.pitwall.server.ingest.otlp.JsonFields.int64;
import static io.pitwall.server.ingest.otlp.JsonFields.number;
import static io.pitwall.server.ingest.otlp.JsonFields.text;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.otlp.SeriesNames.Temporality;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code ExportMetricsServiceRequest} from JSON. */
final class JsonMetrics {
  private static final List<String> TEMPORALITIES = List.of("UNSPECIFIED", "DELTA", "CUMULATIVE");

  /**
   * All data points of a request.
   *
   * @throws OtlpDecodeException if it is not such a message
   */
  static RawBatch read(JsonNode request) {
    Points points = new Points();
    each(
        request,
        "resourceMetrics",
        resourceMetrics -> {
          JsonNode resource = field(resourceMetrics, "resource");
          Attributes identity =
              resource == null
                  ? Attributes.EMPTY
                  : SeriesNames.identity(JsonFields.attributes(resource));
          each(
              resourceMetrics,
              "scopeMetrics",
              scope -> each(scope, "metrics", metric -> readMetric(metric, identity, points)));
        });
    return points.batch();
  }

  private static void readMetric(JsonNode metric, Attributes identity, Points points) {
    JsonMetric reading = new JsonMetric(metric, identity, points);
    reading.numbers(field(metric, "gauge"), false);
    reading.numbers(field(metric, "sum"), true);
    reading.histograms(field(metric, "histogram"), false);
    reading.histograms(field(metric, "exponentialHistogram"), true);
    reading.summaries(field(metric, "summary"));
  }

  /** One metric being read. */
  private record JsonMetric(JsonNode metric, Attributes identity, Points points) {

    void numbers(@Nullable JsonNode data, boolean sum) {
      if (data == null) {
        return;
      }
      Temporality temporality = temporality(data);
      MetricType type =
          sum
              ? SeriesNames.sumType(JsonFields.flag(data, "isMonotonic"), temporality)
              : MetricType.GAUGE;
      String unit = text(metric, "unit");
      each(
          data,
          "dataPoints",
          point -> {
            if (hasValue(point)) {
              double value =
                  field(point, "asInt") != null
                      ? (double) int64(point, "asInt")
                      : number(point, "asDouble", 0);
              points.number(
                  series(
                      "",
                      JsonFields.attributes(point),
                      type,
                      sum ? SeriesNames.sumUnit(unit, temporality) : unit),
                  int64(point, "startTimeUnixNano"),
                  int64(point, "timeUnixNano"),
                  value,
                  type == MetricType.RATE);
            }
          });
    }

    void histograms(@Nullable JsonNode data, boolean exponential) {
      if (data == null) {
        return;
      }
      boolean cumulative = temporality(data) == Temporality.CUMULATIVE;
      String unit = text(metric, "unit");
      each(
          data,
          "dataPoints",
          point -> {
            if (hasValue(point)) {
              points.histograms.add(
                  new RawHistogram(
                      series(
                          "", JsonFields.attributes(point), SeriesNames.histogramType(unit), unit),
                      int64(point, "startTimeUnixNano") / 1_000,
                      int64(point, "timeUnixNano") / 1_000,
                      exponential ? exponential(point) : explicit(point),
                      cumulative));
            }
          });
    }

    void summaries(@Nullable JsonNode data) {
      if (data == null) {
        return;
      }
      String unit = text(metric, "unit");
      each(
          data,
          "dataPoints",
          point -> {
            if (hasValue(point)) {
              Attributes own = JsonFields.attributes(point);
              long start = int64(point, "startTimeUnixNano");
              long time = int64(point, "timeUnixNano");
              points.number(
                  series(".count", own, MetricType.COUNTER, ""),
                  start,
                  time,
                  (double) int64(point, "count"),
                  false);
              points.number(
                  series(".sum", own, MetricType.COUNTER, unit),
                  start,
                  time,
                  number(point, "sum", 0),
                  false);
              each(point, "quantileValues", quantile -> addQuantile(quantile, own, start, time));
            }
          });
    }

    private void addQuantile(JsonNode quantile, Attributes own, long start, long time) {
      Attributes.Builder tags = Attributes.builder();
      own.forEach(tags::put);
      tags.put("quantile", Double.toString(number(quantile, "quantile", 0)));
      points.number(
          series("", tags.build(), MetricType.GAUGE, text(metric, "unit")),
          start,
          time,
          number(quantile, "value", 0),
          false);
    }

    private RawSeries series(String suffix, Attributes own, MetricType type, String unit) {
      return SeriesNames.series(
          text(metric, "name") + suffix, own, identity, type, unit, text(metric, "description"));
    }
  }

  private static ExpHistogram explicit(JsonNode point) {
    return Distributions.ofBounds(
        list(point, "explicitBounds").doubles(),
        integers(point, "bucketCounts").longs(),
        int64(point, "count"),
        number(point, "sum", 0),
        number(point, "min", Double.NaN),
        number(point, "max", Double.NaN));
  }

  private static ExpHistogram exponential(JsonNode point) {
    JsonNode positive = field(point, "positive");
    JsonNode negative = field(point, "negative");
    return Distributions.ofExponential(
        (int) int64(point, "scale"),
        positive == null ? 0 : (int) int64(positive, "offset"),
        positive == null ? new long[0] : integers(positive, "bucketCounts").longs(),
        int64(point, "zeroCount")
            + (negative == null ? 0 : integers(negative, "bucketCounts").sum()),
        number(point, "sum", 0),
        number(point, "min", Double.NaN),
        number(point, "max", Double.NaN));
  }

  private static Temporality temporality(JsonNode data) {
    return Temporality.of(
        JsonFields.enumeration(
            data, "aggregationTemporality", "AGGREGATION_TEMPORALITY_", TEMPORALITIES));
  }

  private static boolean hasValue(JsonNode point) {
    return (int64(point, "flags") & 1) == 0;
  }

  private static Numbers list(JsonNode object, String name) {
    Numbers numbers = new Numbers();
    JsonNode list = field(object, name);
    if (list != null) {
      list.forEach(value -> numbers.add(value.doubleValue(Double.NaN)));
    }
    return numbers;
  }

  private static Numbers integers(JsonNode object, String name) {
    Numbers numbers = new Numbers();
    JsonNode list = field(object, name);
    if (list != null) {
      list.forEach(value -> numbers.add(integer(value, name)));
    }
    return numbers;
  }

  private static long integer(JsonNode value, String name) {
    try {
      return value.isString() ? Long.parseLong(value.stringValue()) : value.longValue();
    } catch (RuntimeException notAnInteger) {
      throw new OtlpDecodeException("Expected integers in '" + name + "', but got " + value);
    }
  }

  private JsonMetrics() {}
}
