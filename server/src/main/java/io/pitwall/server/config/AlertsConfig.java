package io.pitwall.server.config;

import io.pitwall.engine.alert.AlertPolicy;
import java.time.Duration;

/**
 * The section {@code alerts}: how patient alerts are, and where their rules are.
 *
 * @param pendingFor how long a condition must hold before the alert fires ({@code alerts.for})
 * @param clearFor how long things must be better before an alert is resolved or loses severity
 * @param staleAfter age of the latest value beyond which a series says nothing any more
 * @param rulesFile file of rules in YAML, read again whenever it changes; empty for none
 * @param defaultPack whether the rules that come with the product are in force
 */
public record AlertsConfig(
    @Key("for") Duration pendingFor,
    Duration clearFor,
    Duration staleAfter,
    String rulesFile,
    boolean defaultPack) {

  static final AlertsConfig DEFAULT =
      new AlertsConfig(
          AlertPolicy.DEFAULT.pendingFor(),
          AlertPolicy.DEFAULT.clearFor(),
          AlertPolicy.DEFAULT.staleAfter(),
          "",
          true);

  public AlertsConfig {
    EngineConfig.requirePositive("alerts.stale-after", staleAfter);
    if (pendingFor.isNegative() || clearFor.isNegative()) {
      throw new IllegalArgumentException(
          "Expected alerts.for and alerts.clear-for of 0 or more, but got "
              + pendingFor
              + " and "
              + clearFor);
    }
  }

  /** What the engine is told. */
  public AlertPolicy policy() {
    return new AlertPolicy(pendingFor, clearFor, staleAfter, defaultPack);
  }
}
