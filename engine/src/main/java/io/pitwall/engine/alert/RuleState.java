package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.Grouping;
import io.pitwall.model.alert.AlertRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A rule in force with all that is remembered of what it judges. Guarded by {@link Alerts}. */
final class RuleState {
  private AlertRule rule;
  private Grouping grouping;
  final Map<Long, AlertLife.Memory> memories = new HashMap<>();

  /** What was judged, and what is too old to be, in this pass, of that which is remembered. */
  final Set<Long> judged = new HashSet<>();

  final Set<Long> stale = new HashSet<>();

  /** Everything judged in this pass. */
  long judgedNow;

  /** Since when there is no data, steady; 0 while there is. */
  long silentSince;

  volatile RuleHealth health = RuleHealth.NEVER;

  RuleState(AlertRule rule) {
    this.rule = rule;
    grouping = new Grouping(rule.condition().of());
  }

  AlertRule rule() {
    return rule;
  }

  Grouping grouping() {
    return grouping;
  }

  void change(AlertRule other) {
    if (!other.condition().of().equals(rule.condition().of())) {
      grouping = new Grouping(other.condition().of());
    }
    rule = other;
  }

  void begin() {
    judged.clear();
    stale.clear();
    judgedNow = 0;
  }
}
