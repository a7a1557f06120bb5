package io.pitwall.lab.fault;

import io.pitwall.lab.fleet.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where faults are put. */
final class Places {

  /** One of the workflows with few large runs. */
  static Flow flow(Fleet fleet, RandomGenerator luck) {
    List<Flow> slow =
        fleet.flows().stream().filter(flow -> !flow.name().equals("dispatch")).toList();
    return slow.get(luck.nextInt(slow.size()));
  }

  /** The workflow of that name. */
  static Flow flow(Fleet fleet, String name) {
    return fleet.flows().stream()
        .filter(flow -> flow.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A type of agents that every run of a workflow needs. */
  static String agent(Flow flow, RandomGenerator luck) {
    List<String> types = new ArrayList<>();
    gather(flow.stage(), types);
    return types.get(luck.nextInt(types.size()));
  }

  /** Ids of the agents of a type. */
  static Set<String> agents(Fleet fleet, String type) {
    return IntStream.rangeClosed(1, fleet.agent(type).slots())
        .mapToObj(i -> "%s-%02d".formatted(type, i))
        .collect(Collectors.toSet());
  }

  private static void gather(Stage stage, List<String> types) {
    if (stage instanceof Stage.Task(String type)) {
      types.add(type);
    } else if (stage instanceof Stage.Series(List<Stage> stages)) {
      stages.stream().filter(one -> one instanceof Stage.Task).forEach(one -> gather(one, types));
    }
  }

  static double between(RandomGenerator luck, double low, double high) {
    return low + (high - low) * luck.nextDouble();
  }

  private Places() {}
}
