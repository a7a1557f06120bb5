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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Requests made at random from a seed, with everything that OTLP allows in them. */
final class RandomRequests {
  private static final List<String> TEXTS =
      List.of(
          "", "a", "gen_ai.request.model", "gpt-4o", "Grüße, 世界 🏎️", "line\nbreak\t\"\\", "\0");
  private static final List<String> NAMES =
      List.of("service.name", "host.name", "gen_ai.operation.name", "k", "x.y", "tag", "ü");

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  ExportTraceServiceRequest traces() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    times(3, () -> request.addResourceSpans(resourceSpans()));
    return request.build();
  }

  ExportMetricsServiceRequest metrics() {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    times(3, () -> request.addResourceMetrics(resourceMetrics()));
    return request.build();
  }

  private ResourceSpans resourceSpans() {
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    if (random.nextInt(4) > 0) {
      spans.setResource(resource());
    }
    times(3, () -> spans.addScopeSpans(scopeSpans()));
    return spans.build();
  }

  private ScopeSpans scopeSpans() {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    if (random.nextInt(4) > 0) {
      spans.setScope(InstrumentationScope.newBuilder().setName(text()).setVersion(text()));
    }
    times(5, () -> spans.addSpans(span()));
    return spans.build();
  }

  private Span span() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(16))
            .setSpanId(id(8))
            .setParentSpanId(random.nextBoolean() ? id(8) : ByteString.EMPTY)
            .setTraceState(text())
            .setFlags(random.nextInt())
            .setName(text())
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(time())
            .setEndTimeUnixNano(time())
            .setDroppedAttributesCount(random.nextInt(5));
    times(15, () -> span.addAttributes(attribute(0)));
    times(random.nextInt(10) == 0 ? 200 : 2, () -> span.addEvents(event()));
    times(random.nextInt(10) == 0 ? 200 : 2, () -> span.addLinks(link()));
    if (random.nextBoolean()) {
      span.setStatus(Status.newBuilder().setMessage(text()).setCodeValue(random.nextInt(3)));
    }
    return span.build();
  }

  private Span.Event event() {
    Span.Event.Builder event = Span.Event.newBuilder().setName(text()).setTimeUnixNano(time());
    times(3, () -> event.addAttributes(attribute(0)));
    return event.build();
  }

  private Span.Link link() {
    Span.Link.Builder link = Span.Link.newBuilder().setTraceId(id(16)).setSpanId(id(8));
    times(2, () -> link.addAttributes(attribute(0)));
    return link.build();
  }

  private ResourceMetrics resourceMetrics() {
    ResourceMetrics.Builder metrics = ResourceMetrics.newBuilder();
    if (random.nextInt(4) > 0) {
      metrics.setResource(resource());
    }
    times(
        2,
        () -> {
          ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
          times(5, () -> scope.addMetrics(metric()));
          metrics.addScopeMetrics(scope);
        });
    return metrics.build();
  }

  private Metric metric() {
    Metric.Builder metric =
        Metric.newBuilder()
            .setName(pick(List.of("m", "http.server.duration", "")))
            .setUnit(pick(List.of("", "s", "By", "{request}")))
            .setDescription(text());
    switch (random.nextInt(6)) {
      case 0 -> metric.setGauge(Gauge.newBuilder().addAllDataPoints(numbers()));
      case 1 ->
          metric.setSum(
              Sum.newBuilder()
                  .setAggregationTemporalityValue(random.nextInt(3))
                  .setIsMonotonic(random.nextBoolean())
                  .addAllDataPoints(numbers()));
      case 2 -> metric.setHistogram(histogram());
      case 3 -> metric.setExponentialHistogram(exponential());
      case 4 -> metric.setSummary(summary());
      default -> {
        // a metric may come without data
      }
    }
    return metric.build();
  }

  private List<NumberDataPoint> numbers() {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(
            i -> {
              NumberDataPoint.Builder point =
                  NumberDataPoint.newBuilder()
                      .setStartTimeUnixNano(time())
                      .setTimeUnixNano(time())
                      .setFlags(random.nextInt(8) == 0 ? 1 : 0);
              switch (random.nextInt(3)) {
                case 0 -> point.setAsInt(random.nextLong());
                case 1 -> point.setAsDouble(random.nextGaussian());
                default -> point.setAsDouble(0);
              }
              times(4, () -> point.addAttributes(attribute(0)));
              return point.build();
            })
        .toList();
  }

  private Histogram histogram() {
    Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporality(temporality());
    times(
        4,
        () -> {
          HistogramDataPoint.Builder point =
              HistogramDataPoint.newBuilder()
                  .setStartTimeUnixNano(time())
                  .setTimeUnixNano(time())
                  .setCount(random.nextInt(100));
          int bounds = random.nextInt(15);
          for (int i = 0; i < bounds; i++) {
            point.addExplicitBounds(i * 1.5 + 0.1);
          }
          for (int i = 0; i <= bounds; i++) {
            point.addBucketCounts(random.nextInt(1000));
          }
          if (random.nextBoolean()) {
            point.setSum(random.nextDouble() * 100).setMin(0.01).setMax(100);
          }
          times(3, () -> point.addAttributes(attribute(0)));
          histogram.addDataPoints(point);
        });
    return histogram.build();
  }

  private ExponentialHistogram exponential() {
    ExponentialHistogram.Builder histogram =
        ExponentialHistogram.newBuilder().setAggregationTemporality(temporality());
    times(
        4,
        () -> {
          ExponentialHistogramDataPoint.Builder point =
              ExponentialHistogramDataPoint.newBuilder()
                  .setStartTimeUnixNano(time())
                  .setTimeUnixNano(time())
                  .setScale(random.nextInt(-3, 15))
                  .setZeroCount(random.nextInt(10))
                  .setPositive(buckets());
          if (random.nextBoolean()) {
            point.setNegative(buckets());
          }
          if (random.nextBoolean()) {
            point.setSum(random.nextDouble() * 100).setMin(0.01).setMax(100);
          }
          times(3, () -> point.addAttributes(attribute(0)));
          histogram.addDataPoints(point);
        });
    return histogram.build();
  }

  private ExponentialHistogramDataPoint.Buckets buckets() {
    ExponentialHistogramDataPoint.Buckets.Builder buckets =
        ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(random.nextInt(-50, 50));
    times(40, () -> buckets.addBucketCounts(random.nextInt(1000) * (long) random.nextInt(1000)));
    return buckets.build();
  }

  private Summary summary() {
    Summary.Builder summary = Summary.newBuilder();
    times(
        3,
        () -> {
          SummaryDataPoint.Builder point =
              SummaryDataPoint.newBuilder()
                  .setStartTimeUnixNano(time())
                  .setTimeUnixNano(time())
                  .setCount(random.nextLong())
                  .setSum(random.nextDouble());
          times(3, () -> point.addAttributes(attribute(0)));
          times(
              3,
              () ->
                  point.addQuantileValues(
                      SummaryDataPoint.ValueAtQuantile.newBuilder()
                          .setQuantile(random.nextDouble())
                          .setValue(random.nextDouble())));
          summary.addDataPoints(point);
        });
    return summary.build();
  }

  private Resource resource() {
    Resource.Builder resource = Resource.newBuilder();
    times(6, () -> resource.addAttributes(attribute(0)));
    return resource.build();
  }

  private KeyValue attribute(int depth) {
    return KeyValue.newBuilder().setKey(pick(NAMES)).setValue(value(depth)).build();
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth < 4 ? 9 : 6)) {
      case 0 -> value.setStringValue(text());
      case 1 -> value.setBoolValue(random.nextBoolean());
      case 2 -> value.setIntValue(random.nextBoolean() ? random.nextInt(200) : random.nextLong());
      case 3 -> value.setDoubleValue(pick(List.of(0.0, -1.5, 1e300, Double.NaN, 1 / 3.0)));
      case 4 -> value.setBytesValue(id(random.nextInt(20)));
      case 5 -> value.setStringValue(pick(TEXTS).repeat(20));
      case 6, 7 -> {
        ArrayValue.Builder list = ArrayValue.newBuilder();
        times(4, () -> list.addValues(value(depth + 1)));
        value.setArrayValue(list);
      }
      default -> {
        KeyValueList.Builder map = KeyValueList.newBuilder();
        times(4, () -> map.addValues(attribute(depth + 1)));
        value.setKvlistValue(map);
      }
    }
    return value.build();
  }

  private AggregationTemporality temporality() {
    return pick(
        List.of(
            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA,
            AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE));
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  private long time() {
    return random.nextInt(10) == 0
        ? random.nextLong()
        : 1_763_000_000_000_000_000L + random.nextInt();
  }

  private String text() {
    return random.nextBoolean() ? pick(TEXTS) : Long.toString(random.nextLong(), 36);
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  private void times(int most, Runnable action) {
    int n = random.nextInt(most + 1);
    for (int i = 0; i < n; i++) {
      action.run();
    }
  }
}
