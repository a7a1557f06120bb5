package io.pitwall.lab.truth;

import io.pitwall.lab.fleet.Stage;
import io.pitwall.lab.sim.Distribution;
import io.pitwall.lab.sim.Pool;
import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.lab.sim.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Lets a fleet run. Arrivals and the luck of every task depend on the seed and on where the task
 * stands in its run, not on what happened before: two fleets that differ in one thing see the same
 * runs, arriving at the same times.
 */
public final class TruthSimulation {
  private static final long EPOCH = 1_790_000_000_000_000_000L;

  final Simulation simulation = new Simulation(EPOCH);
  final TruthFleet fleet;
  final boolean tells;
  private final RandomStreams streams;
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final Map<String, Waits> waits = new LinkedHashMap<>();
  private final List<TruthRun> finished = new ArrayList<>();
  private final int wanted;

  /** Waits of the visits to a pool, those of runs and the others; seconds. */
  static final class Waits {
    final List<Double> seconds = new ArrayList<>();
  }

  /**
   * What a simulation came to.
   *
   * @param runs in order of their ends
   * @param utilisation by pool: share of the slots' time that was busy, hidden work included
   * @param waits by pool: waits of all visits, seconds
   */
  public record Outcome(
      List<TruthRun> runs, Map<String, Double> utilisation, Map<String, List<Double>> waits) {}

  private TruthSimulation(TruthFleet fleet, long seed, int runs, boolean tells) {
    this.fleet = fleet;
    this.tells = tells;
    wanted = runs;
    streams = new RandomStreams(seed);
    fleet
        .pools()
        .forEach(
            (name, pool) -> {
              pools.put(name, new Pool(simulation, pool.slots(), Integer.MAX_VALUE));
              waits.put(name, new Waits());
            });
  }

  /**
   * Lets that many runs arrive, and finish.
   *
   * @param tells whether their spans are wanted
   */
  public static Outcome run(TruthFleet fleet, long seed, int runs, boolean tells) {
    return new TruthSimulation(fleet, seed, runs, tells).run();
  }

  private Outcome run() {
    RandomGenerator arrivals = streams.stream("arrivals");
    double at = 0;
    for (int number = 0; number < wanted; number++) {
      // Gaps in units of their mean, so that a change of load is a change of pace alone.
      at += arrivals.nextExponential();
      int run = number;
      simulation.after(
          nanos(at / fleet.perSecond()),
          () -> new TruthRunProcess(this, streams.part("run" + run), run).start());
    }
    long lastArrival = EPOCH + nanos(at / fleet.perSecond());
    fleet.pools().values().forEach(this::hide);
    simulation.runUntil(lastArrival);
    Map<String, Double> utilisation = new LinkedHashMap<>();
    pools.forEach((name, pool) -> utilisation.put(name, pool.utilisation(EPOCH)));
    while (finished.size() < wanted) {
      simulation.runUntil(simulation.nowNanos() + 10_000_000_000L);
    }
    Map<String, List<Double>> waited = new LinkedHashMap<>();
    waits.forEach((name, all) -> waited.put(name, List.copyOf(all.seconds)));
    return new Outcome(List.copyOf(finished), utilisation, waited);
  }

  void visit(TruthPool pool, Consumer<Pool.Grant> action) {
    Pool live = live(pool);
    boolean queued =
        live.acquire(
            grant -> {
              waits(pool).seconds.add(grant.waitedNanos() / 1e9);
              action.accept(grant);
            });
    if (!queued) {
      throw new IllegalStateException("Expected room in the queue of " + pool.name());
    }
  }

  void release(TruthPool pool, int slot) {
    live(pool).release(slot);
  }

  void done(TruthRun run) {
    finished.add(run);
  }

  private Pool live(TruthPool pool) {
    Pool live = pools.get(pool.name());
    if (live == null) {
      throw new IllegalStateException("Expected a pool " + pool.name());
    }
    return live;
  }

  private Waits waits(TruthPool pool) {
    return waits.computeIfAbsent(pool.name(), name -> new Waits());
  }

  private void hide(TruthPool pool) {
    if (pool.hiddenPerSecond() > 0) {
      hiddenArrival(pool, streams.stream("hidden " + pool.name()));
    }
  }

  private void hiddenArrival(TruthPool pool, RandomGenerator random) {
    double gap = random.nextExponential() / pool.hiddenPerSecond();
    simulation.after(
        nanos(gap),
        () -> {
          double service = service(pool, random);
          visit(pool, grant -> simulation.after(nanos(service), () -> release(pool, grant.slot())));
          hiddenArrival(pool, random);
        });
  }

  static double service(TruthPool pool, RandomGenerator random) {
    return new Distribution.LogNormal(pool.serviceSeconds(), Math.sqrt(pool.serviceScv()))
        .sample(random);
  }

  static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  Stage stage() {
    return fleet.stage();
  }
}
