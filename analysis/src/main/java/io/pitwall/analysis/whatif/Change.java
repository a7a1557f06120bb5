package io.pitwall.analysis.whatif;

import java.util.Set;

/** Something that could be changed. Several at once are a list. */
public sealed interface Change {

  /**
   * The target's own work takes less time, or more.
   *
   * @param timeFactor what remains of the time: 0.5 for twice as fast, 0 for no time at all
   */
  record Speedup(Target target, double timeFactor) implements Change {
    public Speedup {
      require("timeFactor", timeFactor, 0, 1_000);
    }
  }

  /**
   * A share of the calls is answered at once, without queue.
   *
   * @param hitShare 0..1
   */
  record Cache(Target target, double hitShare) implements Change {
    public Cache {
      require("hitShare", hitShare, 0, 1);
    }
  }

  /** These no longer wait for each other. */
  record Parallelize(Set<Target> targets) implements Change {
    public Parallelize {
      targets = Set.copyOf(targets);
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("Expected targets to run in parallel, but got none");
      }
    }
  }

  /**
   * A pool has another number of slots.
   *
   * @param pool name of the pool: the type of its agents
   * @param slots new number, 1 or more
   */
  record Slots(String pool, int slots) implements Change {
    public Slots {
      require("slots", slots, 1, Integer.MAX_VALUE);
    }
  }

  /** The target is left out. */
  record Remove(Target target) implements Change {}

  /** The target's calls end after that time at the latest. */
  record Timeout(Target target, double seconds) implements Change {
    public Timeout {
      require("seconds", seconds, 0, Double.MAX_VALUE);
    }
  }

  /**
   * More runs arrive, or fewer.
   *
   * @param factor arrivals against today: 1.15 for 15 % more
   */
  record Load(double factor) implements Change {
    public Load {
      require("factor", factor, 0.001, 1_000);
    }
  }

  private static void require(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "Expected " + what + " from " + low + " to " + high + ", but got " + value);
    }
  }
}
