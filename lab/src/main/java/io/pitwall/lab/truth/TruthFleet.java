package io.pitwall.lab.truth;

import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import io.pitwall.lab.fleet.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workflow and the pools it runs on.
 *
 * @param perSecond runs a second, arriving independently
 * @param stage what is done in a run
 * @param pools by name, in order
 */
public record TruthFleet(double perSecond, Stage stage, Map<String, TruthPool> pools) {

  /** The same fleet with a change made; the changes that a simulation knows how to make. */
  public TruthFleet with(Change change) {
    return switch (change) {
      case Change.Speedup speedup -> with(pool(speedup.target()).faster(speedup.timeFactor()));
      case Change.Cache cache -> with(pool(cache.target()).cached(cache.hitShare()));
      case Change.Slots(String pool, int slots) ->
          with(pool(new Target.AgentType(pool)).withSlots(slots));
      case Change.Load(double factor) -> new TruthFleet(perSecond * factor, stage, pools);
      case Change.Remove remove -> with(pool(remove.target()).cached(1));
      case Change.Parallelize parallelize ->
          new TruthFleet(
              perSecond,
              parallel(
                  stage,
                  parallelize.targets().stream().map(target -> pool(target).name()).toList()),
              pools);
      case Change.Timeout timeout ->
          throw new IllegalArgumentException("Expected a change of pools, but got " + timeout);
    };
  }

  private TruthPool pool(Target target) {
    TruthPool pool = target instanceof Target.AgentType(String name) ? pools.get(name) : null;
    if (pool == null) {
      throw new IllegalArgumentException("Expected a type of agent, but got " + target);
    }
    return pool;
  }

  private TruthFleet with(TruthPool changed) {
    Map<String, TruthPool> others = new LinkedHashMap<>(pools);
    others.put(changed.name(), changed);
    return new TruthFleet(perSecond, stage, others);
  }

  /** Tasks of these types that follow each other directly run at the same time instead. */
  private static Stage parallel(Stage stage, List<String> types) {
    if (!(stage instanceof Stage.Series(List<Stage> stages))) {
      return stage;
    }
    List<Stage> changed = new ArrayList<>();
    List<Stage> together = new ArrayList<>();
    for (Stage next : stages) {
      if (next instanceof Stage.Task(String type) && types.contains(type)) {
        together.add(next);
        continue;
      }
      flush(together, changed);
      changed.add(next);
    }
    flush(together, changed);
    return new Stage.Series(changed);
  }

  private static void flush(List<Stage> together, List<Stage> changed) {
    if (!together.isEmpty()) {
      changed.add(new Stage.Parallel(together));
      together.clear();
    }
  }
}
