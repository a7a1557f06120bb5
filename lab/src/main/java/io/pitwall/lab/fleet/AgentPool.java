package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.Pool;
import io.pitwall.lab.sim.Simulation;
import java.util.random.RandomGenerator;

/** The instances of an agent type: who works, who waits, how much memory each holds. */
final class AgentPool {
  final AgentSpec spec;
  final Pool pool;
  private final double[] leakedMb;
  private final boolean[] working;

  AgentPool(AgentSpec spec, Simulation simulation) {
    this.spec = spec;
    pool = new Pool(simulation, spec.instances(), spec.queueLimit());
    leakedMb = new double[spec.instances()];
    working = new boolean[spec.instances()];
  }

  void begins(int instance) {
    working[instance] = true;
  }

  /** A task is done; a leaking instance grows, or is restarted when it is too large. */
  void ends(int instance) {
    working[instance] = false;
    AgentSpec.Leak leak = spec.leaks().get(instance);
    if (leak != null) {
      leakedMb[instance] += leak.mbPerTask();
      if (spec.memoryMb() + leakedMb[instance] > leak.restartAtMb()) {
        leakedMb[instance] = 0;
      }
    }
    pool.release(instance);
  }

  /** Memory of an instance, give or take 3 %. */
  double memoryMb(int instance, RandomGenerator random) {
    return (spec.memoryMb() + leakedMb[instance]) * (0.97 + 0.06 * random.nextDouble());
  }

  /** CPU of an instance: what its work takes give or take a fifth, next to nothing when idle. */
  double cpuPercent(int instance, RandomGenerator random) {
    double level = working[instance] ? spec.cpuPercent() : 1;
    return level * (0.8 + 0.4 * random.nextDouble());
  }
}
