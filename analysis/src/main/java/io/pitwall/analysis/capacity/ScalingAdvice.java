package io.pitwall.analysis.capacity;

import java.util.Optional;

/**
 * How many slots a pool should have.
 *
 * @param pool name of the pool
 * @param current slots it has
 * @param desired slots it should have
 * @param reason why
 * @param perSecond arrivals a second
 * @param serviceSeconds mean service
 * @param serviceScv squared coefficient of variation of the service
 * @param utilisation today, 0..1
 * @param predictedUtilisation with the desired slots
 * @param waitSeconds mean wait today
 * @param predictedWaitSeconds mean wait with the desired slots
 * @param visits what it rests on
 * @param nextLimit what would be reached next if load went on growing; empty if nothing is known
 */
public record ScalingAdvice(
    String pool,
    int current,
    int desired,
    Reason reason,
    double perSecond,
    double serviceSeconds,
    double serviceScv,
    double utilisation,
    double predictedUtilisation,
    double waitSeconds,
    double predictedWaitSeconds,
    int visits,
    Optional<Limit> nextLimit) {

  /** Why a size is advised. */
  public enum Reason {
    /** Too few visits: it stays as it is. */
    HOLD_THIN_DATA,
    /** The size is right, or so near that changing it is not worth it. */
    HOLD,
    /** Work waits longer than the target allows. */
    SCALE_UP,
    /** Fewer slots meet the target too. */
    SCALE_DOWN
  }
}
