package io.pitwall.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.StoreStats;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.contract.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of commits, folds and checkpoints. */
class KillIT {
  private static final int ROUNDS = 5;

  private final long begin = Clock.system().nowMicros() - 10 * KilledWriter.Flying.HALF_DAY;

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedOutlivesAKillAndCountsOnce() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    long acknowledged = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      acknowledged =
          writeAndKill(acknowledged + 1000L * round, 300 + random.nextInt(1_500), round - 1);
      long began = System.nanoTime();
      try (DuckDbStores stores =
          DuckDbStores.open(
              TestStores.settings(folder),
              new ManualClock(begin + round * KilledWriter.Flying.HALF_DAY))) {
        System.out.printf(
            "killed after batch %d, open again in %d ms%n",
            acknowledged, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        assertWhole(stores.telemetry(), acknowledged);
      }
    }
  }

  /** Number of the last batch that was answered. */
  private long writeAndKill(long first, int millis, int round)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.toString(),
                Long.toString(first),
                Long.toString(begin),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    AtomicLong last = new AtomicLong(first - 1);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (BufferedReader lines =
                      new BufferedReader(
                          new InputStreamReader(
                              writer.getInputStream(), StandardCharsets.US_ASCII))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                      last.set(Long.parseLong(line));
                    }
                  } catch (IOException killed) {
                    // What was read counts.
                  }
                });
    while (last.get() < first && writer.isAlive()) {
      Thread.sleep(10);
    }
    Thread.sleep(millis);
    writer.destroyForcibly();
    assertThat(writer.waitFor()).as("exit value of a killed process").isEqualTo(137);
    reader.join();
    assertThat(last.get()).isGreaterThanOrEqualTo(first);
    return last.get();
  }

  private static void assertWhole(TelemetryStore store, long acknowledged) {
    assertThat(store.spanCount(Telemetry.trace(acknowledged))).isEqualTo(KilledWriter.SPANS);
    assertThat(store.run(Telemetry.trace(acknowledged))).isPresent();
    StoreStats stats = store.stats();
    long batches = stats.spans() / KilledWriter.SPANS;
    assertThat(stats.spans()).as("whole batches").isEqualTo(batches * KilledWriter.SPANS);
    assertThat(stats.samples()).isEqualTo(batches * KilledWriter.SAMPLES);

    for (int folds = 0; folds < 2; folds++) {
      TimeRange range = TimeRange.last(Duration.ofDays(6), Clock.system().nowMicros());
      List<SeriesSummary> summaries = store.summarize(SeriesQuery.startingWith(""), range);
      assertThat(summaries.stream().mapToLong(SeriesSummary::count).sum())
          .as("each sample rolled up once")
          .isEqualTo(stats.samples());
      assertThat(
              summaries.stream()
                  .filter(summary -> summary.series().equals(Telemetry.LATENCY))
                  .findFirst()
                  .orElseThrow()
                  .histogram()
                  .count())
          .isEqualTo(stats.samples() / 2);
      assertThat(store.agentTotals().getFirst().taskCount()).isEqualTo(batches);
      store.fold();
    }
  }
}
