package io.pitwall.server.api;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import io.pitwall.engine.evidence.WorkflowRuns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is asked about.
 *
 * @param target type of agent, model or operation; of {@code parallelize} one of those that shall
 *     run side by side
 * @param kind what is changed
 * @param value of {@code speedup} how many times as fast, of {@code cache} the share of hits 0 to
 *     1, of {@code slots} how many, of {@code timeout} milliseconds, of {@code load} times as much
 */
record AskedChange(@Nullable String target, @Nullable String kind, @Nullable Double value) {
  private static final String KINDS = "speedup, cache, parallelize, slots, remove, timeout or load";

  /** All changes; those of kind {@code parallelize} make one. */
  static List<Change> all(List<AskedChange> asked, WorkflowRuns runs) {
    List<Change> changes = new ArrayList<>();
    Set<Target> parallel = new LinkedHashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      AskedChange one = asked.get(i);
      String at = "changes/" + i;
      if ("parallelize".equals(one.kind)) {
        parallel.add(one.target(runs, at));
      } else {
        changes.add(one.change(runs, at));
      }
    }
    if (!parallel.isEmpty()) {
      changes.add(new Change.Parallelize(parallel));
    }
    return changes;
  }

  /** The value of a lever in the terms in which it is asked. */
  static double asAsked(Change change, double lever) {
    return switch (change) {
      case Change.Speedup speedup -> 1 / lever;
      case Change.Timeout timeout -> lever * 1e3;
      case Change.Cache cache -> lever;
      case Change.Slots slots -> lever;
      case Change.Load load -> lever;
      case Change.Parallelize parallelize -> lever;
      case Change.Remove remove -> lever;
    };
  }

  private Change change(WorkflowRuns runs, String at) {
    String asked = kind == null ? "" : kind;
    return switch (asked) {
      case "speedup" -> new Change.Speedup(target(runs, at), 1 / value(at, 0.01, 1e9));
      case "cache" -> new Change.Cache(target(runs, at), value(at, 0, 1));
      case "remove" -> new Change.Remove(target(runs, at));
      case "timeout" -> new Change.Timeout(target(runs, at), value(at, 0, 1e9) / 1e3);
      case "load" -> new Change.Load(value(at, 0.01, 100));
      case "slots" -> slots(runs, at);
      default ->
          throw WhatIfResource.wrong(at + "/kind", KINDS, asked.isEmpty() ? "nothing" : asked);
    };
  }

  private Change slots(WorkflowRuns runs, String at) {
    if (!(target(runs, at) instanceof Target.AgentType(String name))) {
      throw WhatIfResource.wrong(
          at + "/target", "a type of agent, whose agents are the slots", String.valueOf(target));
    }
    return new Change.Slots(name, (int) value(at, 1, 100_000));
  }

  private double value(String at, double least, double most) {
    if (value == null || !(value >= least && value <= most)) {
      throw WhatIfResource.wrong(
          at + "/value",
          "a number from " + least + " to " + most,
          value == null ? "nothing" : value.toString());
    }
    return value;
  }

  /** A type of agent before a model before an operation, as the runs know that name. */
  private Target target(WorkflowRuns runs, String at) {
    String name = target;
    int number = name == null ? Names.NONE : runs.names().find(name);
    boolean model = false;
    boolean operation = false;
    if (name != null && number != Names.NONE) {
      for (RunView run : runs.views()) {
        for (int i = 0; i < run.size(); i++) {
          if (run.agentType(i) == number) {
            return new Target.AgentType(name);
          }
          model |= run.model(i) == number;
          operation |= run.operation(i) == number;
        }
      }
      if (model) {
        return new Target.Model(name);
      }
      if (operation) {
        return new Target.Operation(name);
      }
    }
    throw WhatIfResource.wrong(
        at + "/target",
        "a type of agent, model or operation in the runs of " + runs.workflow(),
        name == null ? "nothing" : name);
  }
}
