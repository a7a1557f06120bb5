package io.pitwall.lab.bench.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests full of metric samples. */
public final class MetricTraffic {
  private static final int NAMES = 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** What the machine's history is made of, with a plausible mean in percent or count. */
  private static final Map<String, Double> SYSTEM =
      Map.of(
          "system.cpu.usage", 41.0,
          "system.memory.usage", 63.0,
          "system.disk.usage", 58.0);

  /**
   * One template for each service; together they report each series once.
   *
   * @param services services that report
   * @param seriesPerService series of each, a multiple of 20
   * @param startNanos since when the counters count, nanoseconds since the epoch
   */
  public static List<MetricTemplate> templates(
      int services, int seriesPerService, long startNanos) {
    List<MetricTemplate> templates = new ArrayList<>();
    for (int service = 0; service < services; service++) {
      var metrics = ScopeMetrics.newBuilder().setScope(scope());
      for (int name = 0; name < NAMES; name++) {
        metrics.addMetrics(metric(name, seriesPerService / NAMES, startNanos));
      }
      templates.add(
          new MetricTemplate(
              request(
                  Resource.newBuilder()
                      .addAttributes(SpanText.text("service.name", "service-" + service))
                      .build(),
                  metrics),
              service));
    }
    return List.copyOf(templates);
  }

  /**
   * A request of the machine's own gauges, as its collector would have kept them.
   *
   * @param points points of each gauge
   * @param stepSeconds time from one to the next
   */
  public static MetricTemplate systemHistory(int points, int stepSeconds) {
    var metrics = ScopeMetrics.newBuilder();
    SYSTEM.forEach(
        (name, mean) -> {
          var gauge = Gauge.newBuilder();
          for (int i = 0; i < points; i++) {
            gauge.addDataPoints(
                NumberDataPoint.newBuilder()
                    .setTimeUnixNano((1 + (long) i * stepSeconds) * NANOS_PER_SECOND)
                    .setAsDouble(mean));
          }
          metrics.addMetrics(Metric.newBuilder().setName(name).setUnit("%").setGauge(gauge));
        });
    return new MetricTemplate(request(Resource.getDefaultInstance(), metrics), 1);
  }

  /** Even names are gauges, odd ones counters. */
  private static Metric metric(int name, int series, long startNanos) {
    var metric = Metric.newBuilder().setName("fleet.metric_" + name).setUnit("1");
    var gauge = Gauge.newBuilder();
    var sum =
        Sum.newBuilder()
            .setIsMonotonic(true)
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    for (int i = 0; i < series; i++) {
      var point =
          NumberDataPoint.newBuilder()
              .setStartTimeUnixNano(startNanos)
              .setTimeUnixNano(NANOS_PER_SECOND)
              .addAttributes(SpanText.text("agent.id", "agent-" + i))
              .addAttributes(SpanText.text("pool", "pool-" + i % 7))
              .addAttributes(SpanText.text("region", "eu-" + i % 3));
      if (name % 2 == 0) {
        gauge.addDataPoints(point.setAsDouble(1 + name * 10 + i % 17));
      } else {
        sum.addDataPoints(point.setAsInt(1_000L * i));
      }
    }
    return name % 2 == 0 ? metric.setGauge(gauge).build() : metric.setSum(sum).build();
  }

  private static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder().setName("fleet.metrics").setVersion("1.4.0").build();
  }

  private static ExportMetricsServiceRequest request(
      Resource resource, ScopeMetrics.Builder metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(metrics))
        .build();
  }

  private MetricTraffic() {}
}
