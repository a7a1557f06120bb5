package io.pitwall.lab.sim;

import java.util.random.RandomGenerator;

/**
 * Independent arrivals at a rate that changes over time: a Poisson process at the peak rate of
 * which each arrival counts with the share that the rate of that moment has of the peak (thinning,
 * Lewis and Shedler 1979).
 */
public final class Arrivals {
  private final Simulation simulation;
  private final RandomGenerator random;
  private final DailyCurve curve;
  private final Runnable action;

  private Arrivals(
      Simulation simulation, RandomGenerator random, DailyCurve curve, Runnable action) {
    this.simulation = simulation;
    this.random = random;
    this.curve = curve;
    this.action = action;
  }

  /** Lets arrivals happen from now on, for ever. */
  public static void start(
      Simulation simulation, RandomGenerator random, DailyCurve curve, Runnable action) {
    new Arrivals(simulation, random, curve, action).scheduleNext();
  }

  private void scheduleNext() {
    long gap = (long) (random.nextExponential() / curve.peakPerSecond() * 1e9);
    simulation.after(gap, this::arrive);
  }

  private void arrive() {
    if (random.nextDouble() * curve.peakPerSecond() < curve.perSecond(simulation.nowNanos())) {
      action.run();
    }
    scheduleNext();
  }
}
