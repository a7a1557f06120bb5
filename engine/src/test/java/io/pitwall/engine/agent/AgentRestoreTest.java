package io.pitwall.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.engine.agent.AgentProfiles.Window;
import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.engine.run.RunTracker;
import io.pitwall.model.Property;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** After a restart profiles say what they said before. */
class AgentRestoreTest {
  private static final long HOUR = 3_600 * AgentFixture.SECOND;

  @Test
  void fault20WhatIsRestoredEqualsWhatWasRecorded() {
    Property.holds(
        30,
        random -> {
          ManualClock clock = new ManualClock(AgentFixture.NOW);
          InMemoryTelemetryStore store = new InMemoryTelemetryStore(clock);
          AgentProfiles live = profiles();
          store.onCommit(live::committed);
          RunTracker runs = tracker(store, live);
          for (int i = 0; i < 60; i++) {
            // Some runs grow again after they were final.
            store.append(batch(random, clock.nowMicros(), i)).join();
            clock.advance(Duration.ofMinutes(random.nextInt(40)));
            runs.finalizeIdle(clock.nowMicros());
          }
          clock.advance(Duration.ofMinutes(1));
          runs.finalizeIdle(clock.nowMicros());

          AgentProfiles restored = restored(store, clock.nowMicros());

          same(restored, live, clock.nowMicros());
          clock.advance(Duration.ofHours(2));
          same(restored, live, clock.nowMicros());
          store.onCommit(restored::committed);
          store.append(batch(random, clock.nowMicros(), 99)).join();
          same(restored, live, clock.nowMicros());
          assertThat(
                  live.all().stream()
                      .mapToLong(
                          agent ->
                              live.window(agent.agentId(), Window.DAY, clock.nowMicros())
                                  .tokens()
                                  .input())
                      .sum())
              .isPositive();
        });
  }

  @Test
  void windowsThatArriveAfterTheFirstCommitsAddUpWithThem() {
    ManualClock clock = new ManualClock(AgentFixture.NOW);
    InMemoryTelemetryStore store = new InMemoryTelemetryStore(clock);
    AgentProfiles live = profiles();
    store.onCommit(live::committed);
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      store.append(batch(random, clock.nowMicros(), i)).join();
      clock.advance(Duration.ofMinutes(random.nextInt(40)));
    }
    long now = clock.nowMicros();
    Map<Window, List<AgentSlot>> kept = new EnumMap<>(Window.class);
    Map<Window, CompletableFuture<List<AgentSlot>>> onTheirWay = new EnumMap<>(Window.class);
    for (Window window : Window.values()) {
      TimeRange range = new TimeRange(now - window.length().toNanos() / 1_000, now + 24 * HOUR);
      kept.put(window, store.agentSlots(range, window.slotMicros()));
      onTheirWay.put(window, new CompletableFuture<>());
    }
    AgentProfiles restored = profiles();
    CompletableFuture<Void> done = restored.restore(store.agentTotals(), onTheirWay);
    store.onCommit(restored::committed);
    store.append(batch(random, clock.nowMicros(), 99)).join();

    CompletableFuture<WindowStats> asked =
        CompletableFuture.supplyAsync(() -> restored.window("task-0", Window.DAY, now));
    assertThat(done).isNotDone();
    assertThat(asked).isNotDone();
    onTheirWay.forEach((window, answer) -> answer.complete(kept.get(window)));

