package io.pitwall.lab.truth;

import io.pitwall.lab.fleet.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fleets made up from seeds: four to six pools, eight to twelve tasks in series and in parallel, in
 * every third fleet also optional and repeated ones; log-normal service with squared coefficients
 * of variation from 0.25 to 2; the busiest pool loaded by 0.65 to 0.85, the others by 0.3 to 0.6.
 */
public final class RandomFleet {
  /** How often what is optional is done. */
  private static final double OFTEN = 0.5;

  private final SplittableRandom random;
  private final boolean dynamic;
  private final Map<String, Double> visits = new HashMap<>();

  private RandomFleet(long seed) {
    random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + 1);
    dynamic = seed % 3 == 0;
  }

  /**
   * The fleet of a seed.
   *
   * @param hiddenShare part of each pool's load that belongs to no workflow that is seen, 0..1
   */
  public static TruthFleet of(long seed, double hiddenShare) {
    var made = new RandomFleet(seed);
    return made.fleet(8 + made.random.nextInt(5), hiddenShare);
  }

  /** The fleet of a seed whose runs have that many tasks, 4 spans each, and no hidden load. */
  public static TruthFleet ofTasks(long seed, int tasks) {
    return new RandomFleet(seed).fleet(tasks, 0);
  }

  private TruthFleet fleet(int tasks, double hiddenShare) {
    int count = 4 + random.nextInt(3);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("agent-" + (char) ('a' + i));
    }
    Stage stage = stage(names, tasks);
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, Integer> slots = new LinkedHashMap<>();
    double perSecond = 0.5 + random.nextDouble();
    int busiest = random.nextInt(count);
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      String name = names.get(i);
      double service = Math.exp(Math.log(0.5) + random.nextDouble() * Math.log(12));
      double aim = i == busiest ? between(0.65, 0.85) : between(0.3, 0.6);
      double offered = perSecond * visits.getOrDefault(name, 0.0) * service / (1 - hiddenShare);
      int size = Math.max(1, (int) Math.round(offered / aim));
      seconds.put(name, service);
      slots.put(name, size);
      if (offered > 0) {
        // Slots are whole numbers: the pace is what no pool exceeds its aim with.
        fastest = Math.min(fastest, perSecond * aim * size / offered);
      }
    }
    Map<String, TruthPool> pools = new LinkedHashMap<>();
    for (String name : names) {
      double visible = fastest * visits.getOrDefault(name, 0.0);
      pools.put(
          name,
          new TruthPool(
              name,
              require(slots.get(name)),
              require(seconds.get(name)),
              between(0.25, 2),
              visible * hiddenShare / (1 - hiddenShare),
              0,
              dynamic ? 0.05 : 0));
    }
    return new TruthFleet(fastest, stage, pools);
  }

  private static <T> T require(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("Expected a value for every pool");
    }
    return value;
  }

  /**
   * Groups of one to three tasks after each other; every pool occurs. The first two follow each
   * other once, so that running them in parallel is a change that can be named.
   */
  private Stage stage(List<String> names, int tasks) {
    List<Stage> series = new ArrayList<>();
    List<String> rest = names.subList(2, names.size());
    int made = 0;
    while (made < tasks - 2) {
      int width = Math.min(tasks - 2 - made, random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1);
      boolean rare = dynamic && random.nextInt(4) == 0;
      List<Stage> group = new ArrayList<>();
      for (int i = 0; i < width; i++, made++) {
        group.add(task(made < rest.size() ? made : random.nextInt(rest.size()), rest, rare));
      }
      Stage one = width == 1 ? group.getFirst() : new Stage.Parallel(group);
      series.add(rare ? new Stage.Maybe(OFTEN, one) : one);
    }
    int place = random.nextInt(series.size() + 1);
    series.add(place, task(1, names, false));
    series.add(place, task(0, names, false));
    return new Stage.Series(series);
  }

  private Stage task(int index, List<String> names, boolean rare) {
    visits.merge(names.get(index), rare ? OFTEN : 1, Double::sum);
    return Stage.task(names.get(index));
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
