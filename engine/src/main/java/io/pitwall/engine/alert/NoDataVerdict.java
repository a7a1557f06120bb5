package io.pitwall.engine.alert;

import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** That a rule has nothing to judge, as a verdict. */
final class NoDataVerdict {

  static Verdict of(AlertRule rule, boolean silent) {
    Severity severity = silent ? mildest(rule) : null;
    return new Verdict(
        rule,
        Verdict.NO_DATA,
        new TreeMap<>(),
        Double.NaN,
        Comparator.ABOVE,
        Map.of(mildest(rule), 0.0),
        severity,
        severity,
        "",
        List.of());
  }

  private static Severity mildest(AlertRule rule) {
    return switch (rule.condition()) {
      case AlertCondition.Threshold threshold -> Limits.mildest(threshold.limits());
      case AlertCondition.Change change -> Limits.mildest(change.factors());
      case AlertCondition.BurnRate burn -> Limits.mildest(burn.factors());
      case AlertCondition.Absence absence -> absence.after().keySet().iterator().next();
      case AlertCondition.StuckRun stuck -> Limits.mildest(stuck.factors());
    };
  }

  private NoDataVerdict() {}
}
