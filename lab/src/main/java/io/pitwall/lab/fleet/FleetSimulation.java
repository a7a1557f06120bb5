package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.Arrivals;
import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.lab.sim.Simulation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Runs a fleet in simulated time: as fast as the machine can, or in step with a clock by being
 * moved on a little at a time. The same specification, seed and start give the same events,
 * whatever the steps. Used by one thread; the observer is called on it.
 */
public final class FleetSimulation {
  private final FleetSpec spec;
  private final World world;
  private final RandomGenerator metricNoise;
  private final long startNanos;
  private long metricsEveryNanos = Duration.ofSeconds(10).toNanos();

  /**
   * A fleet whose first run is about to arrive.
   *
   * @param startNanos first instant, nanoseconds since the epoch
   * @param seed makes the difference between two simulations of the same fleet
   * @param observer gets every event, in the order of time
   */
  public FleetSimulation(
      FleetSpec spec, long startNanos, long seed, Consumer<FleetEvent> observer) {
    this.spec = spec;
    this.startNanos = startNanos;
    // Ids are drawn from the seed: another start makes them others, so that two demos can share a
    // data folder.
    RandomStreams streams = new RandomStreams(seed).part(Long.toString(startNanos));
    Simulation simulation = new Simulation(startNanos);
    world = new World(spec, simulation, streams, observer);
    metricNoise = streams.stream("metrics");
    for (WorkflowSpec workflow : spec.workflows()) {
      AtomicLong runs = new AtomicLong();
      Arrivals.start(
          simulation,
          streams.part(workflow.name()).stream("arrivals"),
          workflow.arrivals(),
          () -> new RunProcess(world, workflow, runs.getAndIncrement()).start());
    }
    simulation.after(0, this::readMetrics);
  }

  /**
   * Lets people look at the web front from now on; beacons bear no time, so there are none of the
   * past.
   */
  public void openWebFront() {
    new WebFront(world).start();
  }

  /** How often metrics are read from the next reading on, by default every 10 s. */
  public void metricsEvery(Duration interval) {
    metricsEveryNanos = interval.toNanos();
  }

  /** Lets everything happen up to an instant, nanoseconds since the epoch. */
  public void runUntil(long nanos) {
    world.simulation.runUntil(nanos);
  }

  /** The present, nanoseconds since the epoch. */
  public long nowNanos() {
    return world.now();
  }

  /** What is simulated. */
  public FleetSpec spec() {
    return spec;
  }

  /** How a pool has been used since the start. */
  public PoolTruth pool(String agentType) {
    AgentPool pool = world.pool(agentType);
    return new PoolTruth(
        pool.pool.slots(),
        pool.pool.queued(),
        pool.pool.meanWaitSeconds(),
        pool.pool.utilisation(startNanos));
  }

  /**
   * The truth about a pool.
   *
   * @param instances agents in it
   * @param queued tasks that wait now
   * @param meanWaitSeconds mean wait of all tasks so far, NaN if there was none
   * @param utilisation share of the instances' time that was work, 0 to 1
   */
  public record PoolTruth(int instances, int queued, double meanWaitSeconds, double utilisation) {}

  private void readMetrics() {
    long now = world.now();
    for (AgentPool pool : world.pools.values()) {
      AgentSpec agent = pool.spec;
      Map<String, String> byType = Map.of("agent_type", agent.type());
      gauge(agent, "agent.queue.depth", "{task}", byType, pool.pool.queued());
      gauge(agent, "agent.pool.busy", "{agent}", byType, pool.pool.busy());
      for (int i = 0; i < agent.instances(); i++) {
        Map<String, String> one = Map.of("agent_id", agent.agentId(i), "agent_type", agent.type());
        gauge(agent, "agent.memory.usage", "MB", one, pool.memoryMb(i, metricNoise));
        gauge(agent, "agent.cpu.usage", "%", one, pool.cpuPercent(i, metricNoise));
      }
    }
    world.running.forEach(
        (workflow, runs) ->
            world.tell(
                new FleetEvent.MetricRead(
                    "", "workflow.runs.active", "{run}", Map.of("workflow", workflow), now, runs)));
    for (World.LiveModel model : world.models.values()) {
      world.tell(
          new FleetEvent.DurationsRead(
              model.spec.name(), model.spec.provider(), startNanos, now, model.durations.read()));
    }
    world.simulation.after(metricsEveryNanos, this::readMetrics);
  }

  private void gauge(
      AgentSpec agent, String name, String unit, Map<String, String> tags, double value) {
    world.tell(new FleetEvent.MetricRead(agent.service(), name, unit, tags, world.now(), value));
  }
}
