package io.pitwall.lab.fault;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One fleet watched by the product: what it sends goes through the one door into a store in a
 * folder, on a clock that is moved on with it, and the inspections look as they would. Used by one
 * thread.
 */
public final class Trial implements AutoCloseable {
  /** 2026-11-02 00:00 UTC. */
  private static final long START_NANOS = 1_793_577_600L * 1_000_000_000L;

  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final Duration STRIDE = Duration.ofSeconds(100);

  /** What passes without a round is taken in at larger strides. */
  private static final Duration LONG_STRIDE = Duration.ofMinutes(10);

  private static final long FOLD_EVERY_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int ROUNDS_BEFORE = 6;

  /** Rounds within which a fault has to be told. */
  public static final int MOST_ROUNDS = 15;

  private static final int LEAST_ROUNDS = 6;

  private final ManualClock clock = new ManualClock(START_NANOS / 1_000);
  private final DuckDbStores stores;
  private final PerformanceEngine engine;
  private final FaultSimulation simulation;
  private final Map<String, Told> told = new HashMap<>();
  private long foldedNanos;
  private int rounds;

  /**
   * Advice that was given.
   *
   * @param finding what it says
   * @param round in which round it was first seen open, from 1
   * @param muted whether other advice explains it
   */
  public record Told(Finding finding, int round, boolean muted) {}

  /**
   * What came of a fleet with a fault.
   *
   * @param inspection the inspection that is to tell it
   * @param seed of the fleet
   * @param rounds rounds from the one with the evidence on until it was told; 0 if it was not
   * @param minutes since the fault came until it was told
   * @param right how many pieces of advice were true, this one included
   * @param wrong advice that was not
   * @param muted advice that other advice explained
   */
  public record Outcome(
      String inspection,
      long seed,
      int rounds,
      double minutes,
      int right,
      List<Finding> wrong,
      List<Finding> muted) {
    public Outcome {
      wrong = List.copyOf(wrong);
      muted = List.copyOf(muted);
    }

    public boolean isFound() {
      return rounds > 0;
    }
  }

  /**
   * What came of a healthy fleet.
   *
   * @param seed of the fleet
   * @param days that it was watched
   * @param wrong all advice that was given
   */
  public record Quiet(long seed, double days, List<Finding> wrong) {
    public Quiet {
      wrong = List.copyOf(wrong);
    }
  }

  private Trial(Path folder, FaultSimulation simulation) {
    this.simulation = simulation;
    stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
    engine =
        PerformanceEngine.builder(stores.telemetry(), stores.control())
            .clock(clock)
            .settings(EngineSettings.DEFAULT.withoutSystem())
            .alertService(new NoAlerts())
            .build();
    engine.archive().all(); // as after a start: from now on it takes in what comes
  }

  /** Puts a fault into the fleet of a seed and looks whether it is told. */
  static Outcome of(Fault fault, long seed, Path folder) {
    Fault.Setting setting = fault.setting();
    Fleet healthy = setting.busy() ? HealthyFleet.busy(seed) : HealthyFleet.of(seed);
    Fault.Ill ill =
        fault.making().apply(healthy, new RandomStreams(seed).stream(fault.inspection()));
    long change = START_NANOS + Math.round(setting.hoursBefore() * 3.6e12);
    Fleet before = ill.healthy() == null ? healthy : ill.healthy();
    var simulation = new FaultSimulation(before, ill.fleet(), change, START_NANOS, seed);
    try (Trial trial = new Trial(folder, simulation)) {
      return trial.watch(fault, ill, change, seed);
    }
  }

  /** Watches the healthy fleet of a seed. */
  static Quiet ofHealthy(long seed, boolean busy, Duration length, Duration every, Path folder) {
    Fleet fleet = busy ? HealthyFleet.busy(seed) : HealthyFleet.of(seed);
    var simulation =
        new FaultSimulation(fleet, fleet.withVersion("1.5.0"), later(length), START_NANOS, seed);
    try (Trial trial = new Trial(folder, simulation)) {
      long end = START_NANOS + length.toNanos();
      while (trial.nowNanos() < end) {
        trial.proceed(every);
        trial.round();
      }
      return new Quiet(
          seed,
          length.toNanos() / 86_400e9,
          trial.told.values().stream().filter(one -> !one.muted).map(Told::finding).toList());
    }
  }

