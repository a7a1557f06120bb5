package io.pitwall.server.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Random;

/** Requests with everything that OTLP can say, built by the generated classes. */
final class RandomOtlp {
  private static final String[] TEXTS = {
    "", "a", "gen_ai.agent.name", "gpt-4o", "Ärger", "日本語", "😀", "x".repeat(70), "x".repeat(300)
  };
  private final Random random;

  RandomOtlp(long seed) {
    this.random = new Random(seed);
  }

  ExportTraceServiceRequest traces() {
    var request = ExportTraceServiceRequest.newBuilder();
    for (int r = random.nextInt(3); r >= 0; r--) {
      var resource = ResourceSpans.newBuilder().setSchemaUrl(text());
      if (random.nextInt(5) > 0) {
        resource.setResource(resource());
      }
      for (int s = random.nextInt(3); s > 0; s--) {
        var scope = ScopeSpans.newBuilder().setSchemaUrl(text());
        if (random.nextInt(5) > 0) {
          scope.setScope(scope());
        }
        for (int n = random.nextInt(5); n > 0; n--) {
          scope.addSpans(span());
        }
        resource.addScopeSpans(scope);
      }
      request.addResourceSpans(resource);
    }
    return request.build();
  }

  private Resource resource() {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name"))
        .addAttributes(attribute("process.pid"))
        .addAttributes(attribute(text()))
        .setDroppedAttributesCount(random.nextInt(3))
        .build();
  }

  private InstrumentationScope scope() {
    return InstrumentationScope.newBuilder()
        .setName(text())
        .setVersion(text())
        .addAttributes(attribute(text()))
        .build();
  }

