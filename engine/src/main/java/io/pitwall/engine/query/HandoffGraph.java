package io.pitwall.engine.query;

import io.pitwall.model.metric.ExpHistogram;
import java.util.List;

/**
 * Which types of agents wait for which, as the runs that were looked at tell.
 *
 * @param types in the order of their names
 * @param waits the longest in all first
 * @param runs runs that were looked at
 * @param sinceMicros start of the first of them, microseconds since the epoch; 0 without runs
 */
public record HandoffGraph(List<Type> types, List<Wait> waits, int runs, long sinceMicros) {

  /** How one comes to wait for another. */
  public enum How {
    /** One works within the work of another, which waits for it. */
    NESTED,
    /** One begins after another under the same parent has ended, and waits in between. */
    SEQUENCE
  }

  /**
   * A type of agents.
   *
   * @param name the type
   * @param agents agents of it that were at work
   * @param tasks pieces of work that they did
   * @param errors those that failed
   * @param busySeconds how long they were at it, all together
   */
  public record Type(String name, int agents, long tasks, long errors, double busySeconds) {}

  /**
   * A wait of one type for another. For {@link How#SEQUENCE} the one that waits is the later one.
   *
   * @param waiting the type that waits
   * @param waitedFor the type that it waits for
   * @param how how it comes to wait
   * @param seconds how long each time
   */
  public record Wait(String waiting, String waitedFor, How how, ExpHistogram seconds) {}

  public HandoffGraph {
    types = List.copyOf(types);
    waits = List.copyOf(waits);
  }
}