  /** A release that changes nothing. */
  private static long later(Duration length) {
    return START_NANOS + length.toNanos() / 2;
  }

  private Outcome watch(Fault fault, Fault.Ill ill, long change, long seed) {
    if (change > START_NANOS) {
      proceed(Duration.ofNanos(change - START_NANOS).minus(ROUND.multipliedBy(ROUNDS_BEFORE)));
      for (int i = 0; i < ROUNDS_BEFORE; i++) {
        proceed(ROUND);
        round();
      }
    }
    int before = rounds;
    proceed(Duration.ofNanos(Math.round(fault.setting().hours() * 3.6e12)));
    while (!ill.flow().isEmpty()
        && simulation.finishedSinceChange(ill.flow()) < fault.setting().runs()) {
      proceed(STRIDE);
    }
    int found = 0;
    double minutes = 0;
    for (int round = 1; round <= MOST_ROUNDS && (found == 0 || round <= LEAST_ROUNDS); round++) {
      round();
      boolean isTold =
          told.values().stream()
              .filter(one -> one.round > before && !one.muted)
              .anyMatch(one -> fault.isToldBy(one.finding.inspection(), one.finding.scope(), ill));
      if (isTold && found == 0) {
        found = round;
        minutes = (nowNanos() - change) / 60e9;
      }
      proceed(ROUND);
    }
    return outcome(fault, ill, seed, found, minutes);
  }

  private Outcome outcome(Fault fault, Fault.Ill ill, long seed, int found, double minutes) {
    List<Finding> wrong = new ArrayList<>();
    List<Finding> muted = new ArrayList<>();
    int right = 0;
    for (Told one : told.values()) {
      if (one.muted) {
        muted.add(one.finding);
      } else if (fault.isTrue(one.finding.inspection(), one.finding.scope(), ill)) {
        right++;
      } else {
        wrong.add(one.finding);
      }
    }
    return new Outcome(fault.inspection(), seed, found, minutes, right, wrong, muted);
  }

  private long nowNanos() {
    return clock.nowMicros() * 1_000;
  }

  private void round() {
    engine.runRound();
    rounds++;
    for (Recommendation advice : engine.recommendations().all()) {
      if (advice.isOpen()) {
        Told before = told.get(advice.id());
        told.put(
            advice.id(),
            new Told(
                advice.finding(),
                before == null ? rounds : before.round,
                advice.mutedBy() != null && (before == null || before.muted)));
      }
    }
  }

  private void proceed(Duration time) {
    long end = nowNanos() + time.toNanos();
    while (nowNanos() < end) {
      long left = end - nowNanos();
      Duration stride = left > 2 * LONG_STRIDE.toNanos() ? LONG_STRIDE : STRIDE;
      Duration step = Duration.ofNanos(Math.min(stride.toNanos(), left));
      clock.advance(step);
      simulation.runUntil(nowNanos(), this::take);
      engine.around().flush();
      engine.archive().finished(engine.runs().finalizeIdle(clock.nowMicros()));
    }
    if (nowNanos() - foldedNanos >= FOLD_EVERY_NANOS) {
      foldedNanos = nowNanos();
      stores.telemetry().fold();
    }
  }

  private void take(Made made) {
    var spans = engine.intake().accept(RawBatch.ofSpans(List.copyOf(made.spans)));
    engine.intake().accept(RawBatch.ofMetrics(List.copyOf(made.numbers), List.of())).join();
    spans.join();
    if (!made.executions.isEmpty()) {
      engine.recordAgentPerformance(List.copyOf(made.executions)).join();
    }
    for (Made.View view : made.views) {
      engine.browsers().record("desk", view.path(), view.vitals(), view.atMicros()).join();
    }
  }

  @Override
  public void close() {
    engine.close();
    stores.close();
  }
}
