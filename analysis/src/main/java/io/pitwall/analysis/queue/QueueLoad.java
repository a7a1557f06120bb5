package io.pitwall.analysis.queue;

/**
 * A pool of equal slots with one queue, first come first served, and what is asked of it. Waits are
 * those of Erlang's M/M/c, stretched by Allen's and Cunneen's factor (ca² + cs²) / 2 for arrivals
 * and service that vary otherwise (Allen, Probability, Statistics, and Queueing Theory, 2nd ed.,
 * 1990, section 5.3). Good to some percent from half load on; exact for M/M/c and M/G/1.
 *
 * <p>All methods cost O(slots) or less.
 *
 * @param perSecond arrivals a second, 0 or more
 * @param serviceSeconds mean time a slot is held, 0 or more
 * @param serviceScv squared coefficient of variation of that time, 0 or more
 * @param arrivalScv squared coefficient of variation of the time between arrivals, 0 or more
 * @param slots 1 or more
 */
public record QueueLoad(
    double perSecond, double serviceSeconds, double serviceScv, double arrivalScv, int slots) {

  public QueueLoad {
    if (slots < 1) {
      throw new IllegalArgumentException("Expected 1 slot or more, but got " + slots);
    }
    require("arrivals a second", perSecond);
    require("service seconds", serviceSeconds);
    require("scv of service", serviceScv);
    require("scv of arrivals", arrivalScv);
  }

  private static void require(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Expected " + what + " to be finite and 0 or more, but got " + value);
    }
  }

  public QueueLoad withSlots(int other) {
    return new QueueLoad(perSecond, serviceSeconds, serviceScv, arrivalScv, other);
  }

  /** Mean number of slots in use if there were enough, in Erlang. */
  public double offered() {
    return perSecond * serviceSeconds;
  }

  /** Share of the slots' time that is asked for; from 1 on the queue grows without end. */
  public double utilisation() {
    return offered() / slots;
  }

  public boolean isStable() {
    return utilisation() < 1;
  }

  /**
   * Probability that an arrival has to wait: Erlang's C by the recursion of the inverse of B
   * (Jagers and van Doorn, 1986), which neither overflows nor cancels. 1 if not stable.
   */
  public double waitProbability() {
    double offered = offered();
    if (offered >= slots) {
      return 1;
    }
    if (offered == 0) {
      return 0;
    }
    double inverseB = 1;
    for (int k = 1; k <= slots; k++) {
      inverseB = 1 + inverseB * k / offered;
    }
    double b = 1 / inverseB;
    return b / (1 - utilisation() * (1 - b));
  }

  /** Mean wait of those that wait, seconds; infinite if not stable. */
  public double meanPositiveWaitSeconds() {
    return isStable()
        ? serviceSeconds / (slots * (1 - utilisation())) * (arrivalScv + serviceScv) / 2
        : Double.POSITIVE_INFINITY;
  }

  /** Mean wait of all, seconds; infinite if not stable. */
  public double meanWaitSeconds() {
    return isStable() ? waitProbability() * meanPositiveWaitSeconds() : Double.POSITIVE_INFINITY;
  }

  /** Probability of a wait longer than that, taking waits of those that wait as exponential. */
  public double waitBeyond(double seconds) {
    if (!isStable()) {
      return 1;
    }
    double mean = meanPositiveWaitSeconds();
    return mean == 0 ? 0 : waitProbability() * Math.exp(-seconds / mean);
  }

  /** The wait that this share of arrivals, 0..1, does not exceed, seconds. */
  public double waitQuantileSeconds(double share) {
    if (!isStable()) {
      return Double.POSITIVE_INFINITY;
    }
    double waits = waitProbability();
    return waits <= 1 - share ? 0 : meanPositiveWaitSeconds() * Math.log(waits / (1 - share));
  }
}
