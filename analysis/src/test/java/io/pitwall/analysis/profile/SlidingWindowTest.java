package io.pitwall.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.Property;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {
  private static final long SLOT = 1_000;
  private static final int SLOTS = 6;
  private static final long NOW = 100 * SLOT + 500;

  private final SlidingWindow window = new SlidingWindow(SLOT, SLOTS);

  @Test
  void itCoversTheSlotOfThePresentAndThoseBeforeIt() {
    window.record(task(95 * SLOT - 1), NOW);
    window.record(task(95 * SLOT), NOW);
    window.record(task(NOW), NOW);

    assertThat(window.at(NOW).count()).isEqualTo(2);
    assertThat(window.at(101 * SLOT - 1).count()).isEqualTo(2);
    assertThat(window.at(101 * SLOT).count()).isEqualTo(1);
    assertThat(window.at(106 * SLOT).count()).isZero();
  }

  @Test
  void withoutTasksItIsEmpty() {
    assertThat(window.at(NOW)).isEqualTo(WindowStats.EMPTY);
    assertThat(window.at(0)).isEqualTo(WindowStats.EMPTY);
  }

  @Test
  void aTaskDatedAheadCountsWhenItsTimeComesAndPushesNothingOut() {
    window.record(task(NOW), NOW);
    window.record(task(NOW + SLOTS * SLOT), NOW);
    window.record(task(NOW + 50 * SLOTS * SLOT), NOW);
    window.record(task(NOW), NOW);

    assertThat(window.at(NOW).count()).isEqualTo(2);
    assertThat(window.at(NOW + SLOTS * SLOT).count()).isEqualTo(1);
    assertThat(window.at(NOW + 50 * SLOTS * SLOT).count()).isEqualTo(1);
  }

  @Test
  void timesBeforeTheEpochHaveASlotToo() {
    window.record(task(-1), 0);
    window.record(task(0), 0);

    assertThat(window.at(-1).count()).isEqualTo(1);
    assertThat(window.at(0).count()).isEqualTo(2);
    assertThat(window.slotIndex(-1)).isEqualTo(-1);
  }

  @Test
  void whatCallsUsedCountsWithoutATask() {
    SlidingWindow minutes = new SlidingWindow(AgentUse.MINUTE, SLOTS);
    minutes.recordUse(use(SLOTS, 100, 20, 10, 5, 0.5));
    minutes.recordUse(use(SLOTS - 2, 1, 2, 0, 0, 0.5));
    minutes.recordUse(use(0, 7, 7, 7, 7, 99));
    long now = (SLOTS + 1) * AgentUse.MINUTE - 1;
    minutes.at(now);
    minutes.recordUse(use(SLOTS, -10, 0, 0, 0, -0.25));

    WindowStats stats = minutes.at(now);
    assertThat(stats.count()).isZero();
    assertThat(stats.tokens()).isEqualTo(new Tokens(91, 22, 10, 5));
    assertThat(stats.costUsd()).isEqualTo(0.75);
  }

  private static AgentUse use(
      int minute, long input, long output, long cached, long reasoning, double usd) {
    return new AgentUse(
        new TraceId(1, 1), "a", minute * AgentUse.MINUTE, input, output, cached, reasoning, usd);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5})
  void aWindowWithoutWidthIsRefused(long width) {
    assertThatThrownBy(() -> new SlidingWindow(width, 3)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new SlidingWindow(3, (int) width)).hasMessageContaining("above 0");
  }

  @Test
  void atEveryTimeItIsWhatARecountSays() {
    Property.holds(
        60,
        random -> {
          SlidingWindow sliding = new SlidingWindow(SLOT, SLOTS);
          List<TaskExecution> all = new ArrayList<>();
          long now = random.nextLong(1, 50 * SLOT);
          for (int step = 0; step < 80; step++) {
            now += random.nextLong(random.nextInt(4) == 0 ? 4 * SLOT : SLOT / 2);
            TaskExecution task = task(now + near(random), random);
            all.add(task);
            sliding.record(task, now);
            if (random.nextBoolean()) {
              same(sliding.at(now), recount(all, now));
            }
          }
          for (int step = 0; step < 20; step++) {
            now += SLOT;
            same(sliding.at(now), recount(all, now));
          }
        });
  }

  @Test
  void whatWasRestoredSlotBySlotEqualsWhatWasRecorded() {
    Property.holds(
        60,
        random -> {
          List<TaskExecution> all = new ArrayList<>();
          SlidingWindow recorded = new SlidingWindow(SLOT, SLOTS);
          long now = 1_000 * SLOT + random.nextLong(SLOT);
          for (int n = random.nextInt(60); n > 0; n--) {
            all.add(task(now + near(random), random));
            recorded.record(all.getLast(), now);
          }
          SlidingWindow restored = new SlidingWindow(SLOT, SLOTS);
          for (long slot = 900; slot < 1_100; slot++) {
            SlidingWindow alone = new SlidingWindow(SLOT, 1);
            for (TaskExecution task : all) {
              alone.record(task, slot * SLOT);
            }
            restored.restore(slot * SLOT, alone.at(slot * SLOT));
          }

          for (long at = now; at < now + 12 * SLOT; at += SLOT / 2) {
            same(restored.at(at), recorded.at(at));
          }
          TaskExecution another = task(now + 12 * SLOT, random);
          recorded.record(another, now + 12 * SLOT);
          restored.record(another, now + 12 * SLOT);
          same(restored.at(now + 13 * SLOT), recorded.at(now + 13 * SLOT));
        });
  }

  private static long near(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong(10 * SLOT);
      case 1 -> -random.nextLong(12 * SLOT);
      default -> -random.nextLong(SLOT / 4);
    };
  }

  private static WindowStats recount(List<TaskExecution> all, long now) {
    long newest = Math.floorDiv(now, SLOT);
    ExpHistogramBuilder seconds = new ExpHistogramBuilder();
    ExpHistogramBuilder waits = new ExpHistogramBuilder();
    long count = 0;
    long errors = 0;
    Tokens tokens = Tokens.NONE;
    double cost = 0;
    for (TaskExecution task : all) {
      long slot = Math.floorDiv(task.endMicros(), SLOT);
      if (slot <= newest && slot > newest - SLOTS) {
        count++;
        errors += task.success() ? 0 : 1;
        seconds.record(task.seconds());
        if (task.queueWaitNanos() >= 0) {
          waits.record(task.queueWaitNanos() / 1e9);
        }
        Tokens used = task.tokens();
        tokens = used == null ? tokens : tokens.plus(used);
        Double usd = task.costUsd();
        cost += usd == null ? 0 : usd;
      }
    }
    return new WindowStats(count, errors, seconds.build(), waits.build(), tokens, cost);
  }

  private static void same(WindowStats actual, WindowStats expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.errors()).isEqualTo(expected.errors());
    assertThat(actual.tokens()).isEqualTo(expected.tokens());
    assertThat(actual.costUsd()).isCloseTo(expected.costUsd(), within(1e-9));
    assertThat(actual.seconds().counts()).containsExactly(expected.seconds().counts());
    assertThat(actual.seconds().indexes()).containsExactly(expected.seconds().indexes());
    assertThat(Double.compare(actual.seconds().max(), expected.seconds().max())).isZero();
    assertThat(actual.queueWaitSeconds().counts())
        .containsExactly(expected.queueWaitSeconds().counts());
  }

  private static TaskExecution task(long endMicros) {
    return task(endMicros, new Random(1));
  }

  private static TaskExecution task(long endMicros, Random random) {
    boolean used = random.nextBoolean();
    return new TaskExecution(
        "a",
        "coder",
        endMicros,
        random.nextLong(60_000_000_000L),
        random.nextInt(4) > 0,
        Double.NaN,
        Double.NaN,
        random.nextInt(3) == 0 ? -1 : random.nextLong(5_000_000_000L),
        null,
        null,
        null,
        used ? new Tokens(random.nextInt(900), random.nextInt(90), random.nextInt(9), 1) : null,
        used ? random.nextDouble() : null);
  }
}
