package io.pitwall.engine.alert;

import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits by severity, and what a value says about them. */
final class Limits {

  /**
   * The limits of a change: of what grows by a factor, usual times factor, but never less than the
   * smallest difference, which grows with the factor: what is usually near nothing would else be
   * many times that at once.
   */
  static Map<Severity, Double> of(AlertCondition.Change change, double usual) {
    Map<Severity, Double> limits = new EnumMap<>(Severity.class);
    double mildest = change.factors().values().iterator().next();
    change
        .factors()
        .forEach(
            (severity, factor) -> {
              double least = change.atLeastBy() * (factor - 1) / (mildest - 1);
              limits.put(
                  severity,
                  change.upward()
                      ? usual + Math.max(Math.abs(usual) * (factor - 1), least)
                      : usual - Math.max(Math.abs(usual) * (1 - 1 / factor), least));
            });
    return limits;
  }

  /** The worst severity whose limit the value is beyond, null if none. */
  static @Nullable Severity worst(
      double value, Comparator comparator, Map<Severity, Double> limits) {
    Severity worst = null;
    for (Map.Entry<Severity, Double> limit : limits.entrySet()) {
      if (comparator.isBeyond(value, limit.getValue())) {
        worst = limit.getKey();
      }
    }
    return worst;
  }

  /** The mildest severity that has a limit. */
  static Severity mildest(Map<Severity, Double> limits) {
    return limits.keySet().iterator().next();
  }

  private Limits() {}
}
