package io.pitwall.engine.live;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What tests of this package share. */
final class LiveFixture {
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;

  /** 2026-11-02 10:00 UTC. */
  static final long TODAY = 1_793_613_600L * SECOND;

  static Sample sample(String metric, double value) {
    return sample(metric, "", TODAY, value);
  }

  static Sample sample(String metric, String host, long timeMicros, double value) {
    Map<String, String> tags = host.isEmpty() ? Map.of() : Map.of("host", host);
    return new Sample(Series.of(metric, tags, MetricType.GAUGE, "", ""), timeMicros, value);
  }

  static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private LiveFixture() {}
}
