package io.pitwall.lab.truth;

import io.pitwall.analysis.bottleneck.Bottlenecks;
import io.pitwall.analysis.bottleneck.Subject;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether the agent that is named as the bottleneck is the one without whose time runs would be
 * shortest.
 *
 * @param named the agent named first
 * @param trueGains by agent: by how much runs are shorter in the mean if it takes no time, seconds
 */
public record BottleneckAccuracy(String named, Map<String, Double> trueGains) {
  public BottleneckAccuracy {
    trueGains = Map.copyOf(trueGains);
  }

  static BottleneckAccuracy of(String named, Map<String, Double> gains) {
    return new BottleneckAccuracy(named, gains);
  }

  /** Names the bottleneck, and lets the fleet run without each agent's time. */
  public static BottleneckAccuracy of(Observation observation, long truthSeed, int truthRuns) {
    String named =
        Bottlenecks.rank(observation.runs(), observation.names(), observation.whatIf()).stream()
            .map(bottleneck -> bottleneck.subject())
            .filter(subject -> subject.sort() == Subject.Sort.AGENT)
            .map(Subject::name)
            .findFirst()
            .orElse("");
    TruthFleet fleet = observation.fleet();
    double today = mean(fleet, truthSeed, truthRuns);
    Map<String, Double> gains = new LinkedHashMap<>();
    for (String pool : fleet.pools().keySet()) {
      Change without = new Change.Speedup(new Target.AgentType(pool), 0);
      gains.put(pool, today - mean(fleet.with(without), truthSeed, truthRuns));
    }
    return of(named, gains);
  }

  /** Whether no other agent has a larger true gain. */
  public boolean isRight() {
    double most = trueGains.values().stream().mapToDouble(gain -> gain).max().orElse(0);
    return trueGains.getOrDefault(named, Double.NEGATIVE_INFINITY) >= most;
  }

  private static double mean(TruthFleet fleet, long seed, int runs) {
    return Arrays.stream(Observation.durations(fleet, seed, runs)).average().orElse(0);
  }
}
