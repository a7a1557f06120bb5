package io.pitwall.lab.sim;

import java.util.PriorityQueue;

/**
 * Simulated time and what is due in it. Events of the same instant happen in the order in which
 * they were scheduled, so a simulation is repeated exactly by the same seed. Not thread-safe.
 */
public final class Simulation {
  private final PriorityQueue<Event> due = new PriorityQueue<>();
  private long nowNanos;
  private long scheduled;

  private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /**
   * A simulation in which nothing is due.
   *
   * @param startNanos its first instant, e.g. nanoseconds since the epoch
   */
  public Simulation(long startNanos) {
    nowNanos = startNanos;
  }

  /** The present, nanoseconds on the scale of the start. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Lets something happen after a delay of 0 or more nanoseconds. */
  public void after(long delayNanos, Runnable action) {
    if (delayNanos < 0) {
      throw new IllegalArgumentException(
          "Expected a delay of 0 ns or more, but got " + delayNanos + " ns");
    }
    due.add(new Event(nowNanos + delayNanos, scheduled++, action));
  }

  /** Lets all happen that is due up to and at an instant, which then is the present. */
  public void runUntil(long nanos) {
    for (Event next = due.peek(); next != null && next.nanos <= nanos; next = due.peek()) {
      due.poll();
      nowNanos = next.nanos;
      next.action.run();
    }
    nowNanos = Math.max(nowNanos, nanos);
  }
}
