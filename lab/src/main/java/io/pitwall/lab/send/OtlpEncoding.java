package io.pitwall.lab.send;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.pitwall.lab.fleet.Durations;
import io.pitwall.lab.fleet.FleetEvent.DurationsRead;
import io.pitwall.lab.fleet.FleetEvent.MetricRead;
import io.pitwall.lab.fleet.FleetEvent.SpanEnded;
import io.pitwall.model.trace.Attributes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fleet tells, as OTLP messages: the spans or metrics of each service under its resource.
 */
public final class OtlpEncoding {
  private static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder().setName("io.pitwall.lab").setVersion("1").build();

  private OtlpEncoding() {}

  public static ExportTraceServiceRequest spans(List<SpanEnded> spans) {
    Map<String, ScopeSpans.Builder> byService = new LinkedHashMap<>();
    for (SpanEnded span : spans) {
      byService
          .computeIfAbsent(span.service(), name -> ScopeSpans.newBuilder().setScope(SCOPE))
          .addSpans(span(span));
    }
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    byService.forEach(
        (service, scope) ->
            request.addResourceSpans(
                ResourceSpans.newBuilder().setResource(resource(service)).addScopeSpans(scope)));
    return request.build();
  }

  /** Readings of metrics; points of one metric and service stand together. */
  public static ExportMetricsServiceRequest metrics(
      List<MetricRead> readings, List<DurationsRead> durations) {
    Map<String, Map<String, Metric.Builder>> byService = new LinkedHashMap<>();
    for (MetricRead reading : readings) {
      Metric.Builder metric =
          byService
              .computeIfAbsent(reading.service(), name -> new LinkedHashMap<>())
              .computeIfAbsent(reading.name(), name -> empty(reading));
      metric.getGaugeBuilder().addDataPoints(point(reading));
    }
    if (!durations.isEmpty()) {
      byService
          .computeIfAbsent("model-gateway", name -> new LinkedHashMap<>())
          .put("gen_ai.client.inference.duration", histogram(durations));
    }
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    byService.forEach(
        (service, metrics) -> {
          List<Metric> built = new ArrayList<>();
          metrics.values().forEach(metric -> built.add(metric.build()));
          request.addResourceMetrics(
              ResourceMetrics.newBuilder()
                  .setResource(resource(service))
                  .addScopeMetrics(ScopeMetrics.newBuilder().setScope(SCOPE).addAllMetrics(built)));
        });
    return request.build();
  }

  /** An attribute of any of the types that spans have. */
  public static KeyValue attribute(String name, Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (value) {
      case Long number -> any.setIntValue(number);
      case Double number -> any.setDoubleValue(number);
      case Boolean truth -> any.setBoolValue(truth);
      default -> any.setStringValue(value.toString());
    }
    return KeyValue.newBuilder().setKey(name).setValue(any).build();
  }

  /** The resource of a program. */
  public static Resource resource(String service) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAttributes(attribute("telemetry.sdk.name", "pitwall-lab"))
        .build();
  }

  /** Eight bytes, most significant first. */
  public static ByteString id(long id) {
    return UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(8).putLong(id).flip());
  }

  private static Span span(SpanEnded span) {
    Span.Builder built =
        Span.newBuilder()
            .setTraceId(
                UnsafeByteOperations.unsafeWrap(
                    ByteBuffer.allocate(16)
                        .putLong(span.traceHigh())
                        .putLong(span.traceLow())
                        .flip()))
            .setSpanId(id(span.spanId()))
            .setName(span.name())
            .setKind(
                switch (span.role()) {
                  case INTERNAL -> Span.SpanKind.SPAN_KIND_INTERNAL;
                  case CLIENT -> Span.SpanKind.SPAN_KIND_CLIENT;
                  case SERVER -> Span.SpanKind.SPAN_KIND_SERVER;
                  case PRODUCER -> Span.SpanKind.SPAN_KIND_PRODUCER;
                  case CONSUMER -> Span.SpanKind.SPAN_KIND_CONSUMER;
                })
            .setStartTimeUnixNano(span.startNanos())
            .setEndTimeUnixNano(span.endNanos());
    if (span.parentSpanId() != 0) {
      built.setParentSpanId(id(span.parentSpanId()));
    }
    Attributes attributes = span.attributes();
    for (int i = 0; i < attributes.size(); i++) {
      built.addAttributes(attribute(attributes.name(i), attributes.value(i)));
    }
    if (span.errorType() != null) {
      built.setStatus(
          Status.newBuilder()
              .setCode(Status.StatusCode.STATUS_CODE_ERROR)
              .setMessage(span.name() + " failed: " + span.errorType()));
    }
    return built.build();
  }

  private static Metric.Builder empty(MetricRead reading) {
    return Metric.newBuilder()
        .setName(reading.name())
        .setUnit(reading.unit())
        .setGauge(Gauge.newBuilder());
  }

  private static NumberDataPoint point(MetricRead reading) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(reading.timeNanos())
            .setAsDouble(reading.value());
    reading.tags().forEach((name, value) -> point.addAttributes(attribute(name, value)));
    return point.build();
  }

  private static Metric.Builder histogram(List<DurationsRead> readings) {
    Histogram.Builder histogram =
        Histogram.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    for (DurationsRead reading : readings) {
      Durations durations = reading.durations();
      histogram.addDataPoints(
          HistogramDataPoint.newBuilder()
              .setStartTimeUnixNano(reading.startNanos())
              .setTimeUnixNano(reading.timeNanos())
              .setCount(durations.count())
              .setSum(durations.sumSeconds())
              .addAllExplicitBounds(Durations.BOUNDS)
              .addAllBucketCounts(durations.counts())
              .addAttributes(attribute("gen_ai.operation.name", "chat"))
              .addAttributes(attribute("gen_ai.request.model", reading.model()))
              .addAttributes(attribute("gen_ai.provider.name", reading.provider())));
    }
    return Metric.newBuilder()
        .setName("gen_ai.client.inference.duration")
        .setUnit("s")
        .setHistogram(histogram);
  }
}
