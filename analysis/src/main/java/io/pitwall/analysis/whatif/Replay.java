package io.pitwall.analysis.whatif;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets the recorded runs happen again: they arrive as they did, do what they did, and wait in
 * queues as those form. Load from elsewhere is drawn so that each pool is as busy as its metric
 * shows: independent arrivals that hold a slot as long as recorded visits do. Starts with empty
 * pools. Used once; O(events · log events).
 */
final class Replay {
  private static final long HIDDEN = 0x5eed;

  private final Scenario scenario;
  private final Plan plan;
  private final EventQueue due = new EventQueue();
  private final Map<Integer, LivePool> pools = new HashMap<>();
  private final int[] missing;
  private final int[] children;
  private final boolean[] ended;
  private final double[] durations;
  private final Successors successors;
  private int running;
  private double now;

  /** A pool at work. Its number in events is below -1, for arrivals from elsewhere. */
  private static final class LivePool {
    final PoolVisits visits;
    final int number;
    final double hiddenFactor;
    final SplittableRandom random;
    final double[] held;
    final ArrayDeque<Integer> queue = new ArrayDeque<>();
    int free;

    LivePool(PoolVisits visits, int number, Scenario scenario, double[] recorded) {
      this.visits = visits;
      this.number = number;
      hiddenFactor = scenario.poolFactor.getOrDefault(visits.pool(), 1.0);
      free = scenario.slots.getOrDefault(visits.pool(), visits.slots());
      random = new SplittableRandom(HIDDEN + visits.pool());
      held = Arrays.stream(visits.spans()).mapToDouble(span -> recorded[span]).toArray();
    }
  }

  private final List<LivePool> byNumber;

  private Replay(Scenario scenario, List<PoolVisits> visits, double[] recorded) {
    this.scenario = scenario;
    plan = scenario.plan;
    missing = new int[plan.spans()];
    children = new int[plan.spans()];
    ended = new boolean[plan.spans()];
    durations = new double[plan.runs()];
    successors = new Successors(plan);
    LivePool[] live = new LivePool[visits.size()];
    for (int i = 0; i < live.length; i++) {
      live[i] = new LivePool(visits.get(i), i, scenario, recorded);
      pools.put(visits.get(i).pool(), live[i]);
    }
    byNumber = List.of(live);
  }

  /**
   * Durations of all runs, seconds.
   *
   * @param recorded time that slots were held, by span
   */
  static double[] runs(Scenario scenario, List<PoolVisits> pools, double[] recorded) {
    return new Replay(scenario, pools, recorded).runs();
  }

  /** Events: 2 · span when it is asked for, one more when it ends; below 0 work from elsewhere. */
  private double[] runs() {
    for (int r = 0; r < plan.runs(); r++) {
      due.add(plan.arrival()[r] / scenario.load, 2 * plan.first()[r]);
    }
    running = plan.runs();
    byNumber.forEach(this::scheduleHidden);
    while (running > 0) {
      now = due.time();
      int event = due.take();
      if (event < 0) {
        hidden(byNumber.get((-1 - event) / 2), (-1 - event) % 2 == 1);
      } else if (event % 2 == 0) {
        ask(event / 2);
      } else {
        end(event / 2);
      }
    }
    return durations;
  }

  private void ask(int span) {
    if (scenario.skipped[span]) {
      end(span);
      return;
    }
    LivePool pool = pools.get(plan.pool()[span]);
    if (pool == null) {
      // What is not known to be a pool lets wait as long as it did.
      start(span, now + plan.waited()[span]);
    } else if (pool.free > 0) {
      pool.free--;
      start(span, now);
    } else {
      pool.queue.add(span);
    }
  }

  private void start(int span, double at) {
    double factor = scenario.factor[span];
    for (int i = plan.childFirst()[span]; i < plan.childFirst()[span + 1]; i++) {
      int child = plan.children()[i];
      children[span] += plan.async()[child] ? 0 : 1;
      missing[child] = plan.beforeFirst()[child + 1] - plan.beforeFirst()[child];
      if (missing[child] == 0) {
        due.add(at + plan.gap()[child] * factor, 2 * child);
      }
    }
    if (children[span] == 0) {
      due.add(at + Math.min(plan.tail()[span] * factor, scenario.limit[span]), 2 * span + 1);
    } else if (scenario.limit[span] < Double.POSITIVE_INFINITY) {
      due.add(at + scenario.limit[span], 2 * span + 1);
    }
  }

  private void end(int span) {
    if (ended[span]) {
      return;
    }
    ended[span] = true;
    LivePool pool = scenario.skipped[span] ? null : pools.get(plan.pool()[span]);
    if (pool != null) {
      release(pool);
    }
    int above = plan.parent()[span];
    if (above < 0) {
      int run = Arrays.binarySearch(plan.first(), span);
      durations[run] = now - plan.arrival()[run] / scenario.load;
      running--;
      return;
    }
    for (int i = successors.first(span); i < successors.first(span + 1); i++) {
      int next = successors.at(i);
      if (--missing[next] == 0) {
        due.add(Math.max(now, now + plan.gap()[next] * scenario.factor[above]), 2 * next);
      }
    }
    if (!plan.async()[span] && --children[above] == 0) {
      due.add(now + plan.tail()[above] * scenario.factor[above], 2 * above + 1);
    }
  }

  private void release(LivePool pool) {
    Integer next = pool.queue.poll();
    if (next == null) {
      pool.free++;
    } else if (next >= 0) {
      start(next, now);
    } else {
      holdHidden(pool);
    }
  }

  private void hidden(LivePool pool, boolean ends) {
    if (ends) {
      release(pool);
      return;
    }
    scheduleHidden(pool);
    if (pool.free > 0) {
      pool.free--;
      holdHidden(pool);
    } else {
      pool.queue.add(-1);
    }
  }

  private void holdHidden(LivePool pool) {
    double held = pool.held[pool.random.nextInt(pool.held.length)] * pool.hiddenFactor;
    due.add(now + held, -1 - (2 * pool.number + 1));
  }

  private void scheduleHidden(LivePool pool) {
    if (pool.visits.hiddenPerSecond() > 0) {
      double gap = pool.random.nextExponential() / pool.visits.hiddenPerSecond();
      due.add(now + gap, -1 - 2 * pool.number);
    }
  }
}
