package io.pitwall.engine;

import io.pitwall.engine.advice.Persistence;
import io.pitwall.engine.alert.AlertPolicy;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.store.api.Retention;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the engine works.
 *
 * @param interval time from one round of the loop to the next
 * @param inspectEvery time from one round of the inspections to the next
 * @param persistence how long evidence must last before it becomes advice
 * @param runIdle time without a new span after which a run is final
 * @param activeWithin an agent counts as active if it finished a task within this time
 * @param foldEvery how often what came in is rolled up
 * @param expireEvery how often what is too old is deleted
 * @param retention how long what is kept
 * @param limits bounds of what is taken in
 * @param alerts how patient alerts are
 * @param collectSystem whether this machine and process are watched
 * @param dataFolder folder whose file system is watched along with the root
 */
public record EngineSettings(
    Duration interval,
    Duration inspectEvery,
    Persistence persistence,
    Duration runIdle,
    Duration activeWithin,
    Duration foldEvery,
    Duration expireEvery,
    Retention retention,
    IntakeLimits limits,
    AlertPolicy alerts,
    boolean collectSystem,
    Path dataFolder) {

  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Persistence.DEFAULT,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Retention.DEFAULT,
          IntakeLimits.DEFAULT,
          AlertPolicy.DEFAULT,
          true,
          Path.of("."));

  public EngineSettings {
    requirePositive("interval", interval);
    requirePositive("inspect.every", inspectEvery);
    requirePositive("runs.idle", runIdle);
    requirePositive("agents.active_within", activeWithin);
    requirePositive("store.fold_every", foldEvery);
    requirePositive("store.expire_every", expireEvery);
  }

  /** The same without watching this machine. */
  public EngineSettings withoutSystem() {
    return new EngineSettings(
        interval,
        inspectEvery,
        persistence,
        runIdle,
        activeWithin,
        foldEvery,
        expireEvery,
        retention,
        limits,
        alerts,
        false,
        dataFolder);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("Expected " + name + " above 0, but got " + value);
    }
  }
}
