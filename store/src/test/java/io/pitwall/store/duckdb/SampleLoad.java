package io.pitwall.store.duckdb;

import com.sun.management.OperatingSystemMXBean;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Stores samples as a scraper sends them, each series every 15 seconds, and says what one costs; no
 * test. Arguments: folder (new), millions of samples, series, samples in a batch. The first fifth
 * is for warming up and does not count, nor does making the samples. Of ten series four are
 * counters, five gauges of two decimals and one a gauge of full precision.
 */
final class SampleLoad {
  private static final long BEGIN = 1_793_000_000_000_000L;
  private static final long INTERVAL = 15_000_000;
  private static final int IN_FLIGHT = 8;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long samples = (long) (Double.parseDouble(arguments[1]) * 1e6);
    int width = Integer.parseInt(arguments[2]);
    int batch = Integer.parseInt(arguments[3]);
    int foldSeconds = Integer.getInteger("foldSeconds", 60);
    SplittableRandom random = new SplittableRandom(42);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      MetricType type = i % 10 < 4 ? MetricType.COUNTER : MetricType.GAUGE;
      series.add(Series.of("metric." + i % 50, Map.of("host", "host-" + i / 50), type, "", ""));
    }
    double[] values = new double[width];
    ManualClock clock = new ManualClock(BEGIN);
    long cpu;
    long folding = 0;
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), clock)) {
      TelemetryStore store = stores.telemetry();
      cpu = othersNanos();
      List<CompletableFuture<?>> waiting = new ArrayList<>();
      List<Sample> next = new ArrayList<>();
      long lastFold = BEGIN;
      for (long i = 0; i < samples; i++) {
        if (i == samples / 5) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
          cpu = othersNanos();
          folding = 0;
        }
        int one = (int) (i % width);
        if (one == 0) {
          clock.step(Duration.ofNanos(INTERVAL * 1_000));
        }
        values[one] = step(one, values[one], random);
        next.add(new Sample(series.get(one), clock.nowMicros() - 3_000_000, values[one]));
        if (next.size() < batch) {
          continue;
        }
        waiting.add(store.append(TelemetryBatch.ofSamples(List.copyOf(next))));
        next.clear();
        if (waiting.size() == IN_FLIGHT) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
        }
        if (clock.nowMicros() - lastFold >= foldSeconds * 1_000_000L) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
          lastFold = clock.nowMicros();
          long before = othersNanos();
          store.fold();
          folding += othersNanos() - before;
        }
      }
      waiting.forEach(CompletableFuture::join);
      clock.step(Duration.ofHours(25));
      long before = othersNanos();
      store.fold();
      folding += othersNanos() - before;
      System.out.println(store.stats());
    }
    long used = othersNanos() - cpu;
    double millions = samples * 0.8 / 1e6;
    System.out.printf(
        "CPU s per million samples: %.2f in all, of it folding %.2f; %.1f bytes a sample on disk%n",
        used / 1e9 / millions,
        folding / 1e9 / millions,
        Files.size(folder.resolve("telemetry.duckdb")) / (double) samples);
  }

  /** CPU time of all threads but this one. */
  private static long othersNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double step(int series, double before, SplittableRandom random) {
    int kind = series % 10;
    if (kind < 4) {
      return before + random.nextInt(50);
    }
    double moved = before + (random.nextDouble() - 0.5);
    return kind == 9 ? moved : Math.round(moved * 100) / 100.0;
  }

  private SampleLoad() {}
}
