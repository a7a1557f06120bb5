package io.pitwall.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.lab.fleet.FleetEvent.RunEnded;
import io.pitwall.lab.fleet.FleetEvent.SpanEnded;
import io.pitwall.lab.fleet.FleetEvent.TaskTruth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetSimulationTest {
  private static final long START = 1_763_942_400_000_000_000L;
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void theSameSeedGivesTheSameEvents() {
    assertThat(events(7, HOUR)).isEqualTo(events(7, HOUR));
  }

  @Test
  void theStepsInWhichTimeIsMovedMakeNoDifference() {
    List<FleetEvent> inSteps = new ArrayList<>();
    FleetSimulation simulation = new FleetSimulation(DemoFleet.of(50, 1), START, 7, inSteps::add);
    for (long second = 1; second <= HOUR.toSeconds(); second++) {
      simulation.runUntil(START + second * 1_000_000_000L);
    }
    assertThat(inSteps).isEqualTo(events(7, HOUR));
  }

  @Test
  void anotherSeedGivesOtherEvents() {
    assertThat(events(8, HOUR)).isNotEqualTo(events(7, HOUR));
  }

  @Test
  void theLuckOfARunDoesNotDependOnTheSizeOfAPool() {
    FleetSpec spec = DemoFleet.of(50, 1);
    List<AgentSpec> larger =
        spec.agents().stream()
            .map(agent -> agent.type().equals("retriever") ? resized(agent, 40) : agent)
            .toList();
    FleetSpec healthy =
        new FleetSpec(spec.models(), spec.tools(), larger, spec.workflows(), List.of());
    Map<Long, Long> asIs = retrieverNanos(spec);
    Map<Long, Long> changed = retrieverNanos(healthy);
    // The runs that ended in both variants spent the same time working, though not waiting.
    asIs.keySet().retainAll(changed.keySet());
    assertThat(asIs).hasSizeGreaterThan(500);
    asIs.forEach((run, nanos) -> assertThat(changed.get(run)).isEqualTo(nanos));
  }

  @Test
  void spansTellTheTruthAboutEveryTracedTask() {
    Map<Long, List<SpanEnded>> spans = new HashMap<>();
    List<RunEnded> runs = new ArrayList<>();
    for (FleetEvent event : events(3, HOUR)) {
      switch (event) {
        case SpanEnded span ->
            spans.computeIfAbsent(span.traceLow(), trace -> new ArrayList<>()).add(span);
        case RunEnded run -> runs.add(run);
        case FleetEvent.ExecutionEnded execution -> assertThat(execution.memoryMb()).isPositive();
        case FleetEvent.MetricRead metric -> assertThat(metric.value()).isNotNegative();
        case FleetEvent.DurationsRead read -> assertThat(read.durations().count()).isNotNegative();
        case FleetEvent.PageViewed view -> assertThat(view.vitals()).isEmpty();
      }
    }
    assertThat(runs).hasSizeGreaterThan(1_000);
    for (RunEnded run : runs) {
      List<SpanEnded> ofRun = spans.getOrDefault(run.traceLow(), List.of());
      SpanEnded root =
          ofRun.stream().filter(span -> span.parentSpanId() == 0).findFirst().orElseThrow();
      assertThat(root.startNanos()).isEqualTo(run.startNanos());
      assertThat(root.endNanos()).isEqualTo(run.endNanos());
      assertThat(root.errorType()).isEqualTo(run.errorType());
      List<TaskTruth> traced = run.tasks().stream().filter(FleetSimulationTest::isTraced).toList();
      List<SpanEnded> agents =
          ofRun.stream().filter(span -> span.name().startsWith("invoke_agent")).toList();
      assertThat(agents).hasSameSizeAs(traced);
      for (SpanEnded agent : agents) {
        double waitMillis = agent.attributes().number("pitwall.queue.wait_ms");
        assertThat(traced)
            .anySatisfy(
                task -> {
                  assertThat(task.startNanos()).isEqualTo(agent.startNanos());
                  assertThat(task.endNanos()).isEqualTo(agent.endNanos());
                  assertThat(waitMillis)
                      .isCloseTo((task.startNanos() - task.queuedNanos()) / 1e6, within(1e-6));
                });
      }
      assertThat(ofRun)
          .allSatisfy(
              span -> {
                assertThat(span.startNanos()).isGreaterThanOrEqualTo(root.startNanos());
                assertThat(span.endNanos()).isLessThanOrEqualTo(root.endNanos());
              });
    }
  }

  @Test
  void everyPathologyShows() {
    Map<String, List<TaskTruth>> tasks = new HashMap<>();
    Map<String, double[]> memory = new HashMap<>();
    List<SpanEnded> crm = new ArrayList<>();
    List<SpanEnded> rateLimited = new ArrayList<>();
    for (FleetEvent event : events(5, Duration.ofHours(6))) {
      switch (event) {
        case RunEnded run ->
            run.tasks()
                .forEach(
                    task ->
                        tasks.computeIfAbsent(task.agentType(), t -> new ArrayList<>()).add(task));
        case FleetEvent.ExecutionEnded execution ->
            memory.merge(
                execution.agentId(),
                new double[] {execution.memoryMb(), execution.memoryMb()},
                (one, two) -> new double[] {Math.min(one[0], two[0]), Math.max(one[1], two[1])});
        case SpanEnded span -> {
          if (span.name().equals("execute_tool crm_lookup")) {
            crm.add(span);
          }
          if (ActivityProcess.RATE_LIMIT.equals(span.errorType())) {
            rateLimited.add(span);
          }
        }
        case FleetEvent.MetricRead metric -> {}
        case FleetEvent.DurationsRead read -> {}
        case FleetEvent.PageViewed view -> {}
      }
    }
    List<TaskTruth> retrievals = tasks.getOrDefault("retriever", List.of());
    double waited = mean(retrievals, task -> task.startNanos() - task.queuedNanos());
    assertThat(waited).isGreaterThan(mean(retrievals, task -> task.endNanos() - task.startNanos()));
    assertThat(
            mean(tasks.getOrDefault("researcher", List.of()), t -> t.endNanos() - t.startNanos()))
        .isGreaterThan(30e9);
    assertThat(failedShare(tasks.getOrDefault("validator", List.of()))).isBetween(0.45, 0.55);
    assertThat(failedShare(tasks.getOrDefault("router", List.of()))).isLessThan(0.05);
    assertThat(memory)
        .hasEntrySatisfying("indexer-01", range -> assertThat(range[0]).isGreaterThan(500));
    assertThat(memory)
        .hasEntrySatisfying(
            "writer-03",
            range -> {
              assertThat(range[0]).isLessThan(250);
              assertThat(range[1]).isGreaterThan(1_400);
            });
    assertThat(memory)
        .hasEntrySatisfying("writer-01", range -> assertThat(range[1]).isLessThan(250));
    assertThat(crm.stream().filter(span -> span.errorType() != null).count() / (double) crm.size())
        .isBetween(0.4, 0.5);
    assertThat(rateLimited).isNotEmpty();
    assertThat(DemoFleet.of(50, 1).pathologies())
        .extracting(Pathology::kind)
        .containsExactlyInAnyOrder(Pathology.Kind.values());
  }

  @Test
  void everySizeHasAboutAsManyAgentsAsAskedFor() {
    for (int size : new int[] {12, 50, 333, 10_000}) {
      assertThat(DemoFleet.of(size, 1).instances()).isBetween((int) (size * 0.9), size + 6);
    }
    assertThat(DemoFleet.of(50, 1).instances()).isEqualTo(50);
  }

  private static boolean isTraced(TaskTruth task) {
    return DemoFleet.of(50, 1).agents().stream()
        .filter(agent -> agent.type().equals(task.agentType()))
        .anyMatch(agent -> agent.reporting() != AgentSpec.Reporting.EXECUTIONS);
  }

  private static List<FleetEvent> events(long seed, Duration length) {
    List<FleetEvent> events = new ArrayList<>();
    new FleetSimulation(DemoFleet.of(50, 1), START, seed, events::add)
        .runUntil(START + length.toNanos());
    return events;
  }

  /** Time that each ended run's retrievers worked, by trace. */
  private static Map<Long, Long> retrieverNanos(FleetSpec spec) {
    List<RunEnded> runs = new ArrayList<>();
    new FleetSimulation(
            spec,
            START,
            11,
            event -> {
              if (event instanceof RunEnded run) {
                runs.add(run);
              }
            })
        .runUntil(START + HOUR.toNanos());
    return runs.stream()
        .filter(run -> run.workflow().equals("support-triage"))
        .collect(
            Collectors.toMap(
                RunEnded::traceLow,
                run ->
                    run.tasks().stream()
                        .filter(task -> task.agentType().equals("retriever"))
                        .mapToLong(task -> task.endNanos() - task.startNanos())
                        .sum()));
  }

  private static AgentSpec resized(AgentSpec agent, int instances) {
    return new AgentSpec(
        agent.type(),
        agent.service(),
        instances,
        agent.queueLimit(),
        agent.work(),
        agent.failureShare(),
        agent.attempts(),
        agent.memoryMb(),
        agent.cpuPercent(),
        agent.reporting(),
        agent.leaks());
  }

  private static double mean(
      List<TaskTruth> tasks, java.util.function.ToLongFunction<TaskTruth> nanos) {
    return tasks.stream().mapToLong(nanos).average().orElseThrow();
  }

  private static double failedShare(List<TaskTruth> tasks) {
    return tasks.stream().filter(task -> task.errorType() != null).count() / (double) tasks.size();
  }
}
