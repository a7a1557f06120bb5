package io.pitwall.engine.system;

import static io.pitwall.engine.system.MachineFiles.GIB;
import static io.pitwall.engine.system.MachineFiles.INTERVAL_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.system.SystemMetric.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemMetricsTest {
  @TempDir Path root;

  private List<SystemMetric> metricsOfTwoReads() {
    MachineFiles machine = new MachineFiles(root);
    SystemCollector collector = machine.collector();
    collector.read(0, 0);
    machine.busyTicks(500, 0);
    return SystemMetrics.of(collector.read(0, INTERVAL_NANOS));
  }

  @Test
  void namesKindsAndUnitsOfTheOriginalAreKept() {
    assertThat(metricsOfTwoReads())
        .contains(
            new SystemMetric("system.cpu.usage", Map.of(), 50, Kind.GAUGE, "%"),
            new SystemMetric("system.memory.usage", Map.of(), 25, Kind.GAUGE, "%"),
            new SystemMetric("system.memory.available", Map.of(), 6, Kind.GAUGE, "GB"),
            new SystemMetric("system.network.bytes_sent", Map.of(), 3000, Kind.COUNTER, "bytes"),
            new SystemMetric("system.network.bytes_recv", Map.of(), 5000, Kind.COUNTER, "bytes"));
    assertThat(metricsOfTwoReads())
        .anySatisfy(
            metric -> {
              assertThat(metric.name()).isEqualTo("system.disk.usage");
              assertThat(metric.unit()).isEqualTo("%");
              assertThat(metric.kind()).isEqualTo(Kind.GAUGE);
              assertThat(metric.tags()).containsKey("mount");
              assertThat(metric.value()).isBetween(0.0, 100.0);
            });
  }

  @Test
  void fault11RatesStandBesideTheCountersTheyComeFrom() {
    assertThat(metricsOfTwoReads())
        .contains(
            new SystemMetric("system.network.send_rate", Map.of(), 0, Kind.RATE, "bytes/s"),
            new SystemMetric("system.network.recv_rate", Map.of(), 0, Kind.RATE, "bytes/s"),
            new SystemMetric("system.disk.io.read_rate", Map.of(), 0, Kind.RATE, "bytes/s"),
            new SystemMetric(
                "system.disk.io.read_bytes", Map.of(), 1_024_000, Kind.COUNTER, "bytes"));
  }

  @Test
  void fault15DiskIoLoadProcessAndJvmHaveSeries() {
    assertThat(metricsOfTwoReads())
        .contains(
            new SystemMetric("system.load.1m", Map.of(), 0.5, Kind.GAUGE, "tasks"),
            new SystemMetric("system.swap.used", Map.of(), 0.5, Kind.GAUGE, "GB"),
            new SystemMetric("system.cpu.core.max", Map.of(), 100, Kind.GAUGE, "%"),
            new SystemMetric("process.cpu.usage", Map.of(), 0, Kind.GAUGE, "%"),
            new SystemMetric("process.files.usage", Map.of(), 5, Kind.GAUGE, "%"),
            new SystemMetric("jvm.heap.used", Map.of(), 1000, Kind.GAUGE, "bytes"),
            new SystemMetric(
                "jvm.gc.time", Map.of("collector", "ZGC Minor Pauses"), 100, Kind.COUNTER, "ms"));
  }

  @Test
  void fault07WhatIsNotKnownGivesNoSample() {
    MachineFiles machine = new MachineFiles(root).delete("proc/meminfo");

    List<SystemMetric> first = SystemMetrics.of(machine.collector().read(0, 0));

    assertThat(first)
        .extracting(SystemMetric::name)
        .doesNotContain("system.cpu.usage", "system.memory.usage", "system.network.send_rate")
        .contains("system.network.bytes_sent", "system.load.1m");
  }

  @Test
  void seriesAreFewAndDistinct() {
    List<SystemMetric> metrics = metricsOfTwoReads();

    assertThat(metrics).hasSizeBetween(40, 60);
    assertThat(metrics.stream().map(metric -> metric.name() + metric.tags()))
        .doesNotHaveDuplicates();
  }

  @Test
  void gigabytesAreOf1024MegabytesAsEver() {
    assertThat(metricsOfTwoReads())
        .contains(
            new SystemMetric("system.memory.total", Map.of(), 8.0 * GIB / GIB, Kind.GAUGE, "GB"));
  }

  @Test
  void metricOfNoFiniteValueIsRefused() {
    assertThatThrownBy(() -> new SystemMetric("a", Map.of(), Double.NaN, Kind.GAUGE, "%"))
        .hasMessage("a: expected a finite value, got NaN");
    assertThatThrownBy(() -> new SystemMetric(" ", Map.of(), 1, Kind.GAUGE, "%"))
        .hasMessageContaining("name");
  }
}
