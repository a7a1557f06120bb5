package io.pitwall.analysis.capacity;

import io.pitwall.analysis.queue.QueueLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the smallest number of slots with which a pool meets its wait target. Pure. */
public final class ScalingAdvisor {
  /** Fewer visits say too little of the variation of service and arrivals. */
  public static final int FEWEST_VISITS = 100;

  /** Differences up to it are left alone, as the Horizontal Pod Autoscaler does by default. */
  private static final double TOLERANCE = 0.1;

  /** No pool is advised to be larger than this. */
  private static final int MOST_SLOTS = 100_000;

  /**
   * Advice for one pool.
   *
   * @param limits what else work runs into, this pool left out
   */
  public static ScalingAdvice advise(PoolState pool, WaitTarget target, List<Limit> limits) {
    int wanted =
        pool.visits() < FEWEST_VISITS ? pool.load().slots() : pool.recorded().smallest(target);
    QueueLoad load = pool.load();
    int current = load.slots();
    ScalingAdvice.Reason reason = reason(pool, wanted);
    int desired =
        switch (reason) {
          case SCALE_UP, SCALE_DOWN -> wanted;
          case HOLD, HOLD_THIN_DATA -> current;
        };
    QueueLoad after = load.withSlots(desired);
    return new ScalingAdvice(
        pool.name(),
        current,
        desired,
        reason,
        load.perSecond(),
        load.serviceSeconds(),
        load.serviceScv(),
        load.utilisation(),
        after.utilisation(),
        pool.meanWaitSeconds(),
        wait(pool, after),
        pool.visits(),
        next(pool, after, limits));
  }

  /** The smallest number of slots that meets the target by theory alone; at least one. */
  public static int smallest(QueueLoad load, WaitTarget target) {
    int slots = (int) Math.clamp(Math.ceil(load.offered()), 1, MOST_SLOTS);
    while (slots < MOST_SLOTS && !meets(load.withSlots(slots), target)) {
      slots++;
    }
    return slots;
  }

  private static boolean meets(QueueLoad load, WaitTarget target) {
    return load.isStable() && load.waitBeyond(target.seconds(load)) <= target.exceptShare();
  }

  private static ScalingAdvice.Reason reason(PoolState pool, int wanted) {
    int current = pool.load().slots();
    if (pool.visits() < FEWEST_VISITS) {
      return ScalingAdvice.Reason.HOLD_THIN_DATA;
    }
    if (wanted > current) {
      return ScalingAdvice.Reason.SCALE_UP;
    }
    // Too few slots are always made good; too many only if it is worth it.
    return current - wanted > TOLERANCE * current
        ? ScalingAdvice.Reason.SCALE_DOWN
        : ScalingAdvice.Reason.HOLD;
  }

  /** The measured wait, moved as theory says. */
  private static double wait(PoolState pool, QueueLoad after) {
    double before = pool.load().meanWaitSeconds();
    return before > 0 && Double.isFinite(before)
        ? pool.meanWaitSeconds() * after.meanWaitSeconds() / before
        : after.meanWaitSeconds();
  }

  /** What is used most, the pool itself with its new size among it. */
  private static Optional<Limit> next(PoolState pool, QueueLoad after, List<Limit> limits) {
    List<Limit> all = new ArrayList<>(limits);
    all.add(new Limit(pool.name(), after.utilisation()));
    return all.stream().max(Comparator.comparingDouble(Limit::usedShare));
  }

  private ScalingAdvisor() {}
}
