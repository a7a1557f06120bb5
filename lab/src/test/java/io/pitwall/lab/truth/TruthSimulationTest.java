package io.pitwall.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.queue.QueueLoad;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import io.pitwall.lab.fleet.Stage;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TruthSimulationTest {

  private static TruthFleet fleet(Stage stage, TruthPool... pools) {
    Map<String, TruthPool> byName = new LinkedHashMap<>();
    for (TruthPool pool : pools) {
      byName.put(pool.name(), pool);
    }
    return new TruthFleet(1, stage, byName);
  }

  private static TruthPool pool(String name, int slots, double seconds) {
    return new TruthPool(name, slots, seconds, 1, 0, 0, 0);
  }

  @Test
  void waitsAreThoseOfTheory() {
    TruthFleet fleet = fleet(Stage.task("a"), pool("a", 4, 3));
    List<Double> waits =
        TruthSimulation.run(fleet, 1, 100_000, false).waits().getOrDefault("a", List.of());
    double mean = waits.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    assertThat(mean).isCloseTo(new QueueLoad(1, 3, 1, 1, 4).meanWaitSeconds(), within(0.15));
  }

  @Test
  void aChangeLeavesTheLuckOfAllElseAsItWas() {
    TruthFleet fleet =
        fleet(Stage.series(Stage.task("a"), Stage.task("b")), pool("a", 50, 1), pool("b", 50, 2));
    Change faster = new Change.Speedup(new Target.AgentType("a"), 0.5);
    double[] before = seconds(TruthSimulation.run(fleet, 5, 200, true), "b");
    double[] after = seconds(TruthSimulation.run(fleet.with(faster), 5, 200, true), "b");
    assertThat(after).containsExactly(before, within(1e-6));
  }

  @Test
  void spansTellWhatHappened() {
    TruthFleet fleet = fleet(Stage.task("a"), pool("a", 1, 0.9));
    for (TruthRun run : TruthSimulation.run(fleet, 3, 50, true).runs()) {
      Span task = run.spans().stream().filter(s -> s.kind() == SpanKind.AGENT).findFirst().get();
      Span root = run.spans().getLast();
      double told = (root.durationNanos() - task.durationNanos() - task.queueWaitNanos()) / 1e9;
      assertThat(told).isCloseTo(0.004, within(1e-6)); // the framework's gaps
      assertThat(root.durationNanos() / 1e9).isCloseTo(run.seconds(), within(1e-9));
    }
  }

  @Test
  void parallelTasksOverlap() {
    TruthFleet fleet =
        fleet(Stage.series(Stage.task("a"), Stage.task("b")), pool("a", 50, 1), pool("b", 50, 1));
    Change parallel =
        new Change.Parallelize(Set.of(new Target.AgentType("a"), new Target.AgentType("b")));
    double before = mean(fleet);
    assertThat(mean(fleet.with(parallel))).isLessThan(0.85 * before);
  }

  @Test
  void fleetsKeepTheirPoolsBusyAsPromised() {
    for (long seed = 1; seed <= 5; seed++) {
      TruthSimulation.Outcome outcome =
          TruthSimulation.run(RandomFleet.of(seed, 0.3), seed, 5_000, false);
      double most = outcome.utilisation().values().stream().mapToDouble(u -> u).max().orElse(0);
      assertThat(most).as("seed " + seed).isBetween(0.3, 0.95);
    }
  }

  private static double mean(TruthFleet fleet) {
    return TruthSimulation.run(fleet, 1, 1_000, false).runs().stream()
        .mapToDouble(TruthRun::seconds)
        .average()
        .orElseThrow();
  }

  private static double[] seconds(TruthSimulation.Outcome outcome, String agent) {
    return outcome.runs().stream()
        .sorted((one, other) -> trace(one).compareTo(trace(other)))
        .flatMap(run -> run.spans().stream())
        .filter(span -> span.operation().equals(agent))
        .mapToDouble(span -> span.durationNanos() / 1e9)
        .toArray();
  }

  private static String trace(TruthRun run) {
    return run.spans().getFirst().traceId().toString();
  }
}
