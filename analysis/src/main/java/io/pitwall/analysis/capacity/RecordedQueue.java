package io.pitwall.analysis.capacity;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Recorded visits to a pool, to be let through another number of slots in the order they came
 * (Kiefer and Wolfowitz): sees what theory only approximates, such as work that arrives in batches.
 * That other waits would change when the next step of a run arrives is left out. Immutable.
 */
public final class RecordedQueue {
  /** Keeps chance from advising one too few; found on simulated fleets. */
  static final double ROOM = 0.75;

  private final double[] asked;
  private final double[] held;

  private RecordedQueue(double[] asked, double[] held) {
    this.asked = asked;
    this.held = held;
  }

  /**
   * The visits in any order.
   *
   * @param asked when each asked for a slot, seconds
   * @param held how long it held one, seconds; of the same length
   */
  public static RecordedQueue of(double[] asked, double[] held) {
    Integer[] order = new Integer[asked.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (one, other) -> Double.compare(asked[one], asked[other]));
    double[] sortedAsked = new double[asked.length];
    double[] sortedHeld = new double[asked.length];
    for (int i = 0; i < order.length; i++) {
      sortedAsked[i] = asked[order[i]];
      sortedHeld[i] = held[order[i]];
    }
    return new RecordedQueue(sortedAsked, sortedHeld);
  }

  /** Waits in the order of asking, seconds. O(n log slots). */
  public double[] waits(int slots) {
    var free = new PriorityQueue<Double>();
    double[] waits = new double[asked.length];
    for (int i = 0; i < asked.length; i++) {
      double start = asked[i];
      if (free.size() >= slots) {
        start = Math.max(start, free.remove());
      }
      waits[i] = start - asked[i];
      free.add(start + held[i]);
    }
    return waits;
  }

  /** Whether that many slots meet the target. */
  public boolean meets(int slots, WaitTarget target) {
    double allowed = target.ofService() * Arrays.stream(held).average().orElse(0);
    long beyond = Arrays.stream(waits(slots)).filter(wait -> wait > allowed).count();
    return beyond <= target.exceptShare() * asked.length;
  }

  /**
   * The smallest number of slots that meets the target with some room: only {@link #ROOM} of the
   * share that may wait longer does, since the next hour may be a little busier than the recorded.
   */
  public int smallest(WaitTarget target) {
    var strict = new WaitTarget(target.ofService(), ROOM * target.exceptShare());
    int slots = 1;
    if (asked.length > 1) {
      double window = asked[asked.length - 1] - asked[0];
      double offered = window > 0 ? Arrays.stream(held).sum() / window : asked.length;
      slots = (int) Math.clamp(Math.floor(offered), 1, asked.length);
    }
    while (slots < asked.length && !meets(slots, strict)) {
      slots++;
    }
    return slots;
  }
}
