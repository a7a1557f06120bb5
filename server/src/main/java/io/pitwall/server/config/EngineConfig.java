package io.pitwall.server.config;

import io.pitwall.engine.price.PriceList;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code engine}: how often it looks, and what it takes for active.
 *
 * @param interval time from one round to the next
 * @param runIdle time without a new span after which a run is final
 * @param activeWithin an agent counts as active if it finished a task within this time
 * @param collectSystem whether this machine and process are watched
 * @param priceFile file with the prices of models in place of the list that comes with the product;
 *     empty for that list
 */
public record EngineConfig(
    Duration interval,
    Duration runIdle,
    Duration activeWithin,
    boolean collectSystem,
    String priceFile) {

  static final EngineConfig DEFAULT =
      new EngineConfig(
          Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5), true, "");

  public EngineConfig {
    requirePositive("engine.interval", interval);
    requirePositive("engine.run-idle", runIdle);
    requirePositive("engine.active-within", activeWithin);
  }

  /**
   * What calls of models cost.
   *
   * @throws IllegalArgumentException if the price file cannot be used
   */
  public PriceList prices() {
    return priceFile.isEmpty() ? PriceList.standard() : PriceList.of(Path.of(priceFile));
  }

  static void requirePositive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("Expected " + key + " above 0, but got " + value);
    }
  }
}
