package io.pitwall.lab.bench.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.pitwall.lab.bench.grpc.GrpcMessage;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTemplateTest {
  private static final long NOW = 1_800_000_000_000_000_000L;
  private static final long STARTED = NOW - 8 * 86_400_000_000_000L;

  @Test
  void everySeriesIsReportedOnce() {
    List<MetricTemplate> templates = MetricTraffic.templates(3, 200, STARTED);
    Set<String> series = new HashSet<>();
    for (MetricTemplate template : templates) {
      ExportMetricsServiceRequest request = request(template);
      String service = request.getResourceMetrics(0).getResource().toString();
      for (Metric metric : metrics(template)) {
        points(metric).forEach(p -> series.add(service + metric.getName() + p.getAttributesList()));
      }
      assertThat(template.points()).isEqualTo(200);
    }
    assertThat(series).hasSize(600);
  }

  @Test
  void patchingSetsTimesAndValues() {
    MetricTemplate template = MetricTraffic.templates(1, 200, STARTED).getFirst();
    template.patch(NOW);
    List<Metric> first = metrics(template);
    template.patch(NOW + 10);
    List<Metric> second = metrics(template);

    for (int i = 0; i < first.size(); i++) {
      List<NumberDataPoint> before = points(first.get(i)).toList();
      List<NumberDataPoint> after = points(second.get(i)).toList();
      boolean counter = second.get(i).hasSum();
      for (int k = 0; k < before.size(); k++) {
        assertThat(before.get(k).getTimeUnixNano()).isEqualTo(NOW);
        assertThat(after.get(k).getTimeUnixNano()).isEqualTo(NOW + 10);
        assertThat(after.get(k).getStartTimeUnixNano()).isEqualTo(STARTED);
        if (counter) {
          assertThat(after.get(k).getAsInt()).isGreaterThanOrEqualTo(before.get(k).getAsInt());
        }
      }
    }
    assertThat(second).isNotEqualTo(first);
    assertThat(second).filteredOn(Metric::hasSum).hasSize(10);
  }

  @Test
  void theMachinesHistoryKeepsItsStep() {
    MetricTemplate template = MetricTraffic.systemHistory(50, 5);
    template.patch(NOW);
    assertThat(template.points()).isEqualTo(150);
    assertThat(metrics(template))
        .extracting(Metric::getName)
        .containsExactlyInAnyOrder("system.cpu.usage", "system.memory.usage", "system.disk.usage");
    for (Metric metric : metrics(template)) {
      List<NumberDataPoint> points = points(metric).toList();
      for (int i = 0; i < points.size(); i++) {
        assertThat(points.get(i).getTimeUnixNano()).isEqualTo(NOW + i * 5_000_000_000L);
        assertThat(points.get(i).getAsDouble()).isBetween(1.0, 100.0);
      }
    }
  }

  private static List<Metric> metrics(MetricTemplate template) {
    return request(template).getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
  }

  private static Stream<NumberDataPoint> points(Metric metric) {
    return Stream.concat(
        metric.getGauge().getDataPointsList().stream(),
        metric.getSum().getDataPointsList().stream());
  }

  private static ExportMetricsServiceRequest request(MetricTemplate template) {
    try {
      byte[] framed = template.framed();
      return ExportMetricsServiceRequest.parseFrom(
          ByteBuffer.wrap(framed, GrpcMessage.PREFIX_BYTES, framed.length - 5));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
