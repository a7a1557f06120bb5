package io.pitwall.store.contract;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.sample;
import static io.pitwall.store.contract.Telemetry.span;
import static io.pitwall.store.contract.Telemetry.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.store.api.Commit;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Storing: order, listeners, refusal, closing. */
public abstract class CommitContract extends TelemetryStoreContract {

  @Test
  void numbersAreArrivalTimesAndOnlyGrow() {
    Commit first = stored(samples(1));
    assertThat(first.seq()).isGreaterThanOrEqualTo(TODAY);
    clock.step(Duration.ofHours(-5));
    Commit second = stored(samples(1));
    assertThat(second.seq()).isGreaterThan(first.seq());
    restart();
    assertThat(stored(samples(1)).seq()).isGreaterThan(second.seq());
    store.fold();
    restart();
    assertThat(stored(samples(1)).seq()).isGreaterThan(second.seq() + 1);
  }

  @Test
  void listenersHearOfEachBatchInOrderBeforeItsSender() throws Exception {
    List<Commit> heard = Collections.synchronizedList(new ArrayList<>());
    List<Boolean> answeredBefore = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Commit>> answers = Collections.synchronizedList(new ArrayList<>());
    store.onCommit(
        commit -> {
          heard.add(commit);
          answeredBefore.add(answers.size() > heard.size() && answers.get(heard.size()).isDone());
        });
    for (int i = 1; i <= 200; i++) {
      answers.add(store.append(samples(i % 7 + 1)));
    }
    List<Commit> commits = answers.stream().map(TelemetryStoreContract::await).toList();

    assertThat(heard).isEqualTo(commits);
    assertThat(answeredBefore).doesNotContain(true);
    assertThat(commits).isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
    assertThat(store.stats().commits()).isLessThanOrEqualTo(200);
    assertThat(store.stats().queuedRecords()).isZero();
  }

  @Test
  void aListenerThatFailsLosesNothing() {
    List<Commit> heard = new ArrayList<>();
    store.onCommit(
        commit -> {
          throw new IllegalStateException("a bug of the listener's");
        });
    store.onCommit(heard::add);

    stored(samples(3));

    assertThat(heard).hasSize(1);
    assertThat(store.stats().samples()).isEqualTo(3);
  }

  @Test
  void whatIsAcknowledgedIsVisibleAtOnce() {
    for (int i = 1; i <= 50; i++) {
      stored(TelemetryBatch.ofSpans(List.of(span(trace(i), i, 0))));
      assertThat(store.spans(trace(i), 0, 10)).hasSize(1);
      assertThat(store.spanCount(trace(i))).isEqualTo(1);
    }
  }

  @Test
  void manySendersAtOnceLoseNothing() throws Exception {
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int sender = 0; sender < 8; sender++) {
        int number = sender;
        sent.add(
            senders.submit(
                () -> {
                  int size = 0;
                  for (int i = 0; i < 50; i++) {
                    size += stored(batch(number, i)).stored().size();
                  }
                  return size;
                }));
      }
      int total = 0;
      for (Future<Integer> one : sent) {
        total += one.get();
      }
      assertThat(store.stats().spans() + store.stats().samples()).isEqualTo(total);
      assertThat(total).isEqualTo(8 * 50 * 3);
    }
  }

  @Test
  void anEmptyBatchIsStoredToo() {
    assertThat(stored(TelemetryBatch.EMPTY).stored().isEmpty()).isTrue();
  }

  @Test
  void aClosedStoreSaysSo() {
    CompletableFuture<Commit> last = store.append(samples(5));
    store.close();
    store.close();

    assertThat(await(last).stored().size()).as("what waited was stored").isEqualTo(5);
    assertThatThrownBy(() -> store.append(samples(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> store.stats()).isInstanceOf(StoreException.class);
    restart();
    assertThat(store.stats().samples()).isEqualTo(5);
  }

  @Test
  void aSoundStorePassesItsCheck() {
    store.check();
    assertThat(store.isOverCapacity(new OverCapacityException("full", Duration.ofSeconds(1))))
        .isTrue();
    assertThat(
            store.isOverCapacity(
                new RuntimeException(new OverCapacityException("full", Duration.ofSeconds(1)))))
        .isTrue();
    assertThat(store.isOverCapacity(new StoreException("broken"))).isFalse();
  }

  private static TelemetryBatch samples(int count) {
    return TelemetryBatch.ofSamples(
        IntStream.range(0, count).mapToObj(i -> sample(CPU, TODAY + i, i)).toList());
  }

  private static TelemetryBatch batch(int sender, int i) {
    return new TelemetryBatch(
        List.of(sample(CPU, TODAY + i, i)),
        List.of(),
        List.of(span(trace(sender + 1), 2L * i + 1, i), span(trace(sender + 1), 2L * i + 2, i)),
        List.of());
  }
}
