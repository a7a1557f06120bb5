package io.pitwall.server.rules;

import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.TagMatcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes rules the way {@link RuleReader} reads them. */
public final class RuleText {

  /** The fields of a rule, in the order in which people read them. */
  public static Map<String, Object> of(AlertRule rule) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", rule.id());
    fields.put("condition", condition(rule.condition()));
    fields.put("for", RuleTime.text(rule.pendingFor()));
    fields.put("keep_firing", RuleTime.text(rule.keepFiring()));
    fields.put("no_data", rule.noData().wireName());
    fields.put("labels", rule.labels());
    Map<String, String> says = new LinkedHashMap<>();
    says.put("summary", rule.annotations().summary());
    says.put("description", rule.annotations().description());
    says.put("runbook", rule.annotations().runbook());
    fields.put("annotations", says);
    fields.put("enabled", rule.enabled());
    return fields;
  }

  private static Map<String, Object> condition(AlertCondition condition) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", condition.kind());
    Selection of = condition.of();
    fields.put("signal", of.signal());
    fields.put("where", of.where().stream().map(TagMatcher::text).toList());
    fields.put("aggregate", of.aggregate().wireName());
    fields.put("by", of.by());
    fields.put("over", RuleTime.text(of.over()));
    fields.put("at_least", of.atLeast());
    switch (condition) {
      case AlertCondition.Threshold threshold -> {
        fields.put("comparator", threshold.comparator().symbol());
        fields.put("limits", numbers(threshold.limits()));
        Double clear = threshold.clear();
        if (clear != null) {
          fields.put("clear", clear);
        }
      }
      case AlertCondition.Change change -> {
        fields.put("direction", change.upward() ? "up" : "down");
        fields.put("factors", numbers(change.factors()));
        fields.put("at_least_by", change.atLeastBy());
        fields.put("days", change.days());
        fields.put("before", RuleTime.text(change.before()));
      }
      case AlertCondition.BurnRate burn -> {
        fields.put("objective", burn.objective());
        fields.put("windows", burn.windows().stream().map(RuleText::window).toList());
      }
      case AlertCondition.Absence absence -> {
        fields.put("after", times(absence.after()));
        fields.put("within", RuleTime.text(absence.within()));
      }
      case AlertCondition.StuckRun stuck -> {
        fields.put("factors", numbers(stuck.factors()));
        fields.put("at_least_age", RuleTime.text(stuck.atLeast()));
      }
    }
    return fields;
  }

  private static Map<String, Object> window(AlertCondition.BurnRate.Window window) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", window.severity().wireName());
    fields.put("factor", window.factor());
    fields.put("long", RuleTime.text(window.longWindow()));
    fields.put("short", RuleTime.text(window.shortWindow()));
    return fields;
  }

  private static Map<String, Double> numbers(Map<Severity, Double> bySeverity) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    List.of(Severity.values())
        .forEach(
            severity -> {
              Double value = bySeverity.get(severity);
              if (value != null) {
                numbers.put(severity.wireName(), value);
              }
            });
    return numbers;
  }

  private static Map<String, String> times(Map<Severity, Duration> bySeverity) {
    Map<String, String> times = new LinkedHashMap<>();
    bySeverity.forEach((severity, time) -> times.put(severity.wireName(), RuleTime.text(time)));
    return times;
  }

  private RuleText() {}
}
