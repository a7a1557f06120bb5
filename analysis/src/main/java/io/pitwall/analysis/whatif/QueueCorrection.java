package io.pitwall.analysis.whatif;

import io.pitwall.analysis.queue.QueueLoad;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Waits after a change. Theory says by how much the share of visits that wait and the mean of their
 * waits change; what was recorded is moved accordingly, quantile by quantile, as waits of those
 * that wait fall off exponentially. So a bias of theory cancels as far as it is the same before and
 * after.
 */
final class QueueCorrection {
  /** From there on waits depend on more than means and variations. */
  static final double LARGEST_UTILISATION = 0.9;

  private static final long WAITS = 2;

  private final Scenario scenario;
  private final List<PoolVisits> pools;

  QueueCorrection(Scenario scenario, List<PoolVisits> pools) {
    this.scenario = scenario;
    this.pools = pools;
  }

  /** The pool that is used most; empty if there are no pools. */
  Optional<PoolUse> mostUsed(double[] service) {
    return pools.stream()
        .map(
            pool ->
                new PoolUse(
                    pool.pool(),
                    pool.load(scenario, service).utilisation(),
                    pool.load().utilisation()))
        .max(Comparator.comparingDouble(PoolUse::after));
  }

  /** Utilisation of a pool in the scenario and as recorded. */
  record PoolUse(int pool, double after, double before) {
    boolean overloaded() {
      return after >= 1 && after > before;
    }
  }

  /** Whether theory holds for what the scenario asks of every pool. */
  boolean isValid(double[] service) {
    return !scenario.otherRhythm
        && pools.stream()
            .allMatch(
                pool -> {
                  double after = pool.load(scenario, service).utilisation();
                  double before = pool.load().utilisation();
                  return after <= LARGEST_UTILISATION || (after <= before && before < 0.99);
                });
  }

  /** Waits by span, seconds. */
  double[] waits(double[] service) {
    double[] waits = scenario.plan.waited().clone();
    for (PoolVisits pool : pools) {
      QueueLoad before = pool.load();
      QueueLoad after = pool.load(scenario, service);
      if (!before.equals(after)) {
        move(pool, before, after, waits);
      }
    }
    return waits;
  }

  private static void move(PoolVisits pool, QueueLoad before, QueueLoad after, double[] waits) {
    double theory = before.waitProbability();
    boolean recorded = pool.waitShare() > 0;
    double share = recorded ? pool.waitShare() : theory;
    double mean = recorded ? pool.meanPositiveWait() : before.meanPositiveWaitSeconds();
    double newShare =
        Math.min(1, theory == 0 ? after.waitProbability() : odds(share, theory, after));
    double newMean =
        before.meanPositiveWaitSeconds() == 0
            ? after.meanPositiveWaitSeconds()
            : mean * after.meanPositiveWaitSeconds() / before.meanPositiveWaitSeconds();
    for (int span : pool.spans()) {
      double beyond =
          waits[span] > 0
              ? share * Math.exp(-waits[span] / mean)
              : 1 - Luck.uniform(WAITS, span) * (1 - share);
      waits[span] = beyond < newShare ? newMean * Math.log(newShare / beyond) : 0;
    }
  }

  /** The recorded share moved by as much as theory's, on the scale of odds, so it stays below 1. */
  private static double odds(double share, double theory, QueueLoad after) {
    double probability = after.waitProbability();
    if (share >= 1 || theory >= 1 || probability >= 1) {
      return probability;
    }
    double odds = share / (1 - share) * (probability / (1 - probability)) / (theory / (1 - theory));
    return odds / (1 + odds);
  }
}
