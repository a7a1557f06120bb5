package io.pitwall.engine.live;

import static io.pitwall.engine.live.LiveFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.engine.port.PerformanceHook;
import io.pitwall.model.metric.Sample;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HookDispatcherTest {
  private final HookDispatcher hooks = new HookDispatcher();
  private final List<Double> heard = new CopyOnWriteArrayList<>();
  private final PerformanceHook listener = sample -> heard.add(sample.value());

  @AfterEach
  void close() {
    hooks.close();
  }

  @Test
  void aHookHearsTheValuesOfItsMetricInOrder() {
    hooks.add("cpu", listener);
    for (int i = 0; i < 100; i++) {
      hooks.dispatch(sample("cpu", i));
      hooks.dispatch(sample("memory", -i));
    }
    hooks.close();

    assertThat(heard)
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> (double) i).toList());
  }

  @Test
  void aHookThatThrowsBreaksNeitherTheOthersNorWhatFollows() {
    hooks.add(
        "cpu",
        sample -> {
          throw new IllegalStateException("a bug of the hook's");
        });
    hooks.add(
        "cpu",
        sample -> {
          throw new StackOverflowError("a worse bug of the hook's");
        });
    hooks.add("cpu", sample -> Thread.currentThread().interrupt());
    hooks.add("cpu", listener);

    hooks.dispatch(sample("cpu", 1));
    hooks.dispatch(sample("cpu", 2));
    await().untilAsserted(() -> assertThat(heard).containsExactly(1.0, 2.0));
    assertThat(hooks.failed()).isEqualTo(4);
  }

  @Test
  void aRemovedHookHearsNothingMore() {
    hooks.add("cpu", listener);
    hooks.dispatch(sample("cpu", 1));
    await().untilAsserted(() -> assertThat(heard).hasSize(1));

    assertThat(hooks.remove("cpu", listener)).isTrue();
    assertThat(hooks.remove("cpu", listener)).isFalse();
    assertThat(hooks.remove("memory", listener)).isFalse();
    hooks.dispatch(sample("cpu", 2));
    hooks.close();

    assertThat(heard).containsExactly(1.0);
  }

  @Test
  void aHookThatWasAddedTwiceIsCalledTwiceAndRemovedOnce() {
    hooks.add("cpu", listener);
    hooks.add("cpu", listener);
    hooks.dispatch(sample("cpu", 1));
    await().untilAsserted(() -> assertThat(heard).hasSize(2));

    hooks.remove("cpu", listener);
    hooks.dispatch(sample("cpu", 2));
    hooks.close();

    assertThat(heard).containsExactly(1.0, 1.0, 2.0);
  }

  @Test
  void callsThatFindTheQueueFullAreDroppedAndCounted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    hooks.add(
        "cpu",
        sample -> {
          begun.countDown();
          LiveFixture.join(mayEnd);
          heard.add(sample.value());
        });
    hooks.dispatch(sample("cpu", 0));
    begun.await();
    Sample more = sample("cpu", 1);
    for (int i = 0; i < HookDispatcher.QUEUE_CAPACITY + 7; i++) {
      hooks.dispatch(more);
    }

    assertThat(hooks.dropped()).isEqualTo(7);
    mayEnd.countDown();
    await().untilAsserted(() -> assertThat(heard).hasSize(HookDispatcher.QUEUE_CAPACITY + 1));
  }

  @Test
  void closingMakesTheCallsThatWait() {
    hooks.add("cpu", listener);
    for (int i = 0; i < 1_000; i++) {
      hooks.dispatch(sample("cpu", i));
    }
    hooks.close();
    hooks.dispatch(sample("cpu", -1));

    assertThat(heard).hasSize(1_000);
  }
}
