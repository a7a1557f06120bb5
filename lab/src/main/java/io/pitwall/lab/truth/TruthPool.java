package io.pitwall.lab.truth;

/**
 * A type of agent as a pool of equal slots.
 *
 * @param name name of the type
 * @param slots tasks at a time
 * @param serviceSeconds mean time for a task
 * @param serviceScv squared coefficient of variation of that time
 * @param hiddenPerSecond tasks a second that belong to no workflow that is seen
 * @param cachedShare tasks that are answered at once, without a slot
 * @param failureShare tasks that fail at their end and are tried once more
 */
public record TruthPool(
    String name,
    int slots,
    double serviceSeconds,
    double serviceScv,
    double hiddenPerSecond,
    double cachedShare,
    double failureShare) {

  public TruthPool {
    if (slots < 1 || !(serviceSeconds >= 0) || !(hiddenPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "Expected slots >= 1, serviceSeconds >= 0, hiddenPerSecond >= 0, but got "
              + slots
              + ", "
              + serviceSeconds
              + ", "
              + hiddenPerSecond);
    }
  }

  TruthPool withSlots(int other) {
    return new TruthPool(
        name, other, serviceSeconds, serviceScv, hiddenPerSecond, cachedShare, failureShare);
  }

  TruthPool faster(double timeFactor) {
    return new TruthPool(
        name,
        slots,
        serviceSeconds * timeFactor,
        serviceScv,
        hiddenPerSecond,
        cachedShare,
        failureShare);
  }

  TruthPool cached(double share) {
    return new TruthPool(
        name, slots, serviceSeconds, serviceScv, hiddenPerSecond, share, failureShare);
  }
}
