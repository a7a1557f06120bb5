package io.pitwall.engine.live;

import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.system.SystemCollector;
import io.pitwall.engine.system.SystemMetric;
import io.pitwall.engine.system.SystemMetrics;
import io.pitwall.engine.system.SystemReading;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.system.SystemSnapshot;
import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns a reading of the system, and what goes on in the engine, into a snapshot and its metrics.
 */
public final class SystemObserver {
  private final SystemCollector collector;
  private final RecentActivity activity;
  private final QueueMetrics queues;
  private final Map<String, RawSeries> series = new ConcurrentHashMap<>();

  /** What one look gave. */
  public record Look(SystemSnapshot snapshot, List<RawNumber> metrics) {}

  public SystemObserver(SystemCollector collector, RecentActivity activity, LatestValues latest) {
    this.collector = collector;
    this.activity = activity;
    queues = new QueueMetrics(latest);
  }

  /** Looks at everything once. */
  public Look look(
      long nowMicros,
      long monotonicNanos,
      int activeAgents,
      int activeWorkflows,
      long ingestQueue) {
    SystemReading reading = collector.read(nowMicros, monotonicNanos);
    Map<String, Long> queues = queueSizes(nowMicros, ingestQueue);
    SystemSnapshot snapshot =
        new SystemSnapshot(
            nowMicros,
            reading.cpu().usagePercent(),
            reading.memory().usedPercent(),
            fullest(reading),
            SnapshotParts.network(reading.network()),
            activeAgents,
            activeWorkflows,
            queues,
            activity.responseTimes(nowMicros),
            activity.errorRates(nowMicros),
            SnapshotParts.disk(reading.diskIo()),
            SnapshotParts.load(reading.load()),
            SnapshotParts.jvm(reading.jvm()),
            SnapshotParts.process(reading),
            SnapshotParts.host(reading.host()));
    List<RawNumber> metrics = new ArrayList<>();
    for (SystemMetric metric : SystemMetrics.of(reading)) {
      metrics.add(RawNumber.of(seriesOf(metric), nowMicros, metric.value()));
    }
    gauge(metrics, "pitwall.agents.active", activeAgents, "agents", nowMicros);
    gauge(metrics, "pitwall.workflows.active", activeWorkflows, "runs", nowMicros);
    gauge(
        metrics,
        "pitwall.queue.size",
        queues.values().stream().mapToDouble(Long::doubleValue).sum(),
        "entries",
        nowMicros);
    double errorRate = activity.errorRate(nowMicros);
    if (!Double.isNaN(errorRate)) {
      gauge(metrics, "pitwall.error_rate", errorRate, "", nowMicros);
    }
    return new Look(snapshot, metrics);
  }

  /** Depths that agents or brokers reported within the last minute, and our own queue. */
  private Map<String, Long> queueSizes(long nowMicros, long ingestQueue) {
    Map<String, Long> sizes = queues.depths(nowMicros);
    sizes.put("pitwall.ingest", ingestQueue);
    return sizes;
  }

  private static double fullest(SystemReading reading) {
    return reading.fileSystems().stream()
        .mapToDouble(SystemReading.FileSystem::usedPercent)
        .max()
        .orElse(Double.NaN);
  }

  private void gauge(
      List<RawNumber> metrics, String name, double value, String unit, long nowMicros) {
    metrics.add(
        RawNumber.of(
            seriesOf(new SystemMetric(name, Map.of(), value, SystemMetric.Kind.GAUGE, unit)),
            nowMicros,
            value));
  }

  private RawSeries seriesOf(SystemMetric metric) {
    return series.computeIfAbsent(
        metric.name() + new HashMap<>(metric.tags()),
        key ->
            new RawSeries(
                metric.name(),
                Attributes.of(metric.tags()),
                switch (metric.kind()) {
                  case GAUGE -> MetricType.GAUGE;
                  case COUNTER -> MetricType.COUNTER;
                  case RATE -> MetricType.RATE;
                },
                metric.unit(),
                ""));
  }
}
