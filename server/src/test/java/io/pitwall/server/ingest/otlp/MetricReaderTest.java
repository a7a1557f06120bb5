package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Percentage.withPercentage;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
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
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricReaderTest {
  private static final long SEED = 4711;
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long TIME = START + 10_000_000_000L;
  private static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  private static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  private final MetricReader reader = new MetricReader(1000);

  @Test
  void kindsBecomeTypes() {
    MetricBatch batch =
        read(
            metric("gauge").setGauge(Gauge.newBuilder().addDataPoints(point(1.5))),
            metric("total").setSum(sum(CUMULATIVE, true)),
            metric("level").setSum(sum(CUMULATIVE, false)),
            metric("increase").setSum(sum(DELTA, true)));
    assertThat(batch.batch().numbers())
        .extracting(n -> n.series().name(), n -> n.series().type(), RawNumber::delta, RawNumber::value)
        .containsExactly(
            tuple("gauge", MetricType.GAUGE, false, 1.5),
            tuple("total", MetricType.COUNTER, false, 7.0),
            tuple("level", MetricType.GAUGE, false, 7.0),
            tuple("increase", MetricType.RATE, true, 7.0));
    assertThat(batch.batch().numbers().get(3).series().unit()).isEqualTo("s/s");
    assertThat(batch.batch().numbers().getFirst())
        .satisfies(
            n -> {
              assertThat(n.timeMicros()).isEqualTo(TIME / 1000);
              assertThat(n.startMicros()).isEqualTo(START / 1000);
              assertThat(n.series().unit()).isEqualTo("s");
              assertThat(n.series().description()).isEqualTo("what it is");
            });
  }

  @Test
  void tagsAreThePointsAndWhatTellsSendersApart() {
    var resource =
        Resource.newBuilder()
            .addAttributes(kv("service.name", "fleet"))
            .addAttributes(kv("telemetry.sdk.version", "1.62"))
            .addAttributes(kv("host.name", "h1"))
            .addAttributes(kv("process.pid", "17"))
            .addAttributes(kv("gen_ai.agent.name", "planner"));
    MetricBatch batch =
        reader.read(
            request(
                resource,
                "my.library",
                metric("m")
                    .setGauge(
                        Gauge.newBuilder()
                            .addDataPoints(
                                point(1).addAttributes(kv("pool", "a")).addAttributes(kv("host.name", "h2"))))));
    RawSeries series = batch.batch().numbers().getFirst().series();
    assertThat(series.tags().toMap())
        .isEqualTo(
            Map.of(
                "pool", "a",
                "host.name", "h2",
                "service.name", "fleet",
                "process.pid", "17",
                "gen_ai.agent.name", "planner",
                "otel.scope.name", "my.library"));
  }

  @Test
  void theProcessIsLeftOutWhereTheInstanceIsNamed() {
    var resource =
        Resource.newBuilder()
            .addAttributes(kv("service.instance.id", "i-1"))
            .addAttributes(kv("process.pid", "17"));
    MetricBatch batch =
        reader.read(
            request(resource, "", metric("m").setGauge(Gauge.newBuilder().addDataPoints(point(1)))));
    assertThat(batch.batch().numbers().getFirst().series().tags().toMap())
        .isEqualTo(Map.of("service.instance.id", "i-1"));
  }

  @Test
  void aKnownSeriesIsTheSameObject() {
    byte[] request = new RandomOtlp(SEED).metrics().toByteArray();
    List<RawSeries> first = series(reader.read(request));
    List<RawSeries> second = series(reader.read(request));
    assertThat(first).isNotEmpty();
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).isSameAs(first.get(i));
    }
  }

  @Test
  void seriesAreToldApartByEverythingThatNamesThem() {
    var a = Resource.newBuilder().addAttributes(kv("service.name", "a"));
    var b = Resource.newBuilder().addAttributes(kv("service.name", "b"));
    var gauge = Gauge.newBuilder().addDataPoints(point(1));
    var series = new ArrayList<RawSeries>();
    for (byte[] request :
        List.of(
            request(a, "s", metric("m").setGauge(gauge)),
            request(b, "s", metric("m").setGauge(gauge)),
            request(a, "t", metric("m").setGauge(gauge)),
            request(a, "s", metric("n").setGauge(gauge)),
            request(a, "s", metric("m").setUnit("ms").setGauge(gauge)),
            request(a, "s", metric("m").setSum(sum(CUMULATIVE, true))),
            request(a, "s", metric("m").setSum(sum(DELTA, true))),
            request(
                a,
                "s",
                metric("m")
                    .setGauge(
                        Gauge.newBuilder()
                            .addDataPoints(point(1).addAttributes(kv("k", "v")))
                            .addDataPoints(point(1).addAttributes(kv("k", "w")))
                            .addDataPoints(point(1).addAttributes(kv("kv", ""))))))) {
      series.addAll(series(reader.read(request)));
    }
    assertThat(series).doesNotHaveDuplicates().hasSize(10);
  }

  @Test
  void rememberedSeriesAreBounded() {
    for (int i = 0; i < 5000; i++) {
      read(metric("m" + i).setGauge(Gauge.newBuilder().addDataPoints(point(1))));
      assertThat(reader.seriesCount()).isLessThanOrEqualTo(1000);
    }
  }

  @Test
  void pointsThatOnlyEndASeriesAreNoValues() {
    MetricBatch batch =
        read(
            metric("m")
                .setGauge(Gauge.newBuilder().addDataPoints(point(0).setFlags(1)).addDataPoints(point(2))));
    assertThat(batch.batch().numbers()).singleElement().satisfies(n -> assertThat(n.value()).isEqualTo(2));
    assertThat(batch.refusedPoints()).isZero();
  }

  @Test
  void aPointWithoutValueIsNotZero() {
    MetricBatch batch =
        read(
            metric("m")
                .setGauge(
                    Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(TIME))));
    assertThat(batch.batch().numbers().getFirst().value()).isNaN();
  }

  @Test
  void unsaidTemporalityIsRefusedByName() {
    MetricBatch batch =
        read(
            metric("m")
                .setSum(Sum.newBuilder().addDataPoints(point(1)).addDataPoints(point(2))),
            metric("n").setGauge(Gauge.newBuilder().addDataPoints(point(1))));
    assertThat(batch.batch().numbers()).hasSize(1);
    assertThat(batch.refusedPoints()).isEqualTo(2);
    assertThat(batch.refusals().getFirst().sentence())
        .isEqualTo("m.aggregation_temporality: expected 1 (delta) or 2 (cumulative), but got 0");
  }

  @Test
  void explicitHistogramsKeepCountSumAndExtremes() {
    var point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(START)
            .setTimeUnixNano(TIME)
            .setCount(6)
            .setSum(3.3)
            .setMin(0.01)
            .setMax(4)
            .addAllBucketCounts(List.of(1L, 4L, 1L))
            .addAllExplicitBounds(List.of(0.1, 1.0));
    MetricBatch batch =
        read(
            metric("m")
                .setHistogram(
                    Histogram.newBuilder().setAggregationTemporality(CUMULATIVE).addDataPoints(point)));
    RawHistogram histogram = batch.batch().histograms().getFirst();
    assertThat(histogram.series().type()).isEqualTo(MetricType.TIMER);
    assertThat(histogram.cumulative()).isTrue();
    assertThat(histogram.startMicros()).isEqualTo(START / 1000);
    assertThat(histogram.histogram().count()).isEqualTo(6);
    assertThat(histogram.histogram().sum()).isEqualTo(3.3);
    assertThat(histogram.histogram().min()).isEqualTo(0.01);
    assertThat(histogram.histogram().max()).isEqualTo(4);
    assertThat(histogram.histogram().quantile(0.5)).isBetween(0.1, 1.0);
  }

  @Test
  void oneBadHistogramDoesNotSpoilTheOthers() {
    var good =
        HistogramDataPoint.newBuilder()
            .setCount(1)
            .addAllBucketCounts(List.of(1L, 0L))
            .addExplicitBounds(1);
    var bad = good.clone().addBucketCounts(1);
    var descending =
        HistogramDataPoint.newBuilder()
            .addAllBucketCounts(List.of(1L, 0L, 0L))
            .addAllExplicitBounds(List.of(2.0, 1.0));
    var negative =
        HistogramDataPoint.newBuilder().addAllBucketCounts(List.of(-1L, 0L)).addExplicitBounds(1);
    MetricBatch batch =
        read(
            metric("m")
                .setHistogram(
                    Histogram.newBuilder()
                        .setAggregationTemporality(DELTA)
                        .addDataPoints(bad)
                        .addDataPoints(good)
                        .addDataPoints(descending)
                        .addDataPoints(negative)));
    assertThat(batch.batch().histograms()).hasSize(1);
    assertThat(batch.refusedPoints()).isEqualTo(3);
    assertThat(batch.refusals())
        .extracting(r -> r.reason())
        .containsExactly("histogram_buckets", "histogram_bounds", "histogram_count");
  }

  @Test
  void histogramsWithoutBucketsKeepWhatTheySay() {
    var point = HistogramDataPoint.newBuilder().setTimeUnixNano(TIME).setCount(4).setSum(8);
    MetricBatch totals =
        read(
            metric("m")
                .setHistogram(
                    Histogram.newBuilder().setAggregationTemporality(CUMULATIVE).addDataPoints(point)));
    assertThat(totals.batch().numbers())
        .extracting(n -> n.series().name(), RawNumber::value)
        .containsExactly(
            tuple("m.count", 4.0),
            tuple("m.sum", 8.0));
    MetricBatch delta =
        read(
            metric("m")
                .setHistogram(
                    Histogram.newBuilder().setAggregationTemporality(DELTA).addDataPoints(point)));
    ExpHistogram histogram = delta.batch().histograms().getFirst().histogram();
    assertThat(histogram.count()).isEqualTo(4);
    assertThat(histogram.quantile(0.5)).isCloseTo(2, withPercentage(2));
  }

  @Test
  void exponentialHistogramsKeepTheirBuckets() {
    for (int scale : new int[] {-10, -3, 0, 3, 5, 6, 9, 20}) {
      double value = 0.37;
      int index = ExpHistogram.indexOf(value, scale);
      var point =
          ExponentialHistogramDataPoint.newBuilder()
              .setScale(scale)
              .setZeroCount(2)
              .setCount(10)
              .setSum(3)
              .setPositive(
                  ExponentialHistogramDataPoint.Buckets.newBuilder()
                      .setOffset(index - 1)
                      .addAllBucketCounts(List.of(0L, 5L, 0L)))
              .setNegative(
                  ExponentialHistogramDataPoint.Buckets.newBuilder().addBucketCounts(3));
      MetricBatch batch =
          read(
              metric("m")
                  .setExponentialHistogram(
                      ExponentialHistogram.newBuilder()
                          .setAggregationTemporality(DELTA)
                          .addDataPoints(point)));
      ExpHistogram histogram = batch.batch().histograms().getFirst().histogram();
      assertThat(histogram.scale()).isEqualTo(Math.min(scale, ExpHistogram.DEFAULT_SCALE));
      assertThat(histogram.count()).isEqualTo(10);
      assertThat(histogram.zeroCount()).isEqualTo(5);
      assertThat(histogram.indexes())
          .containsExactly(ExpHistogram.indexOf(value, histogram.scale()));
    }
  }

  @Test
  void absurdExponentialHistogramsAreRefused() {
    var positive = ExponentialHistogramDataPoint.Buckets.newBuilder().addBucketCounts(1);
    MetricBatch batch =
        read(
            metric("m")
                .setExponentialHistogram(
                    ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(DELTA)
                        .addDataPoints(
                            ExponentialHistogramDataPoint.newBuilder().setScale(31).setPositive(positive))
                        .addDataPoints(
                            ExponentialHistogramDataPoint.newBuilder()
                                .setPositive(positive.clone().setOffset(Integer.MAX_VALUE)))
                        .addDataPoints(
                            ExponentialHistogramDataPoint.newBuilder().setZeroCount(-1))));
    assertThat(batch.batch().histograms()).isEmpty();
    assertThat(batch.refusals())
        .extracting(r -> r.reason())
        .containsExactly("histogram_scale", "histogram_offset", "histogram_count");
  }

  @Test
  void summariesBecomeSeriesOfTheirParts() {
    var point =
        SummaryDataPoint.newBuilder()
            .setTimeUnixNano(TIME)
            .setCount(10)
            .setSum(5)
            .addAttributes(kv("k", "v"))
            .addQuantileValues(
                SummaryDataPoint.ValueAtQuantile.newBuilder().setQuantile(0.5).setValue(0.4))
            .addQuantileValues(
                SummaryDataPoint.ValueAtQuantile.newBuilder().setQuantile(0.99).setValue(Double.NaN));
    MetricBatch batch = read(metric("m").setSummary(Summary.newBuilder().addDataPoints(point)));
    assertThat(batch.batch().numbers())
        .extracting(n -> n.series().name() + n.series().tags(), RawNumber::value, n -> n.series().type())
        .containsExactly(
            tuple("m.count{k=v}", 10.0, MetricType.COUNTER),
            tuple("m.sum{k=v}", 5.0, MetricType.COUNTER),
            tuple("m{quantile=0.5, k=v}", 0.4, MetricType.GAUGE));
  }

  @Test
  void everyPointIsReadOrRefused() {
    for (int i = 0; i < 300; i++) {
      ExportMetricsServiceRequest request = new RandomOtlp(SEED + i).metrics();
      MetricBatch batch = reader.read(request.toByteArray());
      assertThat(described(batch)).as("seed %d", SEED + i).isEqualTo(described(request));
      assertThat(batch.refusals().size()).isLessThanOrEqualTo(20);
    }
  }

  /** Name and value of all numbers, name and count of all histograms. */
  private static List<String> described(MetricBatch batch) {
    var all = new ArrayList<String>();
    batch.batch().numbers().forEach(n -> all.add(n.series().name() + " " + n.value()));
    batch
        .batch()
        .histograms()
        .forEach(h -> all.add(h.series().name() + " " + h.histogram().count() + " " + h.histogram().sum()));
    return all;
  }

  private static List<String> described(ExportMetricsServiceRequest request) {
    var numbers = new ArrayList<String>();
    var histograms = new ArrayList<String>();
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          describe(metric, numbers, histograms);
        }
      }
    }
    numbers.addAll(histograms);
    return numbers;
  }

  private static void describe(Metric metric, List<String> numbers, List<String> histograms) {
    String name = metric.getName();
    var points = new ArrayList<>(metric.getGauge().getDataPointsList());
    points.addAll(metric.getSum().getDataPointsList());
    for (NumberDataPoint point : points) {
      if (point.getFlags() == 0) {
        numbers.add(name + " " + (point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble()));
      }
    }
    boolean delta = metric.getHistogram().getAggregationTemporality() == DELTA;
    for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
      if (point.getBucketCountsCount() > 1) {
        histograms.add(name + " " + point.getCount() + " " + point.getSum());
      } else if (delta) {
        double mean = point.getCount() == 0 ? 0 : point.getSum() / point.getCount();
        histograms.add(name + " " + point.getCount() + " " + mean * point.getCount());
      } else {
        numbers.add(name + ".count " + (double) point.getCount());
        numbers.add(name + ".sum " + point.getSum());
      }
    }
    for (var point : metric.getExponentialHistogram().getDataPointsList()) {
      long count = point.getZeroCount();
      count += point.getPositive().getBucketCountsList().stream().mapToLong(n -> n).sum();
      count += point.getNegative().getBucketCountsList().stream().mapToLong(n -> n).sum();
      histograms.add(name + " " + count + " " + point.getSum());
    }
    for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
      numbers.add(name + ".count " + (double) point.getCount());
      numbers.add(name + ".sum " + point.getSum());
      point.getQuantileValuesList().forEach(q -> numbers.add(name + " " + q.getValue()));
    }
  }

  @Test
  void everyTruncationAndBitFlipIsReadOrRefused() {
    var random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      byte[] whole = new RandomOtlp(SEED + i).metrics().toByteArray();
      for (int n = 0; n < 300; n++) {
        byte[] broken = whole.clone();
        for (int flips = random.nextInt(3); flips >= 0 && whole.length > 0; flips--) {
          broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] cut = Arrays.copyOf(broken, random.nextInt(broken.length + 1));
        try {
          reader.read(cut);
        } catch (DecodeException e) {
          assertThat(e).hasMessageStartingWith("Expected ");
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + (SEED + i) + ", try " + n + ": " + Arrays.toString(cut), e);
        }
      }
    }
  }

  private MetricBatch read(Metric.Builder... metrics) {
    return reader.read(request(Resource.newBuilder(), "", metrics));
  }

  private static byte[] request(Resource.Builder resource, String scope, Metric.Builder... metrics) {
    var scopeMetrics =
        ScopeMetrics.newBuilder().setScope(InstrumentationScope.newBuilder().setName(scope));
    for (Metric.Builder metric : metrics) {
      scopeMetrics.addMetrics(metric);
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scopeMetrics))
        .build()
        .toByteArray();
  }

  private static Metric.Builder metric(String name) {
    return Metric.newBuilder().setName(name).setUnit("s").setDescription("what it is");
  }

  private static NumberDataPoint.Builder point(double value) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(START)
        .setTimeUnixNano(TIME)
        .setAsDouble(value);
  }

  private static Sum sum(AggregationTemporality temporality, boolean monotonic) {
    return Sum.newBuilder()
        .setAggregationTemporality(temporality)
        .setIsMonotonic(monotonic)
        .addDataPoints(
            NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(START)
                .setTimeUnixNano(TIME)
                .setAsInt(7))
        .build();
  }

  private static KeyValue kv(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static List<RawSeries> series(MetricBatch batch) {
    var series = new ArrayList<RawSeries>();
    batch.batch().numbers().forEach(n -> series.add(n.series()));
    batch.batch().histograms().forEach(h -> series.add(h.series()));
    return series;
  }
}
