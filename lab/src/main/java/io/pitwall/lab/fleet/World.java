package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.lab.sim.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the processes of a fleet share: time, luck, pools, models, tools, and who listens. */
final class World {
  final Simulation simulation;
  final RandomStreams streams;
  final Map<String, AgentPool> pools = new LinkedHashMap<>();
  final Map<String, LiveModel> models = new LinkedHashMap<>();

  /** Runs under way, by workflow. */
  final Map<String, Integer> running = new LinkedHashMap<>();

  private final Map<String, ToolSpec> tools = new LinkedHashMap<>();
  private final Consumer<FleetEvent> observer;

  World(FleetSpec spec, Simulation simulation, RandomStreams streams, Consumer<FleetEvent> seen) {
    this.simulation = simulation;
    this.streams = streams;
    observer = seen;
    spec.agents().forEach(agent -> pools.put(agent.type(), new AgentPool(agent, simulation)));
    spec.models().forEach(model -> models.put(model.name(), new LiveModel(model)));
    spec.workflows().forEach(workflow -> running.put(workflow.name(), 0));
    spec.tools().forEach(tool -> tools.put(tool.name(), tool));
  }

  AgentPool pool(String agentType) {
    return known(pools, agentType, "agent type");
  }

  LiveModel model(String name) {
    return known(models, name, "model");
  }

  ToolSpec tool(String name) {
    return known(tools, name, "tool");
  }

  void tell(FleetEvent event) {
    observer.accept(event);
  }

  long now() {
    return simulation.nowNanos();
  }

  void afterSeconds(double seconds, Runnable action) {
    simulation.after((long) (seconds * 1e9), action);
  }

  private static <T> T known(Map<String, T> byName, String name, String what) {
    T found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "Expected " + what + " to be one of " + byName.keySet() + ", but got '" + name + "'");
    }
    return found;
  }

  /** A model with the calls that are under way. */
  static final class LiveModel {
    final ModelSpec spec;
    final Durations.Gathering durations = new Durations.Gathering();
    int underWay;

    LiveModel(ModelSpec spec) {
      this.spec = spec;
    }
  }
}
