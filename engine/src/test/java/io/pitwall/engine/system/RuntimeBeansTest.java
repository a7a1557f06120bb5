package io.pitwall.engine.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.system.HostSource.FileHandleCount;
import io.pitwall.engine.system.RuntimeSource.GcCounters;
import io.pitwall.engine.system.RuntimeSource.JvmCounters;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeBeansTest {
  private final RuntimeBeans beans = new RuntimeBeans();

  @Test
  void figuresOfThisJvmArePlausible() {
    JvmCounters jvm = beans.jvm();

    assertThat(jvm.heapMax()).isEqualTo((double) Runtime.getRuntime().maxMemory());
    assertThat(jvm.heapUsed()).isPositive().isLessThanOrEqualTo(jvm.heapCommitted());
    assertThat(jvm.collectors()).isNotEmpty();
    assertThat(jvm.threads()).isBetween(jvm.daemonThreads(), jvm.peakThreads());
    assertThat(jvm.classes()).isGreaterThan(100);
    assertThat(beans.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(beans.uptimeSeconds()).isPositive();
  }

  @Test
  void cpuTimeGrowsWithWork() {
    double before = beans.cpuSeconds();
    long sum = 0;
    long rounds = 0;
    while (beans.cpuSeconds() < before + 0.05 && rounds < 10_000_000_000L) {
      sum += ++rounds % 7;
    }

    assertThat(sum).isPositive();
    assertThat(beans.cpuSeconds()).isGreaterThanOrEqualTo(before + 0.05);
  }

  @Test
  void collectionIsCounted() {
    double before = collections();
    System.gc();

    assertThat(collections()).isGreaterThan(before);
  }

  @Test
  void openFilesAreBelowTheirLimit() {
    FileHandleCount files = beans.fileHandles();

    assertThat(files.open()).isPositive().isLessThan(files.max());
  }

  @Test
  void workBesideTheProgramIsNoPause() {
    assertThat(List.of("G1 Young Generation", "G1 Old Generation", "Copy", "ZGC Major Pauses"))
        .allMatch(name -> new GcCounters(name, 0, 0).stopsTheProgram());
    assertThat(List.of("G1 Concurrent GC", "ZGC Minor Cycles", "Shenandoah Cycles"))
        .noneMatch(name -> new GcCounters(name, 0, 0).stopsTheProgram());
  }

  private double collections() {
    return beans.jvm().collectors().stream().mapToDouble(GcCounters::collections).sum();
  }
}