    assertThat(asked.join().count()).isEqualTo(live.window("task-0", Window.DAY, now).count());
    same(restored, live, now);
  }

  @Test
  void windowsBeginAnewWhenWhatWasKeptCannotBeRead() {
    AgentProfiles profiles = profiles();
    CompletableFuture<Void> done =
        profiles.restore(
            List.of(),
            Map.of(Window.HOUR, CompletableFuture.failedFuture(new StoreException("gone"))));
    assertThat(done).isCompletedExceptionally();
    assertThat(profiles.window("task-0", Window.HOUR, AgentFixture.NOW).count()).isZero();
  }

  private static void same(AgentProfiles actual, AgentProfiles expected, long now) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (AgentProfile before : expected.all()) {
      AgentProfile after = actual.profile(before.agentId()).orElseThrow();
      assertThat(after.taskCount()).isEqualTo(before.taskCount());
      assertThat(after.errorCount()).isEqualTo(before.errorCount());
      assertThat(after.totalSeconds()).isCloseTo(before.totalSeconds(), within(1e-6));
      assertThat(after.memoryMb()).isEqualTo(before.memoryMb());
      assertThat(after.lastActivityMicros()).isEqualTo(before.lastActivityMicros());
      assertThat(after.score().score()).isCloseTo(before.score().score(), within(1e-9));
      for (Window window : Window.values()) {
        WindowStats was = expected.window(before.agentId(), window, now);
        WindowStats is = actual.window(before.agentId(), window, now);
        assertThat(is.count()).as("%s of %s", window, before.agentId()).isEqualTo(was.count());
        assertThat(is.errors()).isEqualTo(was.errors());
        assertThat(is.tokens()).isEqualTo(was.tokens());
        assertThat(is.costUsd()).isCloseTo(was.costUsd(), within(1e-9));
        assertThat(is.seconds().counts()).containsExactly(was.seconds().counts());
      }
    }
  }

  private static AgentProfiles restored(InMemoryTelemetryStore store, long now) {
    Map<Window, CompletableFuture<List<AgentSlot>>> slots = new EnumMap<>(Window.class);
    for (Window window : Window.values()) {
      TimeRange range = new TimeRange(now - window.length().toNanos() / 1_000, now + 24 * HOUR);
      slots.put(window, store.agentSlotsAsOfNow(range, window.slotMicros()));
    }
    AgentProfiles restored = profiles();
    restored.restore(store.agentTotals(), slots).join();
    return restored;
  }

  private static RunTracker tracker(InMemoryTelemetryStore store, AgentProfiles agents) {
    RunTracker tracker = new RunTracker(store, Duration.ofSeconds(30), agents::used);
    store.onCommit(tracker::committed);
    return tracker;
  }

  private static AgentProfiles profiles() {
    return new AgentProfiles(type -> ScoreSettings.DEFAULT);
  }

  /** Tasks, agent spans and model calls; some long past, some dated ahead. */
  private static TelemetryBatch batch(Random random, long now, int number) {
    long end =
        switch (random.nextInt(6)) {
          case 0 -> now - random.nextLong(30 * HOUR);
          case 1 -> now + random.nextLong(3 * HOUR);
          default -> now - random.nextLong(HOUR / 60);
        };
    boolean success = random.nextInt(3) > 0;
    long nanos = random.nextLong(40_000_000_000L);
    TraceId run = new TraceId(1, 1 + number / 2);
    Span agent =
        Span.builder(run, 2L * number + 1, SpanKind.AGENT, "work")
            .agent("span-" + random.nextInt(3), "planner")
            .time(end * 1_000 - nanos, nanos)
            .status(success ? SpanStatus.OK : SpanStatus.ERROR)
            .build();
    Span call =
        Span.builder(run, 2L * number + 2, SpanKind.MODEL, "chat " + number)
            .agent("call-" + random.nextInt(3), "planner")
            .time(end * 1_000 - nanos, nanos)
            .tokens(new Tokens(random.nextInt(99), 1, 0, 0))
            .cost(new Cost(random.nextDouble(), Cost.Source.REPORTED))
            .build();
    return new TelemetryBatch(
        List.of(),
        List.of(),
        List.of(agent, call),
        List.of(
            AgentFixture.task(
                "task-" + random.nextInt(3),
                end,
                random.nextDouble() * 20,
                success,
                random.nextInt(800),
                random.nextBoolean() ? 0 : 50)));
  }
}
