package io.pitwall.lab.truth;

import io.pitwall.analysis.capacity.PoolState;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.analysis.whatif.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * How an advised size compares with the smallest that meets the target.
 *
 * @param pool name of the pool
 * @param advised slots advised
 * @param smallest fewest slots that meet the target
 */
public record ScalingAccuracy(String pool, int advised, int smallest) {

  /** Sizes for all pools of a fleet. */
  public static List<ScalingAccuracy> of(Observation observation, long truthSeed, int truthRuns) {
    List<ScalingAccuracy> all = new ArrayList<>();
    for (PoolState pool : observation.whatIf().pools(WaitTarget.DEFAULT)) {
      int slots = Math.max(1, (int) Math.ceil(pool.load().offered()));
      while (!meets(observation.fleet(), pool.name(), slots, truthSeed, truthRuns)) {
        slots++;
      }
      all.add(
          new ScalingAccuracy(pool.name(), pool.recorded().smallest(WaitTarget.DEFAULT), slots));
    }
    return all;
  }

  /** Meets the target, and is at most one more than the fewest that do. */
  public boolean isRight() {
    return advised >= smallest && advised <= smallest + 1;
  }

  private static boolean meets(TruthFleet fleet, String pool, int slots, long seed, int runs) {
    TruthFleet sized = fleet.with(new Change.Slots(pool, slots));
    List<Double> waits =
        TruthSimulation.run(sized, seed, runs, false).waits().getOrDefault(pool, List.of());
    TruthPool one = sized.pools().get(pool);
    double allowed = one == null ? 0 : WaitTarget.DEFAULT.ofService() * one.serviceSeconds();
    long beyond = waits.stream().filter(wait -> wait > allowed).count();
    return beyond <= WaitTarget.DEFAULT.exceptShare() * waits.size();
  }
}
