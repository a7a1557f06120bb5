package io.pitwall.server.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.ingest.wire.Distributions;
import io.pitwall.server.ingest.wire.Numbers;
import io.pitwall.server.ingest.wire.UnusableHistogramException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request holds, read through the classes that protobuf's compiler made of OTLP. */
final class Oracle {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** All spans. */
  static List<RawSpan> spans(ExportTraceServiceRequest request) {
    List<RawSpan> spans = new ArrayList<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        RawSource source =
            new RawSource(
                attributes(resource.getResource().getAttributesList()),
                scope.getScope().getName(),
                scope.getScope().getVersion());
        scope.getSpansList().forEach(span -> spans.add(span(span, source)));
      }
    }
    return spans;
  }

  private static RawSpan span(Span span, RawSource source) {
    return new RawSpan(
        number(span.getTraceId(), 16, 0),
        number(span.getTraceId(), 16, 8),
        number(span.getSpanId(), 8, 0),
        number(span.getParentSpanId(), 8, 0),
        span.getName(),
        RawSpan.Role.valueOf(span.getKind().name().replace("SPAN_KIND_", "")),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        SpanStatus.valueOf(span.getStatus().getCode().name().replace("STATUS_CODE_", "")),
        span.getStatus().getMessage(),
        attributes(span.getAttributesList()),
        span.getEventsList().stream()
            .map(
                event ->
                    new SpanEvent(
                        event.getName(),
                        event.getTimeUnixNano(),
                        attributes(event.getAttributesList())))
            .toList(),
        span.getLinksList().stream()
            .map(
                link ->
                    new SpanLink(
                        new TraceId(
                            number(link.getTraceId(), 16, 0), number(link.getTraceId(), 16, 8)),
                        number(link.getSpanId(), 8, 0)))
            .toList(),
        source);
  }

  private static long number(ByteString id, int length, int at) {
    return id.size() == length ? ByteBuffer.wrap(id.toByteArray()).getLong(at) : 0;
  }

  static Attributes attributes(List<KeyValue> pairs) {
    Attributes.Builder attributes = Attributes.builder();
    pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
    return attributes.build();
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(v -> v.hasArrayValue() ? tree(v).toString() : value(v))
              .toList();
      case KVLIST_VALUE -> tree(value).toString();
      default -> "";
    };
  }

  private static tools.jackson.databind.JsonNode tree(AnyValue value) {
    return switch (value.getValueCase()) {
      case ARRAY_VALUE -> {
        ArrayNode list = JSON.createArrayNode();
        value.getArrayValue().getValuesList().forEach(v -> list.add(tree(v)));
        yield list;
      }
      case KVLIST_VALUE -> {
        ObjectNode map = JSON.createObjectNode();
        value
            .getKvlistValue()
            .getValuesList()
            .forEach(pair -> map.putIfAbsent(pair.getKey(), tree(pair.getValue())));
        yield map;
      }
      case DOUBLE_VALUE ->
          Double.isFinite(value.getDoubleValue())
              ? JSON.valueToTree(value.getDoubleValue())
              : JSON.valueToTree(Double.toString(value.getDoubleValue()));
      default -> JSON.valueToTree(value(value));
    };
  }

  /** All data points, each as one line. */
  static List<String> points(ExportMetricsServiceRequest request) {
    List<String> lines = new ArrayList<>();
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      Map<String, Object> sender =
          attributes(resource.getResource().getAttributesList()).toMap().entrySet().stream()
              .filter(e -> List.of("service.name", "host.name").contains(e.getKey()))
              .filter(e -> !e.getValue().equals(""))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> addLines(metric, sender, lines));
      }
    }
    lines.sort(null);
    return lines;
  }

  private static void addLines(Metric metric, Map<String, Object> sender, List<String> lines) {
    metric
        .getGauge()
        .getDataPointsList()
        .forEach(point -> number(metric, point, "GAUGE", metric.getUnit(), sender, lines));
    boolean delta =
        metric.getSum().getAggregationTemporality()
            == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    String type = delta ? "RATE" : metric.getSum().getIsMonotonic() ? "COUNTER" : "GAUGE";
    String unit = delta ? metric.getUnit() + "/s" : metric.getUnit();
    metric
        .getSum()
        .getDataPointsList()
        .forEach(point -> number(metric, point, type, unit, sender, lines));
    String histogramType = metric.getUnit().equals("s") ? "TIMER" : "HISTOGRAM";
    boolean cumulative = !cumulative(metric.getHistogram().getAggregationTemporality()).isEmpty();
    for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
      if (cumulative && point.getExplicitBoundsCount() == 0) {
        totals(metric, point, sender, lines);
        continue;
      }
      lines.add(
          head(metric.getName(), point.getAttributesList(), sender, histogramType, metric.getUnit())
              + times(point.getStartTimeUnixNano(), point.getTimeUnixNano())
              + explicit(point, cumulative)
              + cumulative(metric.getHistogram().getAggregationTemporality()));
    }
    for (ExponentialHistogramDataPoint point :
        metric.getExponentialHistogram().getDataPointsList()) {
      lines.add(
          head(metric.getName(), point.getAttributesList(), sender, histogramType, metric.getUnit())
              + times(point.getStartTimeUnixNano(), point.getTimeUnixNano())
              + exponential(point)
              + cumulative(metric.getExponentialHistogram().getAggregationTemporality()));
    }
    metric.getSummary().getDataPointsList().forEach(p -> summary(metric, p, sender, lines));
  }

  private static void number(
      Metric metric,
      NumberDataPoint point,
      String type,
      String unit,
      Map<String, Object> sender,
      List<String> lines) {
    if (point.getFlags() == 0) {
      lines.add(
          head(metric.getName(), point.getAttributesList(), sender, type, unit)
              + times(point.getStartTimeUnixNano(), point.getTimeUnixNano())
              + (point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble())
              + (type.equals("RATE") ? " delta" : ""));
    }
  }

  private static void totals(
      Metric metric, HistogramDataPoint point, Map<String, Object> sender, List<String> lines) {
    String times = times(point.getStartTimeUnixNano(), point.getTimeUnixNano());
    List<KeyValue> own = point.getAttributesList();
    lines.add(
        head(metric.getName() + ".count", own, sender, "COUNTER", "")
            + times
            + (double) point.getCount());
    if (point.hasSum()) {
      lines.add(
          head(metric.getName() + ".sum", own, sender, "COUNTER", metric.getUnit())
              + times
              + point.getSum());
    }
  }

  private static void summary(
      Metric metric, SummaryDataPoint point, Map<String, Object> sender, List<String> lines) {
    List<KeyValue> own = point.getAttributesList();
    String times = times(point.getStartTimeUnixNano(), point.getTimeUnixNano());
    String name = metric.getName();
    double count = new BigInteger(Long.toUnsignedString(point.getCount())).doubleValue();
    lines.add(head(name + ".count", own, sender, "COUNTER", "") + times + count);
    lines.add(
        head(name + ".sum", own, sender, "COUNTER", metric.getUnit()) + times + point.getSum());
    point
        .getQuantileValuesList()
        .forEach(
            quantile -> {
              List<KeyValue> tags = new ArrayList<>(own);
              tags.add(
                  KeyValue.newBuilder()
                      .setKey("quantile")
                      .setValue(
                          AnyValue.newBuilder()
                              .setStringValue(Double.toString(quantile.getQuantile())))
                      .build());
              lines.add(
                  head(name, tags, sender, "GAUGE", metric.getUnit())
                      + times
                      + quantile.getValue());
            });
  }

  private static String head(
      String name, List<KeyValue> own, Map<String, Object> sender, String type, String unit) {
    Map<String, Object> tags = new TreeMap<>(attributes(own).toMap());
    sender.forEach(tags::putIfAbsent);
    return name + tags + type + "/" + unit;
  }

  private static String times(long start, long time) {
    return " "
        + Long.toUnsignedString(Long.divideUnsigned(start, 1000))
        + ".."
        + Long.divideUnsigned(time, 1000)
        + " ";
  }

  private static String explicit(HistogramDataPoint point, boolean cumulative) {
    try {
      Numbers bounds = new Numbers();
      point.getExplicitBoundsList().forEach(bound -> bounds.add(bound.doubleValue()));
      return text(
          Distributions.ofBounds(
              bounds,
              numbers(point.getBucketCountsList()),
              point.getCount(),
              point.hasSum() ? point.getSum() : Double.NaN,
              point.hasMin() ? point.getMin() : Double.NaN,
              point.hasMax() ? point.getMax() : Double.NaN,
              cumulative));
    } catch (UnusableHistogramException unusable) {
      return unusable.refusal().sentence();
    }
  }

  private static String exponential(ExponentialHistogramDataPoint point) {
    try {
      return text(
          Distributions.ofExponential(
              point.getScale(),
              point.getPositive().getOffset(),
              numbers(point.getPositive().getBucketCountsList()),
              point.getZeroCount(),
              numbers(point.getNegative().getBucketCountsList()),
              point.hasSum() ? point.getSum() : Double.NaN,
              point.hasMin() ? point.getMin() : Double.NaN,
              point.hasMax() ? point.getMax() : Double.NaN));
    } catch (UnusableHistogramException unusable) {
      return unusable.refusal().sentence();
    }
  }

  private static Numbers numbers(List<Long> values) {
    Numbers numbers = new Numbers();
    values.forEach(value -> numbers.add(value.longValue()));
    return numbers;
  }

  private static String cumulative(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
        ? " cumulative"
        : "";
  }

  /** The data points of a batch in the same form. */
  static List<String> points(RawBatch batch) {
    List<String> lines = new ArrayList<>();
    batch
        .numbers()
        .forEach(
            n ->
                lines.add(
                    head(n.series())
                        + micros(n.startMicros(), n.timeMicros())
                        + n.value()
                        + (n.delta() ? " delta" : "")));
    batch
        .histograms()
        .forEach(
            h ->
                lines.add(
                    head(h.series())
                        + micros(h.startMicros(), h.timeMicros())
                        + text(h.histogram())
                        + (h.cumulative() ? " cumulative" : "")));
    lines.sort(null);
    return lines;
  }

  private static String head(RawSeries series) {
    return series.name()
        + new TreeMap<>(series.tags().toMap())
        + series.type()
        + "/"
        + series.unit();
  }

  private static String micros(long start, long time) {
    return " " + start + ".." + time + " ";
  }

  private static String text(ExpHistogram histogram) {
    return histogram
        + java.util.Arrays.toString(histogram.indexes())
        + java.util.Arrays.toString(histogram.counts());
  }

  private Oracle() {}
}
