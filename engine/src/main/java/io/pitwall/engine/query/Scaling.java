package io.pitwall.engine.query;

import io.pitwall.analysis.capacity.Limit;
import io.pitwall.analysis.capacity.PoolState;
import io.pitwall.analysis.capacity.ScalingAdvice;
import io.pitwall.analysis.capacity.ScalingAdvisor;
import io.pitwall.analysis.capacity.Stabilizer;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.engine.evidence.RunArchive;
import io.pitwall.engine.evidence.WorkflowRuns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many workers every pool should have. A pool that several workflows use is judged by the one
 * that uses it most, the others being load from elsewhere. What was wanted within the last five
 * minutes is remembered, so that a size goes down only if it was too large all the time.
 * Thread-safe.
 */
public final class Scaling {
  /** As long as looks are remembered. */
  private static final long REMEMBERED_NANOS = 600_000_000_000L;

  private final RunArchive archive;
  private final Map<String, List<Stabilizer.Wanted>> history = new HashMap<>();

  /**
   * Advice on one pool.
   *
   * @param workflow the workflow that uses it most
   * @param advice what the load of now asks for
   * @param size the size to go to: {@code advice.desired()}, held back where it goes down
   */
  public record Sized(String workflow, ScalingAdvice advice, int size) {}

  public Scaling(RunArchive archive) {
    this.archive = archive;
  }

  /** Advice on all pools at an instant, by name. */
  public synchronized List<Sized> advise(long nowMicros) {
    Map<String, PoolState> states = new TreeMap<>();
    Map<String, String> users = new HashMap<>();
    for (WorkflowRuns workflow : archive.all()) {
      for (PoolState pool : workflow.whatIf().pools(WaitTarget.DEFAULT)) {
        PoolState known = states.get(pool.name());
        if (known == null || known.visits() < pool.visits()) {
          states.put(pool.name(), pool);
          users.put(pool.name(), workflow.workflow());
        }
      }
    }
    List<Sized> advice = new ArrayList<>();
    states.forEach(
        (name, pool) ->
            advice.add(sized(users.getOrDefault(name, ""), pool, others(states, name), nowMicros)));
    advice.sort(Comparator.comparing(sized -> sized.advice().pool()));
    return advice;
  }

  private Sized sized(String workflow, PoolState pool, List<Limit> limits, long nowMicros) {
    ScalingAdvice advice = ScalingAdvisor.advise(pool, WaitTarget.DEFAULT, limits);
    long now = nowMicros * 1_000;
    List<Stabilizer.Wanted> wanted = history.computeIfAbsent(pool.name(), p -> new ArrayList<>());
    int size = Stabilizer.size(wanted, now, advice.current(), advice.desired());
    wanted.removeIf(earlier -> now - earlier.nanos() > REMEMBERED_NANOS);
    wanted.add(new Stabilizer.Wanted(now, advice.desired()));
    return new Sized(workflow, advice, size);
  }

  private static List<Limit> others(Map<String, PoolState> states, String than) {
    return states.values().stream()
        .filter(pool -> !pool.name().equals(than))
        .map(pool -> new Limit(pool.name(), pool.load().utilisation()))
        .toList();
  }
}
