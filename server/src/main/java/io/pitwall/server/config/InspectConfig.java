package io.pitwall.server.config;

import io.pitwall.engine.advice.Persistence;
import java.time.Duration;

/**
 * The section {@code inspect}: how often inspections look, and how long evidence must last.
 *
 * @param every time from one round of the inspections to the next
 * @param fireAfter rounds with evidence, among the last {@code of}, from which advice is given
 * @param of rounds looked back
 * @param clearAfter rounds in a row without evidence after which advice is withdrawn
 */
public record InspectConfig(Duration every, int fireAfter, int of, int clearAfter) {

  static final InspectConfig DEFAULT =
      new InspectConfig(
          Duration.ofMinutes(1),
          Persistence.DEFAULT.fireAfter(),
          Persistence.DEFAULT.of(),
          Persistence.DEFAULT.clearAfter());

  public InspectConfig {
    EngineConfig.requirePositive("inspect.every", every);
    if (fireAfter < 1 || of < fireAfter || of > 30 || clearAfter < 1 || clearAfter > 30) {
      throw new IllegalArgumentException(
          "Expected 1 <= inspect.fire-after <= inspect.of <= 30 and inspect.clear-after of 1 to 30,"
              + " but got %d, %d and %d".formatted(fireAfter, of, clearAfter));
    }
  }

  /** The same with another time between rounds. */
  public InspectConfig every(Duration interval) {
    return new InspectConfig(interval, fireAfter, of, clearAfter);
  }

  /** What the engine is told. */
  public Persistence persistence() {
    return new Persistence(fireAfter, of, clearAfter);
  }
}