  private Span span() {
    var span =
        Span.newBuilder()
            .setTraceId(bytes(random.nextInt(10) == 0 ? random.nextInt(20) : 16))
            .setSpanId(bytes(random.nextInt(10) == 0 ? random.nextInt(20) : 8))
            .setTraceState(text())
            .setName(text())
            .setKindValue(random.nextInt(7))
            .setStartTimeUnixNano(random.nextLong())
            .setEndTimeUnixNano(random.nextLong())
            .setDroppedAttributesCount(random.nextInt())
            .setFlags(random.nextInt());
    if (random.nextBoolean()) {
      span.setParentSpanId(bytes(8));
    }
    for (int n = random.nextInt(15); n > 0; n--) {
      span.addAttributes(attribute(text()));
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      span.addEvents(
          Span.Event.newBuilder()
              .setName(text())
              .setTimeUnixNano(random.nextLong())
              .addAttributes(attribute(text())));
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(bytes(random.nextInt(3) == 0 ? 7 : 16))
              .setSpanId(bytes(8))
              .setTraceState(text())
              .addAttributes(attribute(text())));
    }
    if (random.nextBoolean()) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(4)).setMessage(text()));
    }
    return span.build();
  }

  ExportMetricsServiceRequest metrics() {
    var request = ExportMetricsServiceRequest.newBuilder();
    for (int r = random.nextInt(3); r >= 0; r--) {
      var scope = ScopeMetrics.newBuilder().setScope(scope());
      for (int n = random.nextInt(8); n > 0; n--) {
        scope.addMetrics(metric());
      }
      request.addResourceMetrics(
          ResourceMetrics.newBuilder().setResource(resource()).addScopeMetrics(scope));
    }
    return request.build();
  }

  private Metric metric() {
    var metric =
        Metric.newBuilder().setName("m" + random.nextInt(5)).setUnit("s").setDescription(text());
    int points = random.nextInt(4);
    switch (random.nextInt(6)) {
      case 0 -> {
        var gauge = Gauge.newBuilder();
        for (int i = 0; i < points; i++) {
          gauge.addDataPoints(number());
        }
        metric.setGauge(gauge);
      }
      case 1 -> {
        var sum =
            Sum.newBuilder()
                .setAggregationTemporality(temporality())
                .setIsMonotonic(random.nextBoolean());
        for (int i = 0; i < points; i++) {
          sum.addDataPoints(number());
        }
        metric.setSum(sum);
      }
      case 2 -> {
        var histogram = Histogram.newBuilder().setAggregationTemporality(temporality());
        for (int i = 0; i < points; i++) {
          histogram.addDataPoints(histogramPoint());
        }
        metric.setHistogram(histogram);
      }
      case 3 -> {
        var histogram = ExponentialHistogram.newBuilder().setAggregationTemporality(temporality());
        for (int i = 0; i < points; i++) {
          histogram.addDataPoints(exponentialPoint());
        }
        metric.setExponentialHistogram(histogram);
      }
      case 4 -> {
        var summary = Summary.newBuilder();
        for (int i = 0; i < points; i++) {
          summary.addDataPoints(
              SummaryDataPoint.newBuilder()
                  .setTimeUnixNano(time())
                  .setCount(random.nextInt(100))
                  .setSum(random.nextDouble())
                  .addAttributes(attribute("k"))
                  .addQuantileValues(
                      SummaryDataPoint.ValueAtQuantile.newBuilder()
                          .setQuantile(0.99)
                          .setValue(random.nextDouble())));
        }
        metric.setSummary(summary);
      }
      default -> {}
    }
    return metric.build();
  }

  private NumberDataPoint number() {
    var point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(time())
            .setTimeUnixNano(time())
            .addExemplars(Exemplar.newBuilder().setAsDouble(1).setSpanId(bytes(8)))
            .setFlags(random.nextInt(4) == 0 ? 1 : 0);
    if (random.nextBoolean()) {
      point.setAsDouble(random.nextInt(8) == 0 ? Double.NaN : random.nextDouble());
    } else {
      point.setAsInt(random.nextLong());
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      point.addAttributes(attribute("k" + n));
    }
    return point.build();
  }

  private HistogramDataPoint histogramPoint() {
    var point =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(time())
            .addAttributes(attribute("k"))
            .setSum(random.nextDouble())
            .setMin(random.nextDouble());
    int bounds = random.nextInt(6);
    long total = 0;
    for (int i = 0; i <= bounds; i++) {
      long count = random.nextInt(50);
      total += count;
      point.addBucketCounts(count);
      if (i < bounds) {
        point.addExplicitBounds(i - 1 + random.nextDouble());
      }
    }
    return point.setCount(total).build();
  }

  private ExponentialHistogramDataPoint exponentialPoint() {
    var positive = ExponentialHistogramDataPoint.Buckets.newBuilder();
    positive.setOffset(random.nextInt(100) - 50);
    for (int n = random.nextInt(20); n > 0; n--) {
      positive.addBucketCounts(random.nextInt(3) == 0 ? random.nextInt(1000) : 0);
    }
    return ExponentialHistogramDataPoint.newBuilder()
        .setTimeUnixNano(time())
        .addAttributes(attribute("k"))
        .setScale(random.nextInt(16) - 4)
        .setZeroCount(random.nextInt(5))
        .setSum(random.nextDouble())
        .setPositive(positive)
        .setNegative(
            ExponentialHistogramDataPoint.Buckets.newBuilder().addBucketCounts(random.nextInt(3)))
        .build();
  }

  private AggregationTemporality temporality() {
    return random.nextBoolean()
        ? AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
        : AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }

  private long time() {
    return 1_700_000_000_000_000_000L + random.nextInt(1_000_000) * 1_000_000L;
  }

  private KeyValue attribute(String key) {
    return KeyValue.newBuilder().setKey(key).setValue(value(0)).build();
  }

  private AnyValue value(int depth) {
    var value = AnyValue.newBuilder();
    return switch (random.nextInt(depth < 3 ? 8 : 6)) {
      case 0, 1 -> value.setStringValue(text()).build();
      case 2 -> value.setIntValue(random.nextLong()).build();
      case 3 -> value.setDoubleValue(random.nextDouble()).build();
      case 4 -> value.setBoolValue(random.nextBoolean()).build();
      case 5 ->
          random.nextInt(4) == 0 ? value.build() : value.setBytesValue(bytes(random.nextInt(5))).build();
      case 6 -> {
        var array = ArrayValue.newBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          array.addValues(value(depth + 1));
        }
        yield value.setArrayValue(array).build();
      }
      default -> {
        var list = KeyValueList.newBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          list.addValues(KeyValue.newBuilder().setKey("k" + n).setValue(value(depth + 1)));
        }
        yield value.setKvlistValue(list).build();
      }
    };
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
