package io.pitwall.lab.sim;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Equal servers with one queue: who comes first is served first, by the server that has been idle
 * the longest. Not thread-safe.
 *
 * <pre>
 *   acquire ──► queue (bounded) ──► slot 0 ─► release
 *                               └─► slot 1 ─► release
 * </pre>
 */
public final class Pool {
  private final Simulation simulation;
  private final int slots;
  private final int queueLimit;
  private final ArrayDeque<Integer> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private long grants;
  private long waitedNanos;
  private long busyNanos;
  private long countedAt;

  private record Waiting(long sinceNanos, Consumer<Grant> action) {}

  /**
   * Permission to work.
   *
   * @param slot which server does it, from 0
   * @param waitedNanos time spent in the queue
   */
  public record Grant(int slot, long waitedNanos) {}

  /**
   * An idle pool.
   *
   * @param slots servers, 1 or more
   * @param queueLimit most that may wait, 0 or more
   */
  public Pool(Simulation simulation, int slots, int queueLimit) {
    if (slots < 1 || queueLimit < 0) {
      throw new IllegalArgumentException(
          "Expected 1 slot or more and a queue of 0 or more, but got "
              + slots
              + " and "
              + queueLimit);
    }
    this.simulation = simulation;
    this.slots = slots;
    this.queueLimit = queueLimit;
    countedAt = simulation.nowNanos();
    for (int slot = 0; slot < slots; slot++) {
      idle.add(slot);
    }
  }

  /**
   * Asks for a server; the action runs once there is one, possibly at once.
   *
   * @return false if the queue is full and the action will never run
   */
  public boolean acquire(Consumer<Grant> action) {
    if (!idle.isEmpty()) {
      grant(new Waiting(simulation.nowNanos(), action));
      return true;
    }
    if (queue.size() >= queueLimit) {
      return false;
    }
    queue.add(new Waiting(simulation.nowNanos(), action));
    return true;
  }

  /** Gives a server back; who waits first gets it. */
  public void release(int slot) {
    account();
    idle.add(slot);
    if (!queue.isEmpty()) {
      grant(queue.remove());
    }
  }

  public int slots() {
    return slots;
  }

  /** How many wait. */
  public int queued() {
    return queue.size();
  }

  /** How many servers work. */
  public int busy() {
    return slots - idle.size();
  }

  /** Mean time in the queue of all that were served, seconds; NaN if none was. */
  public double meanWaitSeconds() {
    return grants == 0 ? Double.NaN : waitedNanos / 1e9 / grants;
  }

  /** How much of the servers' time since the start was work, from 0 to 1. */
  public double utilisation(long startNanos) {
    account();
    return (double) busyNanos / slots / Math.max(1, simulation.nowNanos() - startNanos);
  }

  private void grant(Waiting next) {
    account();
    Integer slot = idle.remove();
    long waited = simulation.nowNanos() - next.sinceNanos;
    grants++;
    waitedNanos += waited;
    next.action.accept(new Grant(slot, waited));
  }

  private void account() {
    long now = simulation.nowNanos();
    busyNanos += (now - countedAt) * busy();
    countedAt = now;
  }
}
