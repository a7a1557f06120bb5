package io.pitwall.lab.truth;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.PoolFacts;
import io.pitwall.analysis.whatif.WhatIf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program sees of a fleet: spans of some thousand runs, and how busy each pool was.
 *
 * @param fleet the fleet itself, which the program does not see
 * @param names words of the runs
 * @param runs the runs
 * @param busiest the pool with the highest utilisation
 * @param whatIf questions about the runs
 */
public record Observation(
    TruthFleet fleet, Names names, List<RunView> runs, TruthPool busiest, WhatIf whatIf) {

  /** Lets a fleet run and looks at it. */
  public static Observation of(TruthFleet fleet, long seed, int count) {
    TruthSimulation.Outcome outcome = TruthSimulation.run(fleet, seed, count, true);
    Names names = new Names();
    List<RunView> runs = new ArrayList<>();
    outcome.runs().forEach(run -> runs.add(RunView.of(run.spans(), names)));
    Map<String, PoolFacts> facts = new LinkedHashMap<>();
    TruthPool busiest = fleet.pools().values().iterator().next();
    double most = -1;
    for (TruthPool pool : fleet.pools().values()) {
      double utilisation = outcome.utilisation().getOrDefault(pool.name(), 0.0);
      facts.put(pool.name(), new PoolFacts(pool.slots(), utilisation));
      if (utilisation > most) {
        most = utilisation;
        busiest = pool;
      }
    }
    return new Observation(fleet, names, runs, busiest, WhatIf.of(runs, names, facts));
  }

  /** Durations of a fleet's runs, sorted, seconds. */
  public static double[] durations(TruthFleet fleet, long seed, int count) {
    double[] seconds =
        TruthSimulation.run(fleet, seed, count, false).runs().stream()
            .mapToDouble(TruthRun::seconds)
            .toArray();
    Arrays.sort(seconds);
    return seconds;
  }

  /** By nearest rank, of sorted values. */
  public static double quantile(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
