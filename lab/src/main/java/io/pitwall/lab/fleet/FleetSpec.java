package io.pitwall.lab.fleet;

import java.util.List;

/**
 * A fleet: everything that a simulation of it needs besides a seed and a start.
 *
 * @param models generative models
 * @param tools tools
 * @param agents agent types
 * @param workflows workflows
 * @param pathologies what is wrong with it
 */
public record FleetSpec(
    List<ModelSpec> models,
    List<ToolSpec> tools,
    List<AgentSpec> agents,
    List<WorkflowSpec> workflows,
    List<Pathology> pathologies) {

  public FleetSpec {
    models = List.copyOf(models);
    tools = List.copyOf(tools);
    agents = List.copyOf(agents);
    workflows = List.copyOf(workflows);
    pathologies = List.copyOf(pathologies);
  }

  /** Agents in all pools. */
  public int instances() {
    return agents.stream().mapToInt(AgentSpec::instances).sum();
  }

  /** Runs per second, mean over a day. */
  public double runsPerSecond() {
    return workflows.stream().mapToDouble(flow -> flow.arrivals().meanPerSecond()).sum();
  }
}
