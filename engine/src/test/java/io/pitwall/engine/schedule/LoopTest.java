package io.pitwall.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pitwall.model.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopTest {
  private static final Duration INTERVAL = Duration.ofMillis(1);
  private static final long NANOS = INTERVAL.toNanos();

  private final TickingClock clock = new TickingClock();
  private final List<Long> calls = new CopyOnWriteArrayList<>();

  @Test
  void theNthCallComesAfterNIntervalsHoweverLongTheCallsTake() {
    run(
        50,
        call -> {
          calls.add(clock.peek());
          clock.advance(call % 3 * NANOS / 4);
        });

    for (int n = 0; n < 50; n++) {
      assertThat(calls.get(n) - calls.getFirst())
          .as("call %d", n)
          .isBetween(n * NANOS - 3 * TickingClock.TICK, n * NANOS + 3 * TickingClock.TICK);
    }
  }

  @Test
  void callsThatComeDueWhileOneRunsAreSkippedAndCounted() {
    Loop loop =
        run(
            6,
            call -> {
              calls.add(clock.peek());
              clock.advance(call == 2 ? 2 * NANOS + NANOS / 2 : 0);
            });

    assertThat(loop.skipped()).isEqualTo(2);
    assertThat(calls.get(3) - calls.get(2))
        .as("the next one is on the grid again")
        .isBetween(3 * NANOS - 3 * TickingClock.TICK, 3 * NANOS + 3 * TickingClock.TICK);
    assertThat(calls.get(5) - calls.getFirst())
        .isBetween(7 * NANOS - 3 * TickingClock.TICK, 7 * NANOS + 3 * TickingClock.TICK);
  }

  @Test
  void aCallThatThrowsIsCountedAndTheNextOneComes() {
    Loop loop =
        run(
            6,
            call -> {
              switch (call) {
                case 1 -> throw new IllegalStateException("a bug");
                case 3 -> throw new StackOverflowError("a worse bug");
                default -> calls.add(clock.peek());
              }
            });

    assertThat(loop.failed()).isEqualTo(2);
    assertThat(calls).hasSize(4);
  }

  @Test
  void theFirstCallComesAtOnce() {
    CountDownLatch called = new CountDownLatch(1);

    try (Loop loop = Loop.start("t", Clock.system(), Duration.ofDays(1), called::countDown)) {
      await().untilAsserted(() -> assertThat(called.getCount()).isZero());
      await().untilAsserted(() -> assertThat(loop.rounds()).isEqualTo(1));
    }
  }

  @Test
  void closingWaitsForTheCallThatRunsAndNoneFollows() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Loop loop =
        Loop.start(
            "t",
            Clock.system(),
            INTERVAL,
            () -> {
              begun.countDown();
              join(mayEnd);
              ended.incrementAndGet();
            });
    begun.await();

    CompletableFuture<Void> closed = CompletableFuture.runAsync(loop::close);
    assertThat(closed).isNotDone();
    mayEnd.countDown();
    closed.join();

    assertThat(ended).hasValue(1);
    assertThat(loop.rounds()).isEqualTo(1);
  }

  @Test
  void closingWakesALoopThatWaitsForItsTime() {
    Loop loop = Loop.start("t", Clock.system(), Duration.ofDays(1), () -> {});
    await().untilAsserted(() -> assertThat(loop.rounds()).isEqualTo(1));

    loop.close();
    loop.close();

    assertThat(loop.rounds()).isEqualTo(1);
  }

  @Test
  void aTaskMayCloseItsOwnLoop() {
    AtomicReference<Loop> own = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    Loop loop =
        Loop.start(
            "t",
            Clock.system(),
            INTERVAL,
            () -> {
              join(known);
              own.get().close();
            });
    own.set(loop);
    known.countDown();

    await().untilAsserted(() -> assertThat(loop.rounds()).isEqualTo(1));
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatThrownBy(() -> Loop.start("round", clock, Duration.ZERO, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0 for round");
  }

  /** Lets a loop make some calls, each told its number from 0 on. */
  private Loop run(int times, IntConsumer task) {
    AtomicInteger call = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(times);
    Loop loop =
        Loop.start(
            "t",
            clock,
            INTERVAL,
            () -> {
              int number = call.getAndIncrement();
              if (number < times) {
                try {
                  task.accept(number);
                } finally {
                  done.countDown();
                }
              }
            });
    join(done);
    loop.close();
    return loop;
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
