package io.pitwall.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SpanQueueTest {
  private static ActiveSpan span(Pitwall pitwall, long number) {
    return pitwall.run(Long.toString(number));
  }

  @Test
  void spansLeaveInTheOrderTheyCameAndNoMoreThanFitAreKept() {
    try (Pitwall pitwall = Pitwall.builder().build()) {
      for (int capacity : new int[] {1, 2, 3, 5, 8}) {
        SpanQueue queue = new SpanQueue(capacity);
        assertThat(queue.poll()).isNull();
        for (int round = 0; round < 5; round++) {
          List<ActiveSpan> added = new ArrayList<>();
          for (int i = 0; i < capacity; i++) {
            ActiveSpan span = span(pitwall, i);
            assertThat(queue.offer(span)).isTrue();
            added.add(span);
          }
          assertThat(queue.offer(span(pitwall, -1))).isFalse();
          assertThat(queue.size()).isEqualTo(capacity);
          for (ActiveSpan expected : added) {
            assertThat(queue.poll()).isSameAs(expected);
          }
          assertThat(queue.poll()).isNull();
        }
        assertThat(queue.added()).isEqualTo(5L * capacity);
      }
    }
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    int writers = 4;
    int each = 20_000;
    SpanQueue queue = new SpanQueue(64);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (Pitwall pitwall = Pitwall.builder().build()) {
      Map<ActiveSpan, Integer> seen = new HashMap<>();
      List<Future<Void>> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        ActiveSpan mark = span(pitwall, w);
        Callable<Void> work =
            () -> {
              for (int i = 0; i < each; i++) {
                while (!queue.offer(mark)) {
                  LockSupport.parkNanos(1_000);
                }
              }
              return null;
            };
        running.add(threads.submit(work));
      }
      for (int i = 0; i < writers * each; ) {
        ActiveSpan span = queue.poll();
        if (span != null) {
          seen.merge(span, 1, Integer::sum);
          i++;
        }
      }
      for (Future<Void> one : running) {
        one.get();
      }
      assertThat(seen)
          .hasSize(writers)
          .allSatisfy((mark, count) -> assertThat(count).isEqualTo(each));
      assertThat(queue.poll()).isNull();
      assertThat(queue.size()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }
}
