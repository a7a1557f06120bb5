package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.DAY;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.sample;
import static io.pitwall.store.contract.Telemetry.span;
import static io.pitwall.store.contract.Telemetry.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.contract.Telemetry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody waits for whom he need not. */
@Timeout(60)
class ConcurrencyTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(TODAY);

  private static TelemetryBatch samples(int count) {
    return TelemetryBatch.ofSamples(
        IntStream.range(0, count).mapToObj(i -> sample(CPU, TODAY + i, i)).toList());
  }

  @Test
  void readersDoNotWaitForTheWriter() throws Exception {
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      TelemetryStore store = stores.telemetry();
      store.append(samples(10)).join();
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      store.onCommit(commit -> waitFor(writing, goOn));
      CompletableFuture<Commit> stuck =
          store.append(
              new TelemetryBatch(
                  samples(5).samples(),
                  List.of(),
                  List.of(),
                  List.of(Telemetry.execution("agent", TODAY, 1, true))));
      assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(
              store
                  .summarize(SeriesQuery.named(CPU.name()), new TimeRange(TODAY - DAY, TODAY + DAY))
                  .getFirst()
                  .count())
          .isEqualTo(15);
      assertThat(store.stats().samples()).isEqualTo(15);
      assertThat(store.fold()).as("neither does the fold").isPositive();
      assertThat(stuck).isNotDone();
      goOn.countDown();
      stuck.join();
    }
  }

  @Test
  void theWriterDoesNotWaitForATransactionThatReads() {
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock);
        Lane reader = stores.lane()) {
      TelemetryStore store = stores.telemetry();
      store.append(samples(3)).join();
      reader.atomically(
          connection -> {
            assertThat(count(connection)).isEqualTo(3);
            store.append(samples(4)).join();
            store.fold();
            assertThat(count(connection)).as("the state it began with").isEqualTo(3);
            return true;
          });
      assertThat(store.stats().samples()).isEqualTo(7);
    }
  }

  private static long count(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT coalesce(sum(samples), 0) FROM sample_block")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aFullQueueRefusesAndDropsNothing() throws Exception {
    DuckDbSettings settings = TestStores.settings(folder).withQueue(100, 16);
    try (DuckDbStores stores = DuckDbStores.open(settings, clock)) {
      TelemetryStore store = stores.telemetry();
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      store.onCommit(commit -> waitFor(writing, goOn));
      List<CompletableFuture<Commit>> accepted = new ArrayList<>();
      accepted.add(store.append(samples(1)));
      assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 9; i++) {
        accepted.add(store.append(samples(10)));
      }

      assertThatThrownBy(() -> store.append(samples(11)))
          .isInstanceOfSatisfying(
              OverCapacityException.class,
              refusal -> {
                assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                assertThat(store.isOverCapacity(refusal)).isTrue();
              })
          .hasMessageContaining("store.queue_records");
      assertThat(store.stats().refusedBatches()).isEqualTo(1);
      assertThat(store.stats().queuedRecords()).isEqualTo(90);

      goOn.countDown();
      accepted.forEach(CompletableFuture::join);
      assertThat(store.stats().samples()).isEqualTo(91);
      assertThat(store.stats().queuedRecords()).isZero();
      assertThat(store.append(samples(500)).join().stored().size())
          .as("a batch larger than the queue is taken when nothing waits")
          .isEqualTo(500);
    }
  }

  @Test
  void memoryBoundsTheQueueToo() throws Exception {
    DuckDbSettings settings = TestStores.settings(folder).withQueue(1_000_000, 1);
    try (DuckDbStores stores = DuckDbStores.open(settings, clock)) {
      TelemetryStore store = stores.telemetry();
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      store.onCommit(commit -> waitFor(writing, goOn));
      CompletableFuture<Commit> first = store.append(samples(1));
      assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Commit> waiting = store.append(samples(1));
      TelemetryBatch large =
          TelemetryBatch.ofSpans(
              IntStream.rangeClosed(1, 4_000).mapToObj(i -> span(trace(1), i, i)).toList());

      assertThatThrownBy(() -> store.append(large))
          .isInstanceOf(OverCapacityException.class)
          .hasMessageContaining("store.queue_mb");
      goOn.countDown();
      first.join();
      waiting.join();
    }
  }

  private static void waitFor(CountDownLatch reached, CountDownLatch goOn) {
    reached.countDown();
    try {
      goOn.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
