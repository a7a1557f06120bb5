package io.pitwall.engine.alert;

import java.time.Duration;

/**
 * How patient alerts of thresholds are, and what holds of all.
 *
 * @param pendingFor how long a condition must hold before the alert fires; 0 fires at once
 * @param clearFor how long things must be better before an alert is resolved or loses severity, so
 *     that a value that swings around its limit raises one alert, not many
 * @param staleAfter age of the latest value beyond which a series says nothing any more; its alert
 *     is then resolved for want of data
 * @param defaultPack whether the rules that come with the product are in force
 */
public record AlertPolicy(
    Duration pendingFor, Duration clearFor, Duration staleAfter, boolean defaultPack) {
  public static final AlertPolicy DEFAULT =
      new AlertPolicy(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(5));

  /** With the rules that come with the product. */
  public AlertPolicy(Duration pendingFor, Duration clearFor, Duration staleAfter) {
    this(pendingFor, clearFor, staleAfter, true);
  }

  public AlertPolicy {
    if (pendingFor.isNegative() || clearFor.isNegative() || !staleAfter.isPositive()) {
      throw new IllegalArgumentException(
          "Expected alerts.for and alerts.clear_for of 0 or more and alerts.stale_after above 0,"
              + " but got %s, %s and %s".formatted(pendingFor, clearFor, staleAfter));
    }
  }
}
