package io.pitwall.lab.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A fleet of agents and what surrounds it.
 *
 * @param version of the programs
 * @param flows workflows
 * @param agents by type, in order
 * @param gauges metrics of machines and programs
 * @param pages pages of the web front
 * @param memoryMb memory that an agent holds that reports by itself, by type
 */
record Fleet(
    String version,
    List<Flow> flows,
    Map<String, AgentKind> agents,
    List<Gauge> gauges,
    List<Page> pages,
    Map<String, Double> memoryMb) {

  /** The type of agents of that name. */
  AgentKind agent(String type) {
    AgentKind kind = agents.get(type);
    if (kind == null) {
      throw new IllegalArgumentException(
          "Expected a type of agent of " + agents.keySet() + ", but got " + type);
    }
    return kind;
  }

  /** The same with agents of a type that work otherwise. */
  Fleet with(String type, UnaryOperator<AgentKind> change) {
    Map<String, AgentKind> others = new LinkedHashMap<>(agents);
    others.put(type, change.apply(agent(type)));
    return new Fleet(version, flows, others, gauges, pages, memoryMb);
  }

  /** The same with other metrics of these names; new ones are added. */
  Fleet with(List<Gauge> changed) {
    List<Gauge> all = new ArrayList<>();
    for (Gauge gauge : gauges) {
      if (changed.stream()
          .noneMatch(one -> one.name().equals(gauge.name()) && one.tags().equals(gauge.tags()))) {
        all.add(gauge);
      }
    }
    all.addAll(changed);
    return new Fleet(version, flows, agents, all, pages, memoryMb);
  }

  Fleet withFlow(String name, UnaryOperator<Flow> change) {
    List<Flow> changed =
        flows.stream().map(flow -> flow.name().equals(name) ? change.apply(flow) : flow).toList();
    return new Fleet(version, changed, agents, gauges, pages, memoryMb);
  }

  Fleet withPages(UnaryOperator<Page> change) {
    return new Fleet(version, flows, agents, gauges, pages.stream().map(change).toList(), memoryMb);
  }

  Fleet withMemory(String type, double megabytes) {
    Map<String, Double> changed = new LinkedHashMap<>(memoryMb);
    changed.put(type, megabytes);
    return new Fleet(version, flows, agents, gauges, pages, changed);
  }

  Fleet withVersion(String other) {
    return new Fleet(other, flows, agents, gauges, pages, memoryMb);
  }
}
